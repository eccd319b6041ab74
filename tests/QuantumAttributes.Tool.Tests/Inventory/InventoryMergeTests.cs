using System.Text.Json;

namespace QuantumAttributes.Tool.Tests.Inventory;

/// <summary>What is one finding, and how it is counted.</summary>
public sealed class InventoryMergeTests : IDisposable
{
    private readonly BuiltTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Given_TwoTargetFrameworks_When_BothFindOnePlace_Expect_OneFinding()
    {
        string project = _tree.AddBuilt("Orders", new LoggedFinding());
        BuiltTree.AddLog(project, "Release/net9.0", new LoggedFinding(), new LoggedFinding { Line = 50 });

        Assert.Equal([10, 50], (await FindingsAsync()).Select(static finding => finding.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Given_AFileThatTwoProjectsShare_When_BothFindOnePlace_Expect_OneFinding()
    {
        _tree.AddBuilt("Orders", new LoggedFinding { File = "../Shared/Seal.cs" });
        _tree.AddBuilt("Payments", new LoggedFinding { File = "../Shared/Seal.cs" });

        Assert.Equal("Shared/Seal.cs", Assert.Single(await FindingsAsync()).GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("QA1002", 10, 9, "BCL-RSA-008")]
    [InlineData("QA1001", 11, 9, "BCL-RSA-008")]
    [InlineData("QA1001", 10, 8, "BCL-RSA-008")]
    [InlineData("QA1001", 10, 9, "BCL-RSA-009")]
    public async Task Given_AnotherRulePlaceOrApi_When_Merged_Expect_TwoFindings(string rule, int line, int column, string api)
    {
        _tree.AddBuilt("Orders", new LoggedFinding(), new LoggedFinding { Rule = rule, Line = line, Column = column, Api = api });

        Assert.Equal(2, (await FindingsAsync()).Length);
    }

    [Theory]
    [InlineData(true, true, "Suppressed")]
    [InlineData(true, false, "Warning")]
    [InlineData(false, true, "Warning")]
    public async Task Given_ASuppressionInOneTarget_When_Merged_Expect_ItOnlyWhereItIsInAll(bool first, bool second, string state)
    {
        string project = _tree.AddBuilt("Orders", new LoggedFinding { IsSuppressed = first });
        BuiltTree.AddLog(project, "Release/net9.0", new LoggedFinding { IsSuppressed = second });

        Assert.Equal(state, Assert.Single(await FindingsAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Given_AFindingOfWholeProjects_When_Merged_Expect_OneForEach()
    {
        foreach (string name in (string[])["Orders", "Payments"])
        {
            string log = BuiltTree.AddLog(_tree.AddProject(name), "Release/net10.0", new LoggedFinding());
            System.Text.Json.Nodes.JsonNode text = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(log))!;
            text["runs"]![0]!["results"]![0]!.AsObject().Remove("locations");
            await File.WriteAllTextAsync(log, text.ToJsonString());
        }

        Assert.Equal(
            ["Orders/Orders.csproj", "Payments/Payments.csproj"],
            (await FindingsAsync()).Select(static finding => finding.GetProperty("file").GetString()));
    }

    [Theory]
    [InlineData("error", null, "Error")]
    [InlineData("warning", "true", "Warning")]
    [InlineData("note", "true", "Hybrid")]
    [InlineData("note", null, "Lower")]
    public async Task Given_ALevel_When_Counted_Expect_OneState(string level, string? hybrid, string state)
    {
        _tree.AddBuilt("Orders", new LoggedFinding { Level = level, Hybrid = hybrid });

        Assert.Equal(state, Assert.Single(await FindingsAsync()).GetProperty("state").GetString());
    }

    private async Task<JsonElement[]> FindingsAsync() => [.. (await _tree.JsonAsync()).GetProperty("findings").EnumerateArray()];
}
