namespace QuantumAttributes.Tool.Tests;

public sealed class SharingTests : IDisposable
{
    private readonly ToolHarness _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    [InlineData(4, 4)]
    public async Task Every_subset_of_as_many_shares_as_are_needed_Makes_the_key_file_again(int threshold, int count)
    {
        string keyFile = await _tool.NewKeyFileAsync("key");
        string[] shares = await SplitAsync(keyFile, threshold, count);

        Assert.Equal(count, shares.Length);
        for (int subset = 0; subset < 1 << count; subset++)
        {
            string[] chosen = [.. shares.Where((_, i) => (subset >> i & 1) == 1)];
            if (chosen.Length != threshold)
                continue;
            string recovered = _tool.At($"recovered-{subset}");
            ToolOutcome outcome = (await _tool.RunAsync(["keys", "recover", "--output", recovered, "--share", .. chosen])).Expect(ExitCode.Done);
            Assert.Contains("put together on this machine", outcome.Out, StringComparison.Ordinal);
            Assert.Equal(await File.ReadAllBytesAsync(keyFile), await File.ReadAllBytesAsync(recovered));
        }
    }

    [Fact]
    public async Task Files_of_shares_and_keys_Are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows())
            return; // modes are Unix's
        string keyFile = await _tool.NewKeyFileAsync("key");
        string[] shares = await SplitAsync(keyFile, 2, 2);
        (await _tool.RunAsync(["keys", "recover", "--output", _tool.At("again"), "--share", .. shares])).Expect(ExitCode.Done);

        foreach (string file in (string[])[keyFile, _tool.At("again"), .. shares])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Too_few_shares_Or_the_same_twice_Are_refused()
    {
        string[] shares = await SplitAsync(await _tool.NewKeyFileAsync("key"), 3, 3);

        (await _tool.RunAsync(["keys", "recover", "--output", _tool.At("again"), "--share", .. shares[..2]])).Expect(ExitCode.Failed);
        (await _tool.RunAsync(["keys", "recover", "--output", _tool.At("again"), "--share", .. shares[..2], shares[0]])).Expect(ExitCode.Failed);

        Assert.False(File.Exists(_tool.At("again")));
    }

    [Fact]
    public async Task A_share_with_a_slip_Or_a_file_that_is_missing_Is_named()
    {
        string[] shares = await SplitAsync(await _tool.NewKeyFileAsync("key"), 2, 2);
        string text = (await File.ReadAllTextAsync(shares[0])).Trim();
        string damaged = _tool.Write("damaged", text[..^1] + (text[^1] == '0' ? '1' : '0'));
        _tool.Secrets.Add(text.Split('-')[4]);

        ToolOutcome slip = await _tool.RunAsync("keys", "recover", "--output", _tool.At("again"), "--share", damaged, shares[1]);
        ToolOutcome missing = await _tool.RunAsync("keys", "recover", "--output", _tool.At("again"), "--share", _tool.At("missing"), shares[1]);

        Assert.Contains("damaged", slip.Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
        Assert.Contains("missing", missing.Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_are_there_Are_never_overwritten()
    {
        string keyFile = await _tool.NewKeyFileAsync("key");
        string[] shares = await SplitAsync(keyFile, 2, 2);
        byte[] before = await File.ReadAllBytesAsync(keyFile);

        (await _tool.RunAsync("keys", "new-key-file", keyFile)).Expect(ExitCode.Failed);
        (await _tool.RunAsync(["keys", "recover", "--output", keyFile, "--share", .. shares])).Expect(ExitCode.Failed);
        (await _tool.RunAsync("keys", "split", "--key-file", keyFile, "--threshold", "2", "--shares", "2", "--output", _tool.At("shares"))).Expect(ExitCode.Failed);

        Assert.Equal(before, await File.ReadAllBytesAsync(keyFile));
    }

    [Theory]
    [InlineData("1", "3")]
    [InlineData("4", "3")]
    [InlineData("2", "256")]
    public async Task Thresholds_that_make_no_sense_Are_wrong_usage(string threshold, string shares)
    {
        string keyFile = await _tool.NewKeyFileAsync("key");

        (await _tool.RunAsync("keys", "split", "--key-file", keyFile, "--threshold", threshold, "--shares", shares, "--output", _tool.At("shares")))
            .Expect(ExitCode.Usage);
    }

    private async Task<string[]> SplitAsync(string keyFile, int threshold, int count)
    {
        ToolOutcome outcome = await _tool.RunAsync(
            "keys", "split", "--key-file", keyFile, "--threshold", $"{threshold}", "--shares", $"{count}", "--output", _tool.At("shares"), "--json");
        string[] files = [.. outcome.Expect(ExitCode.Done).Json.GetProperty("files").EnumerateArray().Select(static file => file.GetString()!)];
        foreach (string file in files)
            _tool.Secrets.Add((await File.ReadAllTextAsync(file)).Split('-')[4]);
        return files;
    }
}
