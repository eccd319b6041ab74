using System.Text;
using System.Text.Json;
using QuantumAttributes.Analyzers;
using QuantumAttributes.Inventory.Findings;
using QuantumAttributes.Tool.Inventory.Baselines;

namespace QuantumAttributes.Tool.Inventory.Reports;

/// <summary>The findings as SARIF 2.1.0: one run, for what shows such logs, and for a later run to be compared with.</summary>
internal static class SarifReport
{
    /// <summary>Where paths start: who reads the log says where that is.</summary>
    private const string Root = "%SRCROOT%";

    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n" };

    public static string Write(CryptographyInventory inventory)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, _options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            WriteRun(json, inventory.Uses);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return $"{Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length)}\n";
    }

    private static void WriteRun(Utf8JsonWriter json, IReadOnlyList<CryptographyUse> uses)
    {
        string[] rules = [.. uses.Select(static use => use.Finding.Rule).Distinct().Order(StringComparer.Ordinal)];
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "quantum");
        json.WriteString("version", ToolVersion.Text);
        json.WriteString("informationUri", "https://github.com/QuantumAttributes/QuantumAttributes");
        json.WriteStartArray("rules");
        foreach (string rule in rules)
            WriteRule(json, uses.First(use => use.Finding.Rule == rule));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        Dictionary<FindingIdentity, int> seen = [];
        foreach (CryptographyUse use in uses)
        {
            FindingIdentity identity = FindingIdentity.Of(use);
            int number = seen[identity] = seen.GetValueOrDefault(identity) + 1;
            WriteResult(json, use.Finding, Array.IndexOf(rules, use.Finding.Rule), identity.Fingerprint(number));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, CryptographyUse use)
    {
        json.WriteStartObject();
        json.WriteString("id", use.Finding.Rule);
        json.WriteStartObject("shortDescription");
        json.WriteString(
            "text", use.IsOfInventory ? "Cryptography that only belongs into the inventory." : $"Classical cryptography: {use.Family.Name}.");
        json.WriteEndObject();
        json.WriteString("helpUri", RuleHelp.LinkOf(use.Finding.Rule));
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, int ruleIndex, string fingerprint)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", finding.Level);
        json.WriteStartObject("message");
        json.WriteString("text", finding.Message);
        json.WriteEndObject();
        WriteLocation(json, finding);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("quantumFinding/v1", fingerprint);
        json.WriteEndObject();
        if (finding.IsSuppressed)
            WriteSuppression(json, finding.Justification);
        json.WriteStartObject("properties");
        json.WriteStartObject("customProperties");
        foreach ((string name, string value) in finding.Properties.OrderBy(static property => property.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        WriteUri(json, finding.File);
        json.WriteEndObject();
        if (finding.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", finding.Line);
            if (finding.Column > 0)
                json.WriteNumber("startColumn", finding.Column);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteUri(Utf8JsonWriter json, string file)
    {
        if (Path.IsPathFullyQualified(file))
        {
            json.WriteString("uri", new Uri(file).AbsoluteUri);
            return;
        }

        json.WriteString("uri", string.Join("/", file.Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", Root);
    }

    private static void WriteSuppression(Utf8JsonWriter json, string? justification)
    {
        json.WriteStartArray("suppressions");
        json.WriteStartObject();
        json.WriteString("kind", "inSource");
        if (justification is not null)
            json.WriteString("justification", justification);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
