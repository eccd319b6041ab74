using System.Text.Json.Nodes;
using QuantumAttributes.Inventory.Findings;
using static QuantumAttributes.Inventory.Tests.Findings.LogFile;

namespace QuantumAttributes.Inventory.Tests.Findings;

public sealed class FindingLogTests : IDisposable
{
    private static readonly object Pragma = new { kind = "inSource", properties = new { suppressionType = "Pragma Directive" } };

    private readonly LogFile _log = new();

    [Fact]
    public void Given_Result_When_Read_Expect_EverythingItSays()
    {
        Finding finding = Assert.Single(Read(Result("Orders.cs", 12, 20, properties: new { algorithm = "RSA", parameters = "2048" })));

        Assert.Equal(("QA1001", "warning", "It is there."), (finding.Rule, finding.Level, finding.Message));
        Assert.Equal(("Orders.cs", 12, 20), (finding.File, finding.Line, finding.Column));
        Assert.Equal([KeyValuePair.Create("algorithm", "RSA"), KeyValuePair.Create("parameters", "2048")], finding.Properties.Order(PairOrder));
        Assert.False(finding.IsSuppressed);
        Assert.Null(finding.Justification);
    }

    [Theory]
    [InlineData("QA1001", true)]
    [InlineData("QA1015", true)]
    [InlineData("QA1099", true)]
    [InlineData("QA1100", true)]
    [InlineData("QA1000", false)]
    [InlineData("QA1101", false)]
    [InlineData("QA10011", false)]
    [InlineData("QA10X1", false)]
    [InlineData("QA2001", false)]
    [InlineData("CA1050", false)]
    public void Given_Rule_When_Read_Expect_OnlyThoseOfTheInventory(string rule, bool isKept) =>
        Assert.Equal(isKept, Read(Result("A.cs", rule: rule)).Count == 1);

    [Fact]
    public void Given_ResultsInAnyOrder_When_Read_Expect_ThemByFileLineColumnAndRule()
    {
        IReadOnlyList<Finding> findings = Read(
            Result("b.cs"), Result("a.cs", 10), Result("a.cs", 9, 5), Result("a.cs", 9, 4, "QA1100"), Result("a.cs", 9, 4), Result("B.cs"));

        Assert.Equal(
            ["B.cs:1:1 QA1001", "a.cs:9:4 QA1001", "a.cs:9:4 QA1100", "a.cs:9:5 QA1001", "a.cs:10:1 QA1001", "b.cs:1:1 QA1001"],
            findings.Select(static finding => $"{finding.File}:{finding.Line}:{finding.Column} {finding.Rule}"));
    }

    [Fact]
    public void Given_AnalyzersThatAreThereTwice_When_Read_Expect_EachFindingOnce()
    {
        object rsa = new { algorithm = "RSA" };

        IReadOnlyList<Finding> findings =
            Read(Result("a.cs", properties: rsa), Result("a.cs", properties: rsa), Result("a.cs", properties: new { algorithm = "DSA" }));

        Assert.Equal(["DSA", "RSA"], findings.Select(static finding => finding.Properties["algorithm"]));
    }

    [Fact]
    public void Given_JustificationOfAnAttribute_When_Read_Expect_It()
    {
        Finding finding = Assert.Single(Read(Result("a.cs", suppressions: new { kind = "inSource", justification = "The bank's gateway." })));

        Assert.True(finding.IsSuppressed);
        Assert.Equal("The bank's gateway.", finding.Justification);
    }

    [Fact]
    public void Given_SuppressionThatWasRejected_When_Read_Expect_None()
    {
        object rejected = new { kind = "external", status = "rejected", justification = "It can wait." };

        Assert.False(Assert.Single(Read(Result("a.cs", suppressions: rejected))).IsSuppressed);
    }

    [Fact]
    public void Given_Pragma_When_Read_Expect_TheCommentBehindIt()
    {
        File.WriteAllText(Path.Combine(_log.Project, "a b.cs"), "\n#pragma warning disable QA1001 // Until 2027-06; see ADR 12.\nRSA.Create();\n");

        Finding finding = Assert.Single(Read(Result("a%20b.cs", 3, suppressions: Pragma)));

        Assert.Equal(("a b.cs", "Until 2027-06; see ADR 12."), (finding.File, finding.Justification));
    }

    [Fact]
    public void Given_PragmaInAFileThatIsGone_When_Read_Expect_NoJustification()
    {
        Finding finding = Assert.Single(Read(Result("gone.cs", suppressions: Pragma)));

        Assert.True(finding.IsSuppressed);
        Assert.Null(finding.Justification);
    }

    [Fact]
    public void Given_ResultWithoutAPlace_When_Read_Expect_TheProject()
    {
        var result = Result("a.cs");
        result.Remove("locations");

        Finding finding = Assert.Single(Read(result));

        Assert.Equal((".", 0, 0), (finding.File, finding.Line, finding.Column));
    }

    [Fact]
    public void Given_LogOfTheCompiler_When_Loaded_Expect_WhichRulesRanAndWhichAreOff()
    {
        FindingLog log = FindingLog.Load(_log.WriteText(
            """
            { "version": "2.1.0", "runs": [ { "results": [], "tool": { "driver": { "rules": [
              { "id": "CA1050", "properties": { "suppressionKinds": [ "external" ] } },
              { "id": "QA1002", "properties": { "suppressionKinds": [ "inSource", "external" ] } },
              { "id": "QA1001", "properties": { "suppressionKinds": [ "inSource" ] } },
              { "id": "QA1100" } ] } } } ] }
            """).Path, _log.Project);

        Assert.True(log.HasAnalyzers);
        Assert.Equal(["QA1002"], log.SwitchedOff);
    }

    [Fact]
    public void Given_LogWithoutRulesOfOurs_When_Loaded_Expect_ThatTheAnalyzersDidNotRun()
    {
        FindingLog log = FindingLog.Load(
            _log.WriteText("""{ "version": "2.1", "runs": [ { "tool": { "driver": { "rules": [ { "id": "QA2001" } ] } } } ] }""").Path, _log.Project);

        Assert.False(log.HasAnalyzers);
        Assert.Empty(log.Findings);
    }

    [Theory]
    [InlineData("CS0246", "error", false)]
    [InlineData("CS0168", "warning", true)]
    [InlineData("QA1001", "error", true)]
    public void Given_LogOfACompilation_When_Loaded_Expect_WhetherAllSourcesWereRead(string rule, string level, bool isComplete)
    {
        var result = Result("a.cs", rule: rule);
        result["level"] = level;

        Assert.Equal(isComplete, FindingLog.Load(_log.Write(result).Path, _log.Project).IsComplete);
    }

    public void Dispose() => _log.Dispose();

    private static IComparer<KeyValuePair<string, string>> PairOrder { get; } =
        Comparer<KeyValuePair<string, string>>.Create(static (left, right) => string.CompareOrdinal(left.Key, right.Key));

    private IReadOnlyList<Finding> Read(params JsonObject[] results) => FindingLog.Read(_log.Write(results).Path, _log.Project);
}
