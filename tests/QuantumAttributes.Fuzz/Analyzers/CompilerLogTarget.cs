using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Fuzz;

internal sealed class CompilerLogTarget : FuzzTarget
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"quantum-fuzz-{Environment.ProcessId}.sarif");

    public override string Name => "compiler-log";

    public override string Claim => "a compiler's log in SARIF: FormatException, or findings of our rules, sorted";

    protected override void Execute(byte[] input)
    {
        File.WriteAllBytes(_file, input);
        try
        {
            FindingLog log = FindingLog.Load(_file, Path.GetTempPath());
            Contract.Holds(log.Findings.All(static finding => finding.Rule.StartsWith("QA1", StringComparison.Ordinal)), "the findings are of our rules");
            Contract.Holds(log.Findings.All(static finding => finding is { Line: >= 0, Column: >= 0 }), "lines and columns are counted");
            Contract.Holds(
                log.Findings.Zip(log.Findings.Skip(1)).All(static pair => string.CompareOrdinal(pair.First.File, pair.Second.File) <= 0), "they are sorted");
        }
        catch (FormatException)
        {
        }
        finally
        {
            File.Delete(_file);
        }
    }

    public override IEnumerable<FuzzSeed> Seeds() =>
    [
        new("finding", Log("""
            { "ruleId": "QA1001", "ruleIndex": 0, "level": "warning", "message": { "text": "RSA.Create" },
              "suppressions": [ { "kind": "inSource", "justification": "ADR 12" } ],
              "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "file:///tmp/Shop/Orders.cs" },
                "region": { "startLine": 12, "startColumn": 9, "endLine": 12, "endColumn": 21 } } } ],
              "properties": { "warningLevel": 1, "customProperties": { "algorithm": "RSA", "parameters": "2048", "threat": "Both" } } }
            """)),
        new("other", Log("""{ "ruleId": "CA1822", "level": "note", "message": { "text": "static" } }""")),
        new("no-place", Log("""{ "ruleId": "QA1100", "level": "note", "message": { "text": "SHA256" } }""")),
        new("old", """{ "version": "1.0.0", "runs": [] }"""),
        new("surrogate", Log("""{ "ruleId": "QA1001", "message": { "text": "\ud800" } }""")),
    ];

    private static string Log(string result) =>
        $$"""
        { "version": "2.1.0", "runs": [ { "results": [ {{result}} ], "tool": { "driver": { "name": "Microsoft (R) Visual C# Compiler",
          "rules": [ { "id": "QA1001", "defaultConfiguration": { "level": "warning" } } ] } } } ] }
        """;
}
