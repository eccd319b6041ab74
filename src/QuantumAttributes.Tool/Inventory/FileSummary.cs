namespace QuantumAttributes.Tool.Inventory;

/// <summary>A file in which somebody has to act.</summary>
/// <param name="File">The file.</param>
/// <param name="Open">How much there is to act on.</param>
/// <param name="Algorithms">What is used there.</param>
internal sealed record FileSummary(string File, int Open, IReadOnlyList<string> Algorithms)
{
    /// <summary>The files, those with the most to act on first.</summary>
    public static IReadOnlyList<FileSummary> Of(IEnumerable<CryptographyUse> uses) =>
    [
        .. uses.Where(static use => use.IsOpen).GroupBy(static use => use.Finding.File)
            .Select(static file => new FileSummary(
                file.Key, file.Count(), [.. file.Select(static use => use.Algorithm).Distinct().Order(StringComparer.Ordinal)]))
            .OrderByDescending(static file => file.Open)
            .ThenBy(static file => file.File, StringComparer.Ordinal),
    ];
}
