namespace QuantumAttributes.Agents;

/// <summary>No agent has a capability of the name that was asked for.</summary>
public sealed class UnknownCapabilityException : InvalidOperationException
{
    internal UnknownCapabilityException(string capability, IReadOnlyList<string> known)
        : base(Describe(capability, known))
    {
        Capability = capability;
        Known = known;
    }

    /// <summary>The name that was asked for.</summary>
    public string Capability { get; }

    /// <summary>The names that exist, sorted.</summary>
    public IReadOnlyList<string> Known { get; }

    private static string Describe(string capability, IReadOnlyList<string> known) =>
        known.Count == 0
            ? $"There is no capability '{capability}': no agent is registered."
            : $"There is no capability '{capability}'. There are: {string.Join(", ", known)}.";
}
