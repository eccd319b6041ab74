using System.Text.Json;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Tool.Tests.Inventory;

/// <summary>The findings as SARIF, and the files as such.</summary>
public sealed class InventorySarifTests : IDisposable
{
    private readonly BuiltTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Given_Findings_When_WrittenAndReadBack_Expect_TheSame()
    {
        LoggedFinding[] findings =
        [
            new() { File = "Größe & 100% [a]#1?.cs", Message = "\"quoted\" <b> ✓ 'x'" },
            new() { File = "../Shared/Seal.cs", Level = "error", ActBy = "2028" },
            new() { File = "Old.cs", IsSuppressed = true, Justification = "the partner bank speaks nothing else" },
            new() { File = "Older.cs", IsSuppressed = true },
            new() { File = "/elsewhere/Seal #1 100%.cs", Hybrid = "true", Level = "note" },
            LoggedFinding.PostQuantum,
        ];
        string project = _tree.AddBuilt("Orders", findings);
        string log = Path.Combine(Path.GetDirectoryName(project)!, "obj", "Release", "net10.0", "Orders.sarif");
        string written = _tree.At("written.sarif");

        (await _tree.RunAsync("--sarif", written)).Expect(ExitCode.Done);

        IReadOnlyList<Finding> expected = FindingLog.Read(log, _tree.Root), actual = FindingLog.Read(written, _tree.Root);
        Assert.Equal(findings.Length, actual.Count);
        Assert.Equal(expected.Select(Describe), actual.Select(Describe));
        Assert.Equal("Orders/Größe & 100% [a]#1?.cs", actual.Single(static finding => finding.Message.Contains('✓', StringComparison.Ordinal)).File);
    }

    [Fact]
    public async Task Given_Findings_When_Written_Expect_OneRunWithRulesThatResultsPointTo()
    {
        _tree.AddBuilt(
            "Orders", LoggedFinding.Signature, new() { IsSuppressed = true, Justification = "why" }, LoggedFinding.PostQuantum);

        using JsonDocument log = JsonDocument.Parse(await _tree.WriteAsync("--sarif"));

        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        JsonElement run = Assert.Single(log.RootElement.GetProperty("runs").EnumerateArray());
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        JsonElement[] rules = [.. driver.GetProperty("rules").EnumerateArray()];
        Assert.Equal("quantum", driver.GetProperty("name").GetString());
        Assert.Equal(["QA1001", "QA1002", "QA1100"], rules.Select(static rule => rule.GetProperty("id").GetString()));
        Assert.All(rules, static rule => Assert.EndsWith(
            $"/docs/rules/{rule.GetProperty("id").GetString()}.md", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal));
        Assert.All(run.GetProperty("results").EnumerateArray(), result =>
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            JsonElement file = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
            Assert.Equal(("Orders/Seal.cs", "%SRCROOT%"), (file.GetProperty("uri").GetString(), file.GetProperty("uriBaseId").GetString()));
        });
        JsonElement suppression = run.GetProperty("results")[0].GetProperty("suppressions")[0];
        Assert.Equal(("inSource", "why"), (suppression.GetProperty("kind").GetString(), suppression.GetProperty("justification").GetString()));
    }

    [Fact]
    public async Task Given_MovedLines_When_Written_Expect_TheSameFingerprintsEachOnce()
    {
        string project = _tree.AddBuilt("Orders", new LoggedFinding(), new LoggedFinding { Line = 11 }, LoggedFinding.Signature);
        string[] before = FingerprintsOf(await _tree.WriteAsync("--sarif"));
        BuiltTree.AddLog(
            project, "Release/net10.0", new LoggedFinding { Line = 30 }, new() { Line = 31 }, LoggedFinding.Signature with { Line = 40 });

        string[] after = FingerprintsOf(await _tree.WriteAsync("--sarif"));

        Assert.Equal(before, after);
        Assert.Equal(3, after.Distinct().Count());
    }

    [Theory]
    [InlineData("1.6")]
    [InlineData("1.7")]
    public async Task Given_Findings_When_WrittenAsBom_Expect_TheAlgorithmsInThatVersion(string version)
    {
        _tree.AddBuilt("Orders", new LoggedFinding(), new LoggedFinding { Line = 11 });
        _tree.AddBuilt("Payments", LoggedFinding.Signature, LoggedFinding.PostQuantum);

        using JsonDocument bom = JsonDocument.Parse(await _tree.WriteAsync("--cbom", "--cbom-version", version));

        Assert.Equal("CycloneDX", bom.RootElement.GetProperty("bomFormat").GetString());
        Assert.Equal(version, bom.RootElement.GetProperty("specVersion").GetString());
        Assert.Equal("shop", bom.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("name").GetString());
        Assert.Equal(
            [("ECDSA-P-256", 1), ("ML-KEM-768", 1), ("RSA-2048", 2)],
            bom.RootElement.GetProperty("components").EnumerateArray().Select(static component => (
                component.GetProperty("name").GetString()!,
                component.GetProperty("evidence").GetProperty("occurrences").GetArrayLength())));
    }

    [Theory]
    [InlineData("--sarif")]
    [InlineData("--html")]
    [InlineData("--cbom")]
    public async Task Given_TheSameFindings_When_WrittenLater_Expect_TheSameBytes(string option)
    {
        string project = _tree.AddBuilt("Orders", LoggedFinding.Signature, new LoggedFinding(), LoggedFinding.PostQuantum);
        string before = await _tree.WriteAsync(option);
        BuiltTree.AddLog(project, "Release/net10.0", 600, LoggedFinding.PostQuantum, new LoggedFinding(), LoggedFinding.Signature);

        Assert.Equal(before, await _tree.WriteAsync(option));
    }

    [Fact]
    public async Task Given_AFileThatIsThere_When_Written_Expect_ItReplacedWithItsModeAndNothingLeftBeside()
    {
        _tree.AddBuilt("Orders", new LoggedFinding());
        string directory = Path.Combine(_tree.Root, "reports"), file = Path.Combine(directory, "old.html");
        BuiltTree.Write(file, "old");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        ToolOutcome outcome = (await _tree.RunAsync("--html", file)).Expect(ExitCode.Done);

        Assert.Contains($"Written: {file}", outcome.Out, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(directory));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("--sarif")]
    [InlineData("--html")]
    [InlineData("--cbom")]
    public async Task Given_ADirectoryThatIsNotThere_When_Written_Expect_TheUsualFailure(string option)
    {
        _tree.AddBuilt("Orders", new LoggedFinding());

        ToolOutcome outcome = (await _tree.RunAsync(option, _tree.At("missing/file"), "--json")).Expect(ExitCode.Failed);

        Assert.Equal("file", outcome.ErrorJson.GetProperty("type").GetString());
    }

    private static string Describe(Finding finding) =>
        $"{finding with { Properties = new Dictionary<string, string>() }} "
        + string.Join(", ", finding.Properties.OrderBy(static property => property.Key, StringComparer.Ordinal));

    private static string[] FingerprintsOf(string sarif)
    {
        using JsonDocument log = JsonDocument.Parse(sarif);
        return
        [
            .. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(static result =>
                result.GetProperty("partialFingerprints").GetProperty("quantumFinding/v1").GetString()!),
        ];
    }
}
