using System.Text.Json;

namespace QuantumAttributes.Inventory.Findings;

/// <summary>What the analyzers found in a compilation: read from the compiler's log, in SARIF 2.1.</summary>
internal sealed record FindingLog
{
    private const string InventoryRule = "QA1100";

    /// <summary>The findings, sorted by file, line, column and rule.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether the analyzers ran: a log without findings says nothing where they did not.</summary>
    public required bool HasAnalyzers { get; init; }

    /// <summary>Whether the compiler could read all sources: where it could not, the analyzers did not see them all.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The rules that options switch off, in all files or in some: what they would find is not in the log.</summary>
    public required IReadOnlyList<string> SwitchedOff { get; init; }

    /// <summary>The findings of a log.</summary>
    /// <exception cref="FormatException">It is no log in SARIF 2.1.</exception>
    public static IReadOnlyList<Finding> Read(string sarifFile, string directory) => Load(sarifFile, directory).Findings;

    /// <summary>Reads a log.</summary>
    /// <param name="sarifFile">The log.</param>
    /// <param name="directory">The directory that the inventory is made for: paths start there.</param>
    /// <exception cref="FormatException">It is no log in SARIF 2.1.</exception>
    public static FindingLog Load(string sarifFile, string directory)
    {
        try
        {
            using var stream = File.OpenRead(sarifFile);
            using var document = JsonDocument.Parse(stream);
            return Load(document.RootElement, directory);
        }
        // What a text says that is none in UTF-16 is an InvalidOperationException to the JSON reader.
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new FormatException($"{sarifFile} is no log in SARIF 2.1: {e.Message}", e);
        }
    }

    private static FindingLog Load(JsonElement log, string directory)
    {
        string? version = log.Text("version");
        if (version is not ("2.1" or "2.1.0"))
            throw new FormatException($"its version is {version ?? "missing"}; let ErrorLog end with ,version=2.1");
        if (log.Property("runs") is null)
            throw new FormatException("there are no 'runs'");

        var reader = new SarifResult(directory, new PragmaComments());
        List<Finding> findings = [];
        List<JsonElement> rules = [];
        bool isComplete = true;
        foreach (var run in log.Items("runs"))
        {
            findings.AddRange(Read(run, reader));
            isComplete &= !run.Items("results").Any(IsCompilerError);
            if (run.Property("tool")?.Property("driver") is { } compiler)
                rules.AddRange(compiler.Items("rules").Where(static rule => IsOurs(rule.Text("id"))));
        }

        return new FindingLog
        {
            Findings = Sort(findings),
            IsComplete = isComplete,
            HasAnalyzers = rules.Count + findings.Count > 0,
            SwitchedOff =
                [.. rules.Where(IsSwitchedOff).Select(static rule => rule.Text("id")!).Distinct().OrderBy(static id => id, StringComparer.Ordinal)],
        };
    }

    private static IEnumerable<Finding> Read(JsonElement run, SarifResult reader)
    {
        int index = -1;
        foreach (var result in run.Items("results"))
        {
            index++;
            if (result.Text("ruleId") is not { } rule || !IsOurs(rule))
                continue;
            Finding finding;
            try
            {
                finding = reader.Read(result, run, rule);
            }
            catch (FormatException e)
            {
                throw new FormatException($"result {index}, {rule}: {e.Message}", e);
            }

            yield return finding;
        }
    }

    // QA1001 to QA1099 and what only belongs into the inventory.
    private static bool IsOurs(string? rule) =>
        rule == InventoryRule || (rule is { Length: 6 } && rule.StartsWith("QA10", StringComparison.Ordinal)
            && char.IsDigit(rule[4]) && char.IsDigit(rule[5]) && rule != "QA1000");

    private static bool IsCompilerError(JsonElement result) =>
        result.Text("level") == "error" && result.Text("ruleId")?.StartsWith("CS", StringComparison.Ordinal) == true;

    private static bool IsSwitchedOff(JsonElement rule) => rule.Property("properties")?.Items("suppressionKinds")
        .Any(static kind => kind is { ValueKind: JsonValueKind.String } && kind.GetString() == "external") == true;

    // Who references both packages has the analyzers twice: what they say twice is one finding.
    private static List<Finding> Sort(List<Finding> findings) =>
    [
        .. findings
            .GroupBy(static finding => (finding.File, finding.Line, finding.Column, finding.Rule, finding.Message, Said(finding)))
            .Select(static same => same.OrderBy(static finding => finding.IsSuppressed).First())
            .OrderBy(static finding => finding.File, StringComparer.Ordinal)
            .ThenBy(static finding => finding.Line)
            .ThenBy(static finding => finding.Column)
            .ThenBy(static finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(static finding => finding.Message, StringComparer.Ordinal)
            .ThenBy(Said, StringComparer.Ordinal),
    ];

    private static string Said(Finding finding) => string.Join("\n", finding.Properties
        .Select(static property => property.Key + "=" + property.Value)
        .OrderBy(static text => text, StringComparer.Ordinal));
}
