namespace QuantumAttributes.Agents;

/// <summary>Two agents of the application have the same name.</summary>
public sealed class DuplicateAgentException : InvalidOperationException
{
    internal DuplicateAgentException(AgentDescriptor first, AgentDescriptor second)
        : base($"The agent '{first.Name}' exists twice: as {first.AgentType} and as {second.AgentType}. "
            + "Names of agents are unique in an application.") =>
        AgentName = first.Name;

    /// <summary>The name that exists twice.</summary>
    public string AgentName { get; }
}
