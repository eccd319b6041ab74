namespace QuantumAttributes.Tool.Tests;

public sealed class ProtectionTests : IDisposable
{
    private const string Passphrase = "a passphrase of the ring";

    private readonly ToolHarness _tool = new();

    public ProtectionTests() => _tool.Secrets.Add(Passphrase);

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_key_file_Protects_And_without_it_nothing_is_read_or_changed()
    {
        string keyFile = await _tool.NewKeyFileAsync("key");
        await _tool.CreateAsync("Signing", "--key-file", keyFile);

        Assert.Equal(2, await CountAsync("--key-file", keyFile));
        Assert.Equal(0, await CountAsync());
        Assert.Equal(0, await CountAsync("--key-file", await _tool.NewKeyFileAsync("another")));
        (await _tool.Keys("create", "Signing")).Expect(ExitCode.Failed);
        Assert.DoesNotContain("without protection", (await _tool.Keys("list", "--key-file", keyFile)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_that_is_open_to_others_Is_refused_with_its_remedy()
    {
        if (OperatingSystem.IsWindows())
            return; // modes are Unix's
        string keyFile = await _tool.NewKeyFileAsync("key");
        File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        ToolOutcome outcome = (await _tool.Keys("create", "Signing", "--key-file", keyFile, "--json")).Expect(ExitCode.Failed);

        Assert.Equal("key-protection", outcome.ErrorJson.GetProperty("type").GetString());
        Assert.Contains("chmod 600", outcome.ErrorJson.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passphrase_Is_asked_for_twice_at_first_And_once_later_Or_comes_from_a_file()
    {
        string[] create = ["keys", "create", "Signing", "--passphrase", "--directory", _tool.Ring];

        (await _tool.AnswerAsync([Passphrase, "a slip"], create)).Expect(ExitCode.Usage);
        (await _tool.AnswerAsync([Passphrase, Passphrase], create)).Expect(ExitCode.Done);
        (await _tool.AnswerAsync([Passphrase], create)).Expect(ExitCode.Done);

        Assert.Equal(3, await CountAsync("--passphrase-file", _tool.Write("passphrase", $"{Passphrase}\n")));
        Assert.Equal(0, await CountAsync("--passphrase-file", _tool.Write("wrong", "another")));
    }

    [Fact]
    public async Task A_passphrase_Where_nobody_can_be_asked_Is_wrong_usage_And_the_file_option_is_named()
    {
        ToolOutcome outcome = (await _tool.Keys("create", "Signing", "--passphrase")).Expect(ExitCode.Usage);

        Assert.Contains("--passphrase-file", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passphrase_on_the_command_line_Is_refused_And_not_repeated()
    {
        using ToolHarness tool = new();
        ToolOutcome outcome = (await tool.Keys("create", "Signing", "--passphrase", "hunter2hunter2")).Expect(ExitCode.Usage);

        Assert.DoesNotContain("hunter2", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--passphrase-file", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_And_shares_Open_what_the_key_file_sealed()
    {
        string keyFile = await _tool.NewKeyFileAsync("key"), variable = $"QUANTUM_TEST_{Guid.NewGuid():N}";
        await _tool.CreateAsync("Signing", "--key-file", keyFile);
        (await _tool.RunAsync("keys", "split", "--key-file", keyFile, "--threshold", "2", "--shares", "3", "--output", _tool.At("shares"))).Expect(ExitCode.Done);
        string[] shares = Directory.GetFiles(_tool.At("shares"));
        Environment.SetEnvironmentVariable(variable, (await File.ReadAllTextAsync(keyFile)).Trim());
        try
        {
            Assert.Equal(2, await CountAsync("--key-environment", variable));
            Assert.Equal(2, await CountAsync(["--share", .. shares[1..]]));
            (await _tool.Keys("list", "--share", shares[0])).Expect(ExitCode.Failed);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        (await _tool.Keys("list", "--key-environment", variable)).Expect(ExitCode.Failed);
    }

    [Fact]
    public async Task Data_Protection_Protects()
    {
        string directory = _tool.At("data-protection");
        (await _tool.Keys("create", "Signing", "--data-protection-directory", directory)).Expect(ExitCode.Failed);
        Directory.CreateDirectory(directory);

        await _tool.CreateAsync("Signing", "--data-protection-directory", directory, "--data-protection-application", "bank");

        Assert.Equal(2, await CountAsync("--data-protection-directory", directory, "--data-protection-application", "bank"));
        Assert.Equal(0, await CountAsync("--data-protection-directory", directory, "--data-protection-application", "shop"));
    }

    [Fact]
    public async Task Two_protections_Or_two_stores_Are_wrong_usage()
    {
        (await _tool.Keys("list", "--key-file", "a", "--passphrase-file", "b")).Expect(ExitCode.Usage);
        (await _tool.Keys("list", "--sqlite", "a")).Expect(ExitCode.Usage);
    }

    [Fact]
    public async Task Rewrap_Goes_from_nothing_to_a_passphrase_to_a_key_file()
    {
        string id = await _tool.CreateAsync("Signing");
        string passphrase = _tool.Write("passphrase", Passphrase), keyFile = await _tool.NewKeyFileAsync("key");

        ToolOutcome first = await _tool.Keys("rewrap", "--passphrase-file", passphrase, "--former-none", "--json");
        Assert.Equal(2, first.Expect(ExitCode.Done).Json.GetProperty("rewrapped").GetArrayLength());
        Assert.Equal(0, await CountAsync());

        ToolOutcome second = await _tool.AnswerAsync(
            [Passphrase], "keys", "rewrap", "--key-file", keyFile, "--former-passphrase", "--directory", _tool.Ring, "--json");
        Assert.Equal(2, second.Expect(ExitCode.Done).Json.GetProperty("total").GetInt32());
        Assert.Equal(2, await CountAsync("--key-file", keyFile));

        ToolOutcome third = await _tool.Keys("rewrap", "--key-file", keyFile, "--json");
        Assert.Equal(0, third.Expect(ExitCode.Done).Json.GetProperty("rewrapped").GetArrayLength());
        (await _tool.Keys("deactivate", id, "--key-file", keyFile)).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task Rewrap_Neither_rotates_nor_destroys()
    {
        string id = await _tool.CreateAsync("Channel");
        (await _tool.Keys("deactivate", id)).Expect(ExitCode.Done);
        await _tool.CreateAsync("SessionTickets");
        _tool.Time.Offset = TimeSpan.FromDays(30);

        (await _tool.Keys("rewrap", "--key-file", await _tool.NewKeyFileAsync("key"), "--former-none")).Expect(ExitCode.Done);

        string list = (await _tool.Keys("list", "--key-file", _tool.At("key"))).Out;
        Assert.DoesNotContain("Destroyed", list, StringComparison.Ordinal);
        Assert.Equal(3, await CountAsync("--key-file", _tool.At("key")));
    }

    [Fact]
    public async Task Rewrap_Without_the_former_protection_Is_refused()
    {
        await _tool.CreateAsync("Signing");

        ToolOutcome outcome = await _tool.Keys("rewrap", "--key-file", await _tool.NewKeyFileAsync("key"), "--json");

        Assert.Equal("key-protection", outcome.Expect(ExitCode.Failed).ErrorJson.GetProperty("type").GetString());
        Assert.Equal(2, await CountAsync());
    }

    // The audit key counts too.
    private async Task<int> CountAsync(params string[] options) =>
        (await _tool.JsonAsync(["list", .. options])).GetProperty("keys").GetArrayLength();
}
