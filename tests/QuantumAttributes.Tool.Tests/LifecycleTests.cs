using System.Text.Json;

namespace QuantumAttributes.Tool.Tests;

public sealed class LifecycleTests : IDisposable
{
    private readonly ToolHarness _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Rotate_Makes_the_next_generation_active_And_deactivates_the_one_before()
    {
        string first = await _tool.CreateAsync("Signing");

        JsonElement key = (await _tool.JsonAsync("rotate", "Signing")).GetProperty("key");

        Assert.Equal(2, key.GetProperty("generation").GetInt32());
        Assert.Equal("Deactivated", await StateOfAsync(first));
    }

    [Fact]
    public async Task Rotate_Of_a_slot_that_is_not_there_Is_refused()
    {
        await _tool.CreateAsync("Signing");

        ToolOutcome outcome = (await _tool.Keys("rotate", "Signing/invoces")).Expect(ExitCode.Failed);

        Assert.Contains("quantum keys create Signing/invoces", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activate_Of_a_key_that_waits_Activates_it()
    {
        string first = await _tool.CreateAsync("Signing"), second = await _tool.CreateAsync("Signing");
        Assert.Equal("PreActivation", await StateOfAsync(second));

        (await _tool.Keys("activate", second[..12])).Expect(ExitCode.Done);

        Assert.Equal(("Deactivated", "Active"), (await StateOfAsync(first), await StateOfAsync(second)));
    }

    [Fact]
    public async Task Activate_Of_an_active_key_Is_refused_in_one_line()
    {
        string id = await _tool.CreateAsync("Signing");

        ToolOutcome outcome = (await _tool.Keys("activate", id)).Expect(ExitCode.Failed);

        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("it cannot become Active now", outcome.Error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deactivate_Then_destroy_Leaves_what_is_known_And_the_reason()
    {
        string id = await _tool.CreateAsync("Sealing");

        (await _tool.Keys("deactivate", id)).Expect(ExitCode.Done);
        JsonElement key = (await _tool.JsonAsync("destroy", id, "--reason", "the project is over")).GetProperty("key");

        Assert.Equal(("Destroyed", "the project is over"), (key.GetProperty("state").GetString(), key.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Destroy_Of_an_active_key_Is_refused()
    {
        string id = await _tool.CreateAsync("Sealing");

        ToolOutcome outcome = (await _tool.Keys("destroy", id, "--reason", "x", "--json")).Expect(ExitCode.Failed);

        Assert.Equal("key-state", outcome.ErrorJson.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Compromise_Marks_an_active_key()
    {
        string id = await _tool.CreateAsync("Signing");

        (await _tool.Keys("compromise", id, "--reason", "a laptop was stolen")).Expect(ExitCode.Done);

        Assert.Equal("Compromised", await StateOfAsync(id));
    }

    [Theory]
    [InlineData("compromise")]
    [InlineData("destroy")]
    public async Task Final_changes_Without_a_reason_Are_wrong_usage(string command)
    {
        string id = await _tool.CreateAsync("Signing");

        (await _tool.Keys(command, id)).Expect(ExitCode.Usage);
        (await _tool.Keys(command, id, "--reason", " ")).Expect(ExitCode.Usage);
        (await _tool.Keys(command, id, "--reason", new string('x', 1001))).Expect(ExitCode.Usage);
    }

    [Fact]
    public async Task Changes_Are_told_in_the_audit_log_with_the_actor()
    {
        string id = await _tool.CreateAsync("Signing");
        (await _tool.Keys("compromise", id, "--reason", "why not")).Expect(ExitCode.Done);

        JsonElement entries = (await _tool.RunAsync("audit", "list", "--json", "--directory", _tool.Ring)).Expect(ExitCode.Done).Json.GetProperty("entries");

        JsonElement last = entries.EnumerateArray().Last();
        Assert.Equal(("MarkCompromised", "why not"), (last.GetProperty("action").GetString(), last.GetProperty("detail").GetString()));
        Assert.StartsWith($"quantum tool, {Environment.UserName}@", last.GetProperty("actor").GetString(), StringComparison.Ordinal);
    }

    private async Task<string?> StateOfAsync(string id) => (await _tool.JsonAsync("list")).GetProperty("keys").EnumerateArray()
        .Single(key => key.GetProperty("id").GetString() == id).GetProperty("state").GetString();
}
