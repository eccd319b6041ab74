using QuantumAttributes.Channels.Discovery;

namespace QuantumAttributes.Tool.Tests;

public sealed class SuccessionTests : IDisposable
{
    private readonly ToolHarness _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Succession_To_the_identity_that_waits_Is_signed_by_the_active_one()
    {
        await _tool.CreateAsync("Identity");
        await _tool.CreateAsync("Identity");
        string file = _tool.At("successions");

        (await _tool.Keys("succession", "https://bank.example", "--append", file)).Expect(ExitCode.Done);
        (await _tool.Keys("succession", "https://shop.example", "--append", file, "--days", "7")).Expect(ExitCode.Done);

        IdentitySuccession[] links = [.. File.ReadLines(file).Select(line => IdentitySuccession.Verify(line))];
        Assert.Equal(["https://bank.example", "https://shop.example"], links.Select(link => link.Origin));
        Assert.Equal([TimeSpan.FromDays(400), TimeSpan.FromDays(7)], links.Select(link => link.NotAfter - link.NotBefore));
        Assert.NotEqual(links[0].Old, links[0].New);
        Assert.Equal((links[0].Old, links[0].New), (links[1].Old, links[1].New));
    }

    [Fact]
    public async Task Succession_Where_none_waits_Is_refused_and_says_how_to_make_one()
    {
        await _tool.CreateAsync("Identity");

        ToolOutcome outcome = (await _tool.Keys("succession", "https://bank.example")).Expect(ExitCode.Failed);

        Assert.Contains("quantum keys create Identity", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Succession_To_a_key_that_does_not_wait_Is_refused()
    {
        string active = await _tool.CreateAsync("Identity");

        ToolOutcome outcome = (await _tool.Keys("succession", "https://bank.example", "--to", active)).Expect(ExitCode.Failed);

        Assert.Contains("is no identity that waits", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Succession_Of_two_that_wait_Needs_to_be_told_which()
    {
        await _tool.CreateAsync("Identity");
        await _tool.CreateAsync("Identity");
        string last = await _tool.CreateAsync("Identity");

        (await _tool.Keys("succession", "https://bank.example")).Expect(ExitCode.Failed);
        (await _tool.Keys("succession", "https://bank.example", "--to", last[..12])).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task Succession_For_no_days_Is_wrong_usage() =>
        (await _tool.Keys("succession", "https://bank.example", "--days", "0")).Expect(ExitCode.Usage);
}
