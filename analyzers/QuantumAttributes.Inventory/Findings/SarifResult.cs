using System.Text.Json;

namespace QuantumAttributes.Inventory.Findings;

/// <summary>Reads a finding from a result of a log.</summary>
internal sealed class SarifResult(string directory, PragmaComments comments)
{
    /// <summary>Reads it.</summary>
    /// <param name="result">A SARIF result.</param>
    /// <param name="run">The run that it is one of.</param>
    /// <param name="rule">The result's rule.</param>
    public Finding Read(JsonElement result, JsonElement run, string rule)
    {
        JsonElement? place = null;
        foreach (var location in result.Items("locations").Take(1))
            place = location.Property("physicalLocation");
        // What has no place is found in the whole project.
        string path = place?.Property("artifactLocation") is { } artifact ? SourcePath.Resolve(artifact, run, directory) : "";
        var region = place?.Property("region");
        int line = region?.Ordinal("startLine") ?? 0;
        List<JsonElement> suppressions =
            [.. result.Items("suppressions").Where(static suppression => suppression.Text("status") is null or "accepted")];
        return new Finding
        {
            Rule = rule,
            Level = result.Text("level") ?? "warning",
            Message = result.Property("message")?.Text("text") ?? "",
            File = path.Length == 0 ? "." : SourcePath.From(directory, path),
            Line = line,
            Column = region?.Ordinal("startColumn") ?? 0,
            IsSuppressed = suppressions.Count > 0,
            Justification = suppressions.Count == 0 ? null : Justification(suppressions) ?? comments.Find(path, line, rule),
            Properties = Properties(result),
        };
    }

    private static string? Justification(List<JsonElement> suppressions) => suppressions
        .Select(static suppression => suppression.Text("justification")?.Trim())
        .FirstOrDefault(static text => text is { Length: > 0 });

    private static Dictionary<string, string> Properties(JsonElement result)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (result.Property("properties")?.Property("customProperties") is { } custom)
        {
            if (custom.ValueKind != JsonValueKind.Object)
                throw new FormatException("'customProperties' is no object");
            foreach (var property in custom.EnumerateObject())
                properties[property.Name] = property.Value.ToString();
        }

        return properties;
    }
}
