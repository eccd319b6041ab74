namespace QuantumAttributes.Agents;

/// <summary>Two capabilities of the application have the same name, so that a call could mean either.</summary>
public sealed class DuplicateCapabilityException : InvalidOperationException
{
    internal DuplicateCapabilityException(string capability, AgentDescriptor first, AgentDescriptor second)
        : base($"The capability '{capability}' exists twice: in the agent '{first.Name}' ({first.AgentType}) "
            + $"and in the agent '{second.Name}' ({second.AgentType}). Names of capabilities are unique in an application.") =>
        Capability = capability;

    /// <summary>The name that exists twice.</summary>
    public string Capability { get; }
}
