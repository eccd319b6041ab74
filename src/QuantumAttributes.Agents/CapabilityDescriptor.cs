namespace QuantumAttributes.Agents;

/// <summary>What is known of a capability: its name, what it takes and gives, and how it is reached.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public abstract class CapabilityDescriptor
{
    private protected CapabilityDescriptor(string name, Type agentType, Type requestType, Type responseType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        AgentType = agentType;
        RequestType = requestType;
        ResponseType = responseType;
    }

    /// <summary>The capability's name, such as <c>document.sign</c>; compared ordinally.</summary>
    public string Name { get; }

    /// <summary>The algorithm the capability works with, or null when it does not say.</summary>
    public string? Algorithm { get; init; }

    /// <summary>What a call costs, relative to the other capabilities of the application. At least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Cost
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>The path of the HTTP POST route to the capability, or null when it has none.</summary>
    public string? Route { get; init; }

    /// <summary>The class whose method does the work.</summary>
    public Type AgentType { get; }

    /// <summary>The type of the request.</summary>
    public Type RequestType { get; }

    /// <summary>
    /// The type of the answer, without <see cref="ValueTask{TResult}"/> or <see cref="Task{TResult}"/> around it.
    /// </summary>
    public Type ResponseType { get; }

    /// <summary>Joins the capability to the agent that <paramref name="services"/> holds. The agent is not created yet.</summary>
    internal abstract BoundCapability Bind(AgentDescriptor agent, IServiceProvider services);
}
