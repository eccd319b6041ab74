using System.Text.Json;

namespace QuantumAttributes.Tool.Tests;

public sealed class CreateAndListTests : IDisposable
{
    private readonly ToolHarness _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("Signing/invoices", "Signing/invoices", "ML-DSA-65")]
    [InlineData("session-tickets", "SessionTickets", "AES-256-GCM")]
    [InlineData("IDENTITY", "Identity", "ML-DSA-65")]
    [InlineData("sealing", "Sealing", "X-Wing")]
    public async Task Create_Of_a_slot_Is_active_with_its_default_algorithm(string slot, string canonical, string algorithm)
    {
        JsonElement key = (await _tool.JsonAsync("create", slot)).GetProperty("key");

        Assert.Equal(
            (canonical, algorithm, "Active", 1),
            (key.GetProperty("slot").GetString(), key.GetProperty("algorithm").GetString(), key.GetProperty("state").GetString(), key.GetProperty("generation").GetInt32()));
    }

    [Fact]
    public async Task Create_With_an_algorithm_Uses_it()
    {
        JsonElement key = (await _tool.JsonAsync("create", "Signing", "--algorithm", "ml-dsa-87")).GetProperty("key");

        Assert.Equal("ML-DSA-87", key.GetProperty("algorithm").GetString());
    }

    [Theory]
    [InlineData("Sealing", "ML-DSA-65")]
    [InlineData("Signing", "no-such-algorithm")]
    public async Task Create_With_an_unfit_algorithm_Is_refused(string slot, string algorithm)
    {
        ToolOutcome outcome = (await _tool.Keys("create", slot, "--algorithm", algorithm, "--json")).Expect(ExitCode.Failed);

        Assert.Equal("key-purpose", outcome.ErrorJson.GetProperty("type").GetString());
        Assert.Empty(outcome.Out);
    }

    [Theory]
    [InlineData("Signature")]
    [InlineData("4")]
    [InlineData("")]
    [InlineData("Signing/with space")]
    public async Task Create_Of_no_slot_Is_wrong_usage_And_makes_nothing(string slot)
    {
        (await _tool.Keys("create", slot)).Expect(ExitCode.Usage);

        Assert.False(Directory.Exists(_tool.Ring));
    }

    [Fact]
    public async Task List_Without_a_directory_Does_not_create_one()
    {
        ToolOutcome outcome = (await _tool.Keys("list")).Expect(ExitCode.Failed);

        Assert.Contains("There is no key directory", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_tool.Ring));
    }

    [Fact]
    public async Task List_Shows_a_row_for_each_key()
    {
        string id = await _tool.CreateAsync("Signing/invoices");
        await _tool.CreateAsync("Identity");
        _tool.Time.Offset = TimeSpan.FromDays(5.5);

        string list = (await _tool.Keys("list")).Expect(ExitCode.Done).Out;

        string row = Assert.Single(list.Split('\n'), line => line.Contains("invoices", StringComparison.Ordinal));
        Assert.Matches($@"Signing +invoices +1 +ML-DSA-65 +Active +5 d +in 84 d +0 +{id[..8]}", row);
        Assert.Matches(@"Identity +1 +ML-DSA-65 +Active +5 d +by hand, in 724 d", list);
    }

    [Fact]
    public async Task List_With_a_damaged_key_Shows_it_below_with_its_reason()
    {
        await _tool.CreateAsync("Signing");
        string file = Path.Combine(_tool.Ring, "signing.1.key");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..100]);

        ToolOutcome text = (await _tool.Keys("list")).Expect(ExitCode.Done);
        JsonElement unreadable = (await _tool.JsonAsync("list")).GetProperty("unreadable")[0];

        Assert.Contains("Cannot be read", text.Out, StringComparison.Ordinal);
        Assert.Contains("signing.1.key", text.Out, StringComparison.Ordinal);
        Assert.Equal("Signing", unreadable.GetProperty("slot").GetString());
        Assert.Contains("damaged", unreadable.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Without_protection_Says_so_on_standard_error_only()
    {
        await _tool.CreateAsync("Signing");

        ToolOutcome outcome = (await _tool.Keys("list")).Expect(ExitCode.Done);

        Assert.Contains("without protection", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("without protection", outcome.Out, StringComparison.Ordinal);
    }
}
