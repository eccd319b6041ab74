namespace QuantumAttributes.Inventory.Findings;

/// <summary>What a finding says in its properties.</summary>
internal static class FindingExtensions
{
    /// <summary>The property's value, or null where it says nothing.</summary>
    public static string? Property(this Finding finding, string name) =>
        finding.Properties.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;
}
