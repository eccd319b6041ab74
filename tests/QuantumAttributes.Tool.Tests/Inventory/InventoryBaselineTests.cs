using System.Text.Json;

namespace QuantumAttributes.Tool.Tests.Inventory;

/// <summary>What is new since an earlier run.</summary>
public sealed class InventoryBaselineTests : IDisposable
{
    private readonly BuiltTree _tree = new();
    private readonly string _project;

    public InventoryBaselineTests() => _project = _tree.AddProject("Orders");

    private string Baseline => _tree.At("baseline.sarif");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Given_MovedLines_When_Compared_Expect_NothingNew()
    {
        await NoteAsync(new LoggedFinding(), LoggedFinding.Signature);

        JsonElement comparison = await CompareAsync(
            ExitCode.Done, new LoggedFinding { Line = 300, Column = 1 }, LoggedFinding.Signature with { Line = 7 });

        Assert.Equal((0, 0), Counts(comparison));
    }

    [Theory]
    [InlineData("rule")]
    [InlineData("file")]
    [InlineData("member")]
    [InlineData("api")]
    [InlineData("algorithm")]
    public async Task Given_SomethingElse_When_Compared_Expect_ItNewAndTheOldGone(string what)
    {
        LoggedFinding finding = new();
        await NoteAsync(finding);

        JsonElement comparison = await CompareAsync(ExitCode.Findings, what switch
        {
            "rule" => finding with { Rule = "QA1004" },
            "file" => finding with { File = "Other.cs" },
            "member" => finding with { Member = "Shop.Seal.Open" },
            "api" => finding with { Api = "BCL-RSA-009" },
            _ => finding with { Parameters = "1024" },
        });

        Assert.Equal((1, 1), Counts(comparison));
    }

    [Fact]
    public async Task Given_TwoEqualOnesInAMember_When_AThirdComes_Expect_OneNew()
    {
        await NoteAsync(new LoggedFinding(), new LoggedFinding { Line = 11 });

        JsonElement comparison = await CompareAsync(ExitCode.Findings, new(), new() { Line = 12 }, new() { Line = 13 });

        Assert.Equal((1, 0), Counts(comparison));
        Assert.Equal(13, comparison.GetProperty("new")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Given_FindingsThatAreGone_When_Compared_Expect_ThemCounted()
    {
        await NoteAsync(new LoggedFinding(), new LoggedFinding { Line = 11 }, LoggedFinding.Signature);

        Assert.Equal((0, 2), Counts(await CompareAsync(ExitCode.Done, new LoggedFinding())));
    }

    [Fact]
    public async Task Given_ASuppressedFinding_When_ItIsNoLonger_Expect_ItNew()
    {
        await NoteAsync(new LoggedFinding { IsSuppressed = true });

        Assert.Equal((1, 0), Counts(await CompareAsync(ExitCode.Findings, new LoggedFinding())));
    }

    [Theory]
    [InlineData("note", false)]
    [InlineData("warning", true)]
    public async Task Given_NothingToActOn_When_Compared_Expect_NothingNew(string level, bool isSuppressed)
    {
        await NoteAsync();

        Assert.Equal((0, 0), Counts(await CompareAsync(ExitCode.Done, new LoggedFinding { Level = level, IsSuppressed = isSuppressed })));
    }

    [Theory]
    [InlineData("error", ExitCode.Done)]
    [InlineData("none", ExitCode.Done)]
    [InlineData("warning", ExitCode.Findings)]
    public async Task Given_ANewWarning_When_ALevelIsNamed_Expect_ItDecides(string level, int exitCode)
    {
        await NoteAsync(new LoggedFinding { Level = "error" });
        BuiltTree.AddLog(_project, "Release/net10.0", new LoggedFinding { Level = "error" }, LoggedFinding.Signature);

        ToolOutcome outcome = (await _tree.RunAsync("--baseline", Baseline, "--fail-on", level)).Expect(exitCode);

        Assert.Contains($"New since {Baseline}:", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("Orders/Seal.cs:20", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Orders/Seal.cs:10", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_ABaselineThatIsWrittenAnew_When_Compared_Expect_TheOldOneReadBefore()
    {
        await NoteAsync();
        BuiltTree.AddLog(_project, "Release/net10.0", new LoggedFinding());

        (await _tree.RunAsync("--baseline", Baseline, "--sarif", Baseline)).Expect(ExitCode.Findings);
        (await _tree.RunAsync("--baseline", Baseline)).Expect(ExitCode.Done);
    }

    [Theory]
    [InlineData(null, "file")]
    [InlineData("", "inventory")]
    [InlineData("no log", "inventory")]
    [InlineData("""{ "version": "2.0.0", "runs": [] }""", "inventory")]
    public async Task Given_ABaselineThatIsNone_When_Compared_Expect_TheUsualFailure(string? text, string type)
    {
        if (text is not null)
            await File.WriteAllTextAsync(Baseline, text);
        BuiltTree.AddLog(_project, "Release/net10.0", new LoggedFinding());

        ToolOutcome outcome = (await _tree.RunAsync("--baseline", Baseline, "--json")).Expect(ExitCode.Failed);

        Assert.Equal(type, outcome.ErrorJson.GetProperty("type").GetString());
    }

    private async Task NoteAsync(params LoggedFinding[] findings)
    {
        BuiltTree.AddLog(_project, "Release/net10.0", findings);
        (await _tree.RunAsync("--sarif", Baseline)).Expect(ExitCode.Done);
    }

    private async Task<JsonElement> CompareAsync(int exitCode, params LoggedFinding[] findings)
    {
        BuiltTree.AddLog(_project, "Release/net10.0", findings);
        return (await _tree.RunAsync("--baseline", Baseline, "--json")).Expect(exitCode).Json.GetProperty("baseline");
    }

    private static (int New, int Gone) Counts(JsonElement comparison) =>
        (comparison.GetProperty("new").GetArrayLength(), comparison.GetProperty("gone").GetInt32());
}
