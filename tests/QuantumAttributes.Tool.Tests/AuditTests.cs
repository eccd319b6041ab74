using System.Text.Json;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Audit;

namespace QuantumAttributes.Tool.Tests;

public sealed class AuditTests : IDisposable
{
    private readonly ToolHarness _tool = new();

    private string Log => Path.Combine(_tool.Ring, "audit.log");

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Verify_Of_an_intact_log_Prints_its_head()
    {
        string[] lines = await FillAsync();

        ToolOutcome outcome = (await VerifyAsync()).Expect(ExitCode.Done);

        string head = $"{lines.Length}:{AuditEntry.HashOf(lines[^1].Split(' ')[1])}";
        Assert.True(outcome.Json.GetProperty("intact").GetBoolean());
        Assert.Equal(head, outcome.Json.GetProperty("head").GetString());
        Assert.Contains($"Head: {head}", (await _tool.RunAsync("audit", "verify", "--directory", _tool.Ring)).Expect(ExitCode.Done).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_changed_line_Is_named(int number)
    {
        string[] lines = await FillAsync();
        string line = lines[number - 1];
        int at = line.Length - 100; // within the signature
        lines[number - 1] = line[..at] + (line[at] == 'A' ? 'B' : 'A') + line[(at + 1)..];
        Rewrite(lines);

        await ExpectAsync(number, AuditFault.Changed);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_removed_line_Is_named(int number)
    {
        string[] lines = await FillAsync();
        Rewrite([.. lines.Where((_, i) => i != number - 1)]);

        await ExpectAsync(number, AuditFault.Removed);
    }

    [Fact]
    public async Task A_removed_end_Is_named()
    {
        string[] lines = await FillAsync();
        Rewrite(lines[..^1]);

        await ExpectAsync(lines.Length, AuditFault.CutOff);
    }

    [Fact]
    public async Task Lines_that_changed_places_Are_named()
    {
        string[] lines = await FillAsync();
        (lines[2], lines[3]) = (lines[3], lines[2]);
        Rewrite(lines);

        await ExpectAsync(3, AuditFault.Reordered);
    }

    [Fact]
    public async Task Lines_that_changed_places_And_numbers_Are_named()
    {
        string[] lines = await FillAsync();
        (lines[2], lines[3]) = ($"3 {lines[3].Split(' ')[1]}", $"4 {lines[2].Split(' ')[1]}");
        Rewrite(lines);

        await ExpectAsync(3, AuditFault.Reordered);
    }

    [Fact]
    public async Task A_head_Is_found_as_long_as_its_entry_is_there()
    {
        await FillAsync();
        string head = (await VerifyAsync()).Json.GetProperty("head").GetString()!;
        await _tool.CreateAsync("Sealing");

        (await VerifyAsync("--head", head)).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task A_head_of_a_log_that_was_begun_anew_Is_missed()
    {
        await FillAsync();
        string head = (await VerifyAsync()).Json.GetProperty("head").GetString()!;
        Directory.Delete(_tool.Ring, recursive: true);
        await FillAsync();

        (await VerifyAsync()).Expect(ExitCode.Done);
        ToolOutcome json = (await VerifyAsync("--head", head)).Expect(ExitCode.Findings);
        ToolOutcome text = await _tool.RunAsync("audit", "verify", "--head", head, "--directory", _tool.Ring);

        Assert.False(json.Json.GetProperty("hasGivenHead").GetBoolean());
        Assert.Contains("is not in the log any more", text.Expect(ExitCode.Findings).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_key_Is_held_against_the_log()
    {
        await FillAsync();
        JsonWebKeySet set = JsonWebKeySet.Parse((await _tool.Keys("export")).Out);
        JsonElement audit = (await _tool.JsonAsync("list")).GetProperty("keys").EnumerateArray().First(static key => key.GetProperty("purpose").GetString() == "Audit");
        string right = set.FindAll(audit.GetProperty("id").GetString()!)[0].Thumbprint.ToString();
        string wrong = set.Entries.Select(static entry => entry.Key.Thumbprint.ToString()).First(thumbprint => thumbprint != right);

        (await VerifyAsync("--first-key", right)).Expect(ExitCode.Done);
        (await VerifyAsync("--first-key", wrong)).Expect(ExitCode.Findings);
    }

    [Theory]
    [InlineData("--head", "17")]
    [InlineData("--head", "x:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("--first-key", "abc")]
    public async Task What_is_no_head_or_thumbprint_Is_wrong_usage(string option, string value)
    {
        await FillAsync();

        (await VerifyAsync(option, value)).Expect(ExitCode.Usage);
    }

    [Fact]
    public async Task List_Of_a_log_that_was_changed_Shows_the_authentic_entries_And_says_so()
    {
        string[] lines = await FillAsync();
        lines[2] = lines[2][..^8];
        Rewrite(lines);

        ToolOutcome outcome = await _tool.RunAsync("audit", "list", "--json", "--directory", _tool.Ring);

        Assert.Equal(lines.Length - 1, outcome.Expect(ExitCode.Findings).Json.GetProperty("entries").GetArrayLength());
        Assert.Equal(1, outcome.Json.GetProperty("findings").GetInt32());
    }

    private async Task<string[]> FillAsync()
    {
        await _tool.CreateAsync("Signing");
        (await _tool.Keys("rotate", "Signing")).Expect(ExitCode.Done);
        await _tool.CreateAsync("Identity");
        return await File.ReadAllLinesAsync(Log);
    }

    private void Rewrite(string[] lines) => File.WriteAllText(Log, string.Concat(lines.Select(static line => $"{line}\n")));

    private Task<ToolOutcome> VerifyAsync(params string[] options) =>
        _tool.RunAsync(["audit", "verify", "--directory", _tool.Ring, "--json", .. options]);

    private async Task ExpectAsync(int number, AuditFault fault)
    {
        ToolOutcome outcome = (await VerifyAsync()).Expect(ExitCode.Findings);
        Assert.Contains(outcome.Json.GetProperty("findings").EnumerateArray(), finding =>
            finding.GetProperty("sequence").GetInt32() == number && finding.GetProperty("fault").GetString() == fault.ToString());
    }
}
