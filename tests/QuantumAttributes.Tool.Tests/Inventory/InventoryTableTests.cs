using System.Text.Json;

namespace QuantumAttributes.Tool.Tests.Inventory;

/// <summary>What a person reads first, and in which order.</summary>
public sealed class InventoryTableTests : IDisposable
{
    private readonly BuiltTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Given_Families_When_Listed_Expect_HarvestedOnesThenSignaturesThenTheRestEachByYear()
    {
        LoggedFinding tls = new() { Family = "tls", Threat = "Exclusion", Algorithm = "TLS", Parameters = "1.2" };
        LoggedFinding weak = new() { Family = "weak", Threat = "Broken", Algorithm = "MD5", Parameters = null };
        LoggedFinding tokens = LoggedFinding.Signature with { Family = "tokens", Algorithm = "RSA", Parameters = "2048" };
        LoggedFinding oids = new() { Family = "oids", Level = "note" };
        _tree.AddBuilt("Orders", Numbered(weak, LoggedFinding.Signature, tls, oids, tokens, new LoggedFinding { ActBy = "2028" }));

        JsonElement inventory = await _tree.JsonAsync();

        Assert.Equal(
            [("encryption", "2028"), ("tls", "2035"), ("tokens", "2030"), ("signatures", "2035"), ("weak", "now"), ("oids", null)],
            inventory.GetProperty("families").EnumerateArray().Select(static family =>
                (family.GetProperty("family").GetString(), family.GetProperty("actBy").GetString())));
    }

    [Fact]
    public async Task Given_Findings_When_NoDetailsAreAsked_Expect_CountsAndNoPlaces()
    {
        _tree.AddBuilt("Orders", Numbered(new(), new() { Level = "error" }, LoggedFinding.Signature, LoggedFinding.PostQuantum));

        string[] lines = (await _tree.RunAsync()).Expect(ExitCode.Done).Out.Split('\n');

        Assert.Equal(
            ["Encryption", "and", "key", "agreement", "1", "1", "0", "1", "0", "1", "2030", "2035"], Words(lines, "Encryption"));
        Assert.Equal(["Signatures", "0", "1", "0", "0", "0", "1", "2035", "2035"], Words(lines, "Signatures"));
        Assert.Equal(["RSA-2048", "2", "2", "112", "recorded", "now,", "read", "later"], Words(lines, "RSA-2048"));
        Assert.Equal(["ML-KEM-768", "0", "1", "post-quantum"], Words(lines, "ML-KEM-768"));
        Assert.Contains("3 findings to act on (1 error, 2 warnings); 0 hybrid, 1 lower, 0 suppressed; in 1 project.", lines);
        Assert.DoesNotContain(lines, static line => line.Contains("Seal.cs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_Findings_When_DetailsAreAsked_Expect_EachWithItsPlace()
    {
        _tree.AddBuilt("Orders", new LoggedFinding(), LoggedFinding.Signature with { IsSuppressed = true });

        string[] lines = (await _tree.RunAsync("--details")).Expect(ExitCode.Done).Out.Split('\n');

        Assert.Equal(["Orders/Seal.cs:10", "warning", "QA1001", "RSA-2048", "Shop.Seal.Close"], Words(lines, "Orders/Seal.cs:10"));
        Assert.Equal(["Orders/Seal.cs:20", "suppressed", "QA1002", "ECDSA-P-256", "Shop.Seal.Close"], Words(lines, "Orders/Seal.cs:20"));
    }

    [Fact]
    public async Task Given_ANameThatMovesTheCursor_When_Listed_Expect_ItShownAndNotDone()
    {
        _tree.AddBuilt("Orders", new LoggedFinding { Member = "Evil\u001b[2J\u202eName", Algorithm = "[red]RSA[/]" });

        string output = (await _tree.RunAsync("--details")).Expect(ExitCode.Done).Out;

        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('\u202e', output);
        Assert.Contains("[red]RSA[/]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_NoFindings_When_Listed_Expect_ThatSaid()
    {
        _tree.AddBuilt("Orders");

        Assert.StartsWith("0 findings to act on", (await _tree.RunAsync("--fail-on", "warning")).Expect(ExitCode.Done).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("warning", "warning", ExitCode.Findings)]
    [InlineData("warning", "error", ExitCode.Done)]
    [InlineData("error", "error", ExitCode.Findings)]
    [InlineData("error", "warning", ExitCode.Findings)]
    [InlineData("error", "none", ExitCode.Done)]
    [InlineData("note", "warning", ExitCode.Done)]
    public async Task Given_ALevel_When_OneIsNotAllowed_Expect_TheExitCode(string found, string failOn, int exitCode)
    {
        _tree.AddBuilt("Orders", new LoggedFinding { Level = found }, new LoggedFinding { Level = "error", Line = 90, IsSuppressed = true });

        (await _tree.RunAsync("--fail-on", failOn)).Expect(exitCode);
    }

    [Theory]
    [InlineData("--fail-on", "note")]
    [InlineData("--cbom-version", "1.5")]
    public async Task Given_AValueThatIsNone_When_Run_Expect_Usage(string option, string value)
    {
        _tree.AddBuilt("Orders");

        (await _tree.RunAsync(option, value)).Expect(ExitCode.Usage);
    }

    private static LoggedFinding[] Numbered(params LoggedFinding[] findings) =>
        [.. findings.Select(static (finding, index) => finding with { Line = 10 * (index + 1) })];

    private static string[] Words(string[] lines, string beginning) =>
        Assert.Single(lines, line => line.Trim().StartsWith(beginning, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
