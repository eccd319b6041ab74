using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes.Agents;

/// <summary>A capability joined to its agent.</summary>
internal abstract class BoundCapability(CapabilityDescriptor descriptor, AgentDescriptor agent)
{
    public CapabilityDescriptor Descriptor { get; } = descriptor;

    public AgentDescriptor Agent { get; } = agent;
}

/// <summary>A bound capability as its caller sees it: by what it takes and gives, whatever the agent's class.</summary>
internal abstract class BoundCapability<TRequest, TResponse>(CapabilityDescriptor descriptor, AgentDescriptor agent)
    : BoundCapability(descriptor, agent)
{
    public abstract ValueTask<TResponse> InvokeAsync(TRequest request, CancellationToken cancellationToken);
}

/// <summary>A bound capability that knows the agent's class.</summary>
internal sealed class BoundCapability<TAgent, TRequest, TResponse>(
    CapabilityDescriptor<TAgent, TRequest, TResponse> descriptor, AgentDescriptor agent, IServiceProvider services)
    : BoundCapability<TRequest, TResponse>(descriptor, agent)
    where TAgent : class
{
    private readonly Func<TAgent, TRequest, CancellationToken, ValueTask<TResponse>> _invoke = descriptor.Invoke;

    // Asked for at the first call, so that an agent may itself take the orchestrator. A race asks twice for the one singleton.
    private TAgent? _agent;

    public override ValueTask<TResponse> InvokeAsync(TRequest request, CancellationToken cancellationToken) =>
        _invoke(_agent ??= services.GetRequiredService<TAgent>(), request, cancellationToken);
}
