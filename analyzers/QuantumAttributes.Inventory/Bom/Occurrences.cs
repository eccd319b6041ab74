using System.Globalization;
using System.Text.Json.Nodes;
using QuantumAttributes.Analyzers.Cryptography;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Bom;

/// <summary>Writes where an asset is found: the <c>occurrences</c> of its evidence.</summary>
internal sealed class Occurrences
{
    private readonly Dictionary<string, int> _references = new(StringComparer.Ordinal);

    /// <summary>Writes them.</summary>
    public JsonArray Of(CryptographicAsset asset) => new([.. asset.Findings.Select(Write)]);

    private JsonObject Write(Finding finding)
    {
        var occurrence = new JsonObject { ["bom-ref"] = Reference(finding), ["location"] = finding.File };
        if (finding.Line > 0)
            occurrence["line"] = finding.Line;
        if (finding.Column > 0)
            occurrence["offset"] = finding.Column - 1;
        if (finding.Property(FindingProperties.Member) is { } member)
            occurrence["symbol"] = member;
        occurrence["additionalContext"] = Describe(finding);
        return occurrence;
    }

    // Unique in the inventory: a rule may find two things in one place.
    private string Reference(Finding finding)
    {
        string reference = string.Format(
            CultureInfo.InvariantCulture, "finding:{0}:{1}:{2}:{3}", finding.Rule, finding.File, finding.Line, finding.Column);
        int count = _references[reference] = _references.TryGetValue(reference, out int earlier) ? earlier + 1 : 1;
        return count == 1 ? reference : reference + ":" + count.ToString(CultureInfo.InvariantCulture);
    }

    private static string Describe(Finding finding)
    {
        List<string> parts = [What(finding)];
        if (finding.Property(FindingProperties.Use) is { } use)
            parts.Add(use switch { "protect" => "new data depends on it", "read" => "it reads old data", _ => use });
        if (finding.Property(FindingProperties.Hybrid) == "true")
            parts.Add("it is the classical leg of a hybrid");
        if (finding.Property(FindingProperties.ActBy) is { } year)
            parts.Add("act by " + year);
        if (finding.IsSuppressed)
            parts.Add(finding.Justification is { Length: > 0 } why ? "suppressed: " + why : "suppressed without a reason");
        return $"{finding.Rule}, {finding.Level}: {string.Join("; ", parts).TrimEnd('.')}.";
    }

    private static string What(Finding finding) =>
        (finding.Property(FindingProperties.Symbol), finding.Property(FindingProperties.Api)) switch
        {
            (null, _) => finding.Message,
            ({ } symbol, { } api) => $"{symbol} ({api})",
            ({ } symbol, null) => symbol,
        };
}
