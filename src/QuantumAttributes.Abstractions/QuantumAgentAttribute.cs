namespace QuantumAttributes;

/// <summary>Marks a class as a security agent, whose <see cref="QuantumCapabilityAttribute"/> methods the orchestrator calls.</summary>
/// <param name="name">The agent's name, unique in the application; it also names the typed client (<c>orchestrator.Documents</c>).</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class QuantumAgentAttribute(string name) : Attribute
{
    /// <summary>The agent's name.</summary>
    public string Name { get; } = name;
}
