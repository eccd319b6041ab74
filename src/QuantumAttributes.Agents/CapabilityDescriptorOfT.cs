namespace QuantumAttributes.Agents;

/// <summary>A capability together with the call that does its work.</summary>
/// <typeparam name="TAgent">The agent's class.</typeparam>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResponse">The type of the answer.</typeparam>
/// <remarks>
/// Immutable and safe to share between threads. The source generator writes these from <see cref="QuantumCapabilityAttribute"/>.
/// </remarks>
public sealed class CapabilityDescriptor<TAgent, TRequest, TResponse> : CapabilityDescriptor
    where TAgent : class
{
    /// <summary>Describes a capability.</summary>
    /// <param name="name">The capability's name, unique in the application.</param>
    /// <param name="invoke">Calls the agent. It is called by many threads at once.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public CapabilityDescriptor(string name, Func<TAgent, TRequest, CancellationToken, ValueTask<TResponse>> invoke)
        : base(name, typeof(TAgent), typeof(TRequest), typeof(TResponse))
    {
        ArgumentNullException.ThrowIfNull(invoke);
        Invoke = invoke;
    }

    /// <summary>Calls the agent.</summary>
    public Func<TAgent, TRequest, CancellationToken, ValueTask<TResponse>> Invoke { get; }

    internal override BoundCapability Bind(AgentDescriptor agent, IServiceProvider services) =>
        new BoundCapability<TAgent, TRequest, TResponse>(this, agent, services);
}
