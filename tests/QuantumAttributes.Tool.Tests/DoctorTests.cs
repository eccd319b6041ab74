using System.Text.Json;

namespace QuantumAttributes.Tool.Tests;

public sealed class DoctorTests : IDisposable
{
    private readonly ToolHarness _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_sound_ring_Has_no_findings()
    {
        string keyFile = await _tool.NewKeyFileAsync("key");
        await _tool.CreateAsync("Signing", "--key-file", keyFile);
        await _tool.CreateAsync("Identity", "--key-file", keyFile);

        ToolOutcome outcome = (await _tool.Keys("doctor", "--key-file", keyFile)).Expect(ExitCode.Done);

        Assert.Equal("Nothing is wrong.", outcome.Out.Trim());
    }

    [Fact]
    public async Task No_protection_Is_found()
    {
        await _tool.CreateAsync("Signing");

        JsonElement finding = await FindAsync("no-protection");

        Assert.Contains("rewrap", finding.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signing.1.key", "unreadable-key")]
    [InlineData("audit.log", "open-to-others")]
    [InlineData("ring.lock", "open-to-others")]
    public async Task A_file_open_to_others_Is_found(string file, string code)
    {
        if (OperatingSystem.IsWindows())
            return; // modes are Unix's
        await _tool.CreateAsync("Signing");
        string path = Path.Combine(_tool.Ring, file);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        JsonElement finding = await FindAsync(code);

        Assert.Contains(path, finding.GetProperty("subject").GetString(), StringComparison.Ordinal);
        Assert.Contains("chmod 600", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_open_to_others_Is_found()
    {
        if (OperatingSystem.IsWindows())
            return; // modes are Unix's
        await _tool.CreateAsync("Signing");
        File.SetUnixFileMode(_tool.Ring, File.GetUnixFileMode(_tool.Ring) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);

        JsonElement finding = await FindAsync("key-store-failed");

        Assert.Contains("chmod 700", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_key_file_Is_found()
    {
        await _tool.CreateAsync("Signing");
        string file = Path.Combine(_tool.Ring, "signing.1.key");
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..200]);

        JsonElement finding = await FindAsync("unreadable-key");

        Assert.Equal(file, finding.GetProperty("subject").GetString());
        Assert.Contains("backup", finding.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_protection_Is_found_for_each_key()
    {
        await _tool.CreateAsync("Signing");
        string keyFile = await _tool.NewKeyFileAsync("key");

        Assert.Equal(2, (await FindingsAsync("--key-file", keyFile)).Count(static finding => CodeOf(finding) == "unreadable-key"));
    }

    [Fact]
    public async Task Where_no_protection_is_named_for_keys_that_have_one_That_is_what_is_said()
    {
        await _tool.CreateAsync("Signing", "--key-file", await _tool.NewKeyFileAsync("key"));

        Assert.All(await FindingsAsync(), static finding => Assert.Equal("unreadable-key", CodeOf(finding)));
    }

    [Fact]
    public async Task A_key_whose_lifetime_is_over_Is_found()
    {
        await _tool.CreateAsync("Channel");
        _tool.Time.Offset = TimeSpan.FromHours(14);

        Assert.Contains("quantum keys rotate Channel", (await FindAsync("past-lifetime")).GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_to_be_rotated_Is_found()
    {
        await _tool.CreateAsync("Identity");
        _tool.Time.Offset = TimeSpan.FromDays(650);

        Assert.Contains(await FindingsAsync(), static finding =>
            CodeOf(finding) == "rotation-due" && finding.GetProperty("remedy").GetString() == "quantum keys rotate Identity");
    }

    [Fact]
    public async Task A_key_past_its_end_Is_found()
    {
        string id = await _tool.CreateAsync("Channel");
        (await _tool.Keys("rotate", "Channel")).Expect(ExitCode.Done);
        _tool.Time.Offset = TimeSpan.FromHours(25);

        Assert.Contains($"quantum keys destroy {id}", (await FindAsync("past-end")).GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slot_without_an_active_key_Is_found_Until_its_keys_are_destroyed()
    {
        string id = await _tool.CreateAsync("Signing/invoices");
        (await _tool.Keys("deactivate", id)).Expect(ExitCode.Done);

        Assert.Equal("Signing/invoices", (await FindAsync("no-active-key")).GetProperty("subject").GetString());
        (await _tool.Keys("destroy", id, "--reason", "given up")).Expect(ExitCode.Done);
        Assert.DoesNotContain(await FindingsAsync(), static finding => CodeOf(finding) == "no-active-key");
    }

    [Fact]
    public async Task A_leftover_Is_found()
    {
        await _tool.CreateAsync("Signing");
        string leftover = _tool.Write(Path.Combine("ring", ".tmp-0123"), "x");

        Assert.Equal(leftover, (await FindAsync("leftover")).GetProperty("subject").GetString());
    }

    [Fact]
    public async Task An_audit_log_that_was_changed_Is_found()
    {
        await _tool.CreateAsync("Signing");
        string log = Path.Combine(_tool.Ring, "audit.log");
        string[] lines = await File.ReadAllLinesAsync(log);
        _tool.Write(Path.Combine("ring", "audit.log"), $"{lines[0]}\n{lines[1][..^1]}\n");

        await FindAsync("audit-changed");
    }

    [Fact]
    public async Task Counts_that_cannot_be_read_Do_not_stop_the_examination()
    {
        await _tool.CreateAsync("Signing");
        Directory.CreateDirectory(Path.Combine(_tool.Ring, "uses.json"));

        await FindAsync("unreadable-uses");
        await FindAsync("no-protection");
    }

    [Fact]
    public async Task A_store_that_is_not_there_And_a_key_file_that_is_not_there_Are_found()
    {
        await FindAsync("key-store-failed");
        await _tool.CreateAsync("Signing");
        Assert.Contains(await FindingsAsync("--key-file", _tool.At("missing")), static finding => CodeOf(finding) == "key-protection-failed");
    }

    [Fact]
    public async Task As_text_Each_finding_has_its_remedy()
    {
        await _tool.CreateAsync("Signing");

        ToolOutcome outcome = (await _tool.Keys("doctor")).Expect(ExitCode.Findings);

        Assert.Contains("quantum keys rewrap --key-file FILE --former-none", outcome.Out, StringComparison.Ordinal);
    }

    private async Task<JsonElement> FindAsync(string code) => Assert.Single(await FindingsAsync(), finding => CodeOf(finding) == code);

    private async Task<JsonElement[]> FindingsAsync(params string[] options) =>
        [.. (await _tool.Keys(["doctor", "--json", .. options])).Expect(ExitCode.Findings).Json.GetProperty("findings").EnumerateArray()];

    private static string? CodeOf(JsonElement finding) => finding.GetProperty("code").GetString();
}
