using System.Globalization;
using System.Text.Json.Nodes;
using QuantumAttributes.Analyzers.Cryptography;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Bom;

/// <summary>Writes what CycloneDX has no fields for: properties whose names begin with <c>quantumattributes:</c> and do not change.</summary>
internal static class BomProperties
{
    /// <summary>The properties of an asset. What its findings say differently is said once each.</summary>
    public static JsonArray Of(CryptographicAsset asset)
    {
        List<Finding> suppressed = [.. asset.Findings.Where(static finding => finding.IsSuppressed)];
        return Write(
        [
            .. Each("rule", asset.Findings.Select(static finding => finding.Rule)),
            ("algorithm", asset.Algorithm),
            ("parameters", asset.Parameters),
            .. Each("threat", asset.Values(FindingProperties.Threat)),
            .. Each("family", asset.Values(FindingProperties.Family)),
            .. Each("use", asset.Values(FindingProperties.Use)),
            // The earliest year: whoever acts on the asset has to act then.
            .. Each("actBy", asset.Values(FindingProperties.ActBy).Take(1)),
            ("occurrences", Text(asset.Findings.Count)),
            ("hybrid", Text(asset.Findings.Count(static finding => finding.Property(FindingProperties.Hybrid) == "true"))),
            ("suppressed", Text(suppressed.Count)),
            .. Each("justification", suppressed.Select(static finding => finding.Justification).OfType<string>().Where(static why => why.Length > 0)),
        ]);
    }

    /// <summary>The properties of the inventory as a whole.</summary>
    public static JsonArray Of(BomSubject subject, IReadOnlyList<Finding> findings) => Write(
    [
        .. Each("targetFramework", subject.TargetFramework is { Length: > 0 } framework ? [framework] : []),
        .. Each("profile", Profiles(subject, findings)),
        .. Each("switchedOff", subject.SwitchedOff),
    ]);

    // Options of the user's own may say something else than what was chosen for the project: the findings know.
    private static List<string> Profiles(BomSubject subject, IReadOnlyList<Finding> findings)
    {
        List<string> named = [.. findings.Select(static finding => finding.Property(FindingProperties.Profile)).OfType<string>()];
        return named.Count == 0 && subject.Profile is { Length: > 0 } chosen ? [chosen] : named;
    }

    private static IEnumerable<(string Name, string Value)> Each(string name, IEnumerable<string> values) =>
        values.Distinct().OrderBy(static value => value, StringComparer.Ordinal).Select(value => (name, value));

    private static JsonArray Write(IEnumerable<(string Name, string Value)> properties) => new(
        [.. properties.Select(static property => new JsonObject { ["name"] = "quantumattributes:" + property.Name, ["value"] = property.Value })]);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
