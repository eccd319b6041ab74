namespace QuantumAttributes.Agents;

/// <summary>An agent and its capabilities.</summary>
/// <remarks>
/// Immutable and safe to share between threads. The source generator writes these from <see cref="QuantumAgentAttribute"/>.
/// </remarks>
public sealed class AgentDescriptor
{
    private AgentDescriptor(string name, Type agentType, IReadOnlyList<CapabilityDescriptor> capabilities)
    {
        Name = name;
        AgentType = agentType;
        Capabilities = capabilities;
    }

    /// <summary>The agent's name, unique in the application; compared ordinally.</summary>
    public string Name { get; }

    /// <summary>The agent's class.</summary>
    public Type AgentType { get; }

    /// <summary>What the agent can do, in the order in which it was described.</summary>
    public IReadOnlyList<CapabilityDescriptor> Capabilities { get; }

    /// <summary>Describes an agent of class <typeparamref name="TAgent"/>.</summary>
    /// <param name="name">The agent's name, unique in the application.</param>
    /// <param name="capabilities">What it can do: each a capability of <typeparamref name="TAgent"/>.</param>
    /// <exception cref="ArgumentException">The name is empty or white space, or a capability is of another class.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AgentDescriptor Create<TAgent>(string name, params IReadOnlyList<CapabilityDescriptor> capabilities)
        where TAgent : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(capabilities);
        foreach (var capability in capabilities)
        {
            if (capability.AgentType != typeof(TAgent))
                throw new ArgumentException(
                    $"The capability '{capability.Name}' belongs to {capability.AgentType}, not to {typeof(TAgent)}.",
                    nameof(capabilities));
        }

        return new AgentDescriptor(name, typeof(TAgent), [.. capabilities]);
    }
}
