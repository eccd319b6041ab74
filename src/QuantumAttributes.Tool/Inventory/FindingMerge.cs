using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Tool.Inventory;

/// <summary>Makes one of what several compilations found at one place: for several target frameworks, or of projects that share a file.</summary>
internal static class FindingMerge
{
    /// <summary>Each finding once, in order. It is as loud as in the loudest compilation, and suppressed where it is so in all.</summary>
    public static IReadOnlyList<CryptographyUse> Merge(IEnumerable<Finding> findings) =>
    [
        .. findings.Select(static finding => new CryptographyUse(finding))
            .GroupBy(static use => (use.Finding.Rule, use.Finding.File, use.Finding.Line, use.Finding.Column, use.Api))
            .Select(static place => place.MinBy(static use => use.State)!)
            .OrderBy(static use => use.Finding.File, StringComparer.Ordinal)
            .ThenBy(static use => use.Finding.Line)
            .ThenBy(static use => use.Finding.Column)
            .ThenBy(static use => use.Finding.Rule, StringComparer.Ordinal)
            .ThenBy(static use => use.Api, StringComparer.Ordinal),
    ];
}
