using System.Text.Json;

namespace QuantumAttributes.Tool.Tests;

/// <summary>The members that docs/tool.md lists.</summary>
public sealed class JsonTests : IDisposable
{
    private static readonly string[] _key =
    [
        "id", "slot", "purpose", "name", "generation", "revision", "algorithm", "state", "changed", "created", "activation", "activeUntil",
        "end", "reason",
    ];

    private readonly ToolHarness _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Changes_Have_the_member_key()
    {
        string id = await _tool.CreateAsync("Signing"), second = await _tool.CreateAsync("Signing");
        string pem = _tool.NewApprover("a").Private;

        foreach (string[] command in (string[][])
            [
                ["activate", second], ["deactivate", second], ["rotate", "Signing"], ["compromise", second, "--reason", "x"],
                ["destroy", id, "--reason", "x"], ["create", "Sealing"], ["import", "Signing/other", pem],
            ])
        {
            JsonElement result = await _tool.JsonAsync(command);
            Assert.Equal(["key"], MembersOf(result));
            Assert.Equal(_key, MembersOf(result.GetProperty("key")));
        }
    }

    [Fact]
    public async Task List_Has_its_members()
    {
        await _tool.CreateAsync("Signing");
        _tool.Write(Path.Combine("ring", "channel.1.key"), "junk");

        JsonElement list = await _tool.JsonAsync("list");

        Assert.Equal(["store", "keys", "unreadable"], MembersOf(list));
        Assert.Equal([.. _key, "nextRotation", "rotatedByHand", "uses"], MembersOf(list.GetProperty("keys")[0]));
        Assert.Equal(["location", "slot", "generation", "reason"], MembersOf(list.GetProperty("unreadable")[0]));
    }

    [Fact]
    public async Task Texts_Have_their_member_And_output()
    {
        string id = await _tool.CreateAsync("Signing");
        JsonElement statement = await _tool.JsonAsync("statement", "compromise", id, "--reason", "x");
        string file = _tool.Write("statement", statement.GetProperty("statement").GetString()!);
        ToolOutcome approval = await _tool.RunAsync("keys", "approve", file, "--key", _tool.NewApprover("a").Private, "--json");

        Assert.Equal(["statement", "output"], MembersOf(statement));
        Assert.Equal(["approval", "output"], MembersOf(approval.Expect(ExitCode.Done).Json));
        Assert.Equal(["note"], MembersOf(JsonDocument.Parse(approval.Error).RootElement));
        Assert.Equal(["keys"], MembersOf(await _tool.JsonAsync("export")));
        Assert.Equal(["output"], MembersOf(await _tool.JsonAsync("export", "--output", _tool.At("jwks"))));
    }

    [Fact]
    public async Task Files_Have_files_and_advice()
    {
        string id = await _tool.CreateAsync("Signing"), key = _tool.At("key");
        ToolOutcome created = await _tool.RunAsync("keys", "new-key-file", key, "--json");
        ToolOutcome split = await _tool.RunAsync("keys", "split", "--key-file", key, "--threshold", "2", "--shares", "2", "--output", _tool.At("shares"), "--json");
        string[] shares = [.. split.Json.GetProperty("files").EnumerateArray().Select(static file => file.GetString()!)];
        ToolOutcome recovered = await _tool.RunAsync(["keys", "recover", "--output", _tool.At("again"), "--json", "--share", .. shares]);
        JsonElement exported = await _tool.JsonAsync("export", "--private", id, "--output", _tool.At("pem"), "--password-file", _tool.Write("password", "x"));

        foreach (JsonElement result in (JsonElement[])[created.Json, split.Json, recovered.Json, exported])
            Assert.Equal(["files", "advice"], MembersOf(result));
    }

    [Fact]
    public async Task Examinations_Have_their_members()
    {
        await _tool.CreateAsync("Signing");
        JsonElement doctor = (await _tool.Keys("doctor", "--json")).Json;
        JsonElement verify = (await _tool.RunAsync("audit", "verify", "--json", "--directory", _tool.Ring)).Json;
        JsonElement list = (await _tool.RunAsync("audit", "list", "--json", "--directory", _tool.Ring)).Json;

        Assert.Equal(["findings"], MembersOf(doctor));
        Assert.Equal(["code", "subject", "message", "remedy"], MembersOf(doctor.GetProperty("findings")[0]));
        Assert.Equal(["intact", "entries", "head", "findings"], MembersOf(verify));
        Assert.Equal(["entries", "findings"], MembersOf(list));
        Assert.Equal(["sequence", "time", "actor", "action", "key", "slot", "revision", "detail"], MembersOf(list.GetProperty("entries")[0]));
        Assert.Equal(["rewrapped", "total", "unreadable"], MembersOf(await _tool.JsonAsync("rewrap")));
    }

    [Theory]
    [InlineData(ExitCode.Usage, "usage", "keys", "create", "Nothing", "--json")]
    [InlineData(ExitCode.Usage, "usage", "keys", "frobnicate", "--json")]
    [InlineData(ExitCode.Failed, "key-store", "keys", "list", "--directory", "/nowhere/at/all", "--json")]
    [InlineData(ExitCode.Failed, "file", "keys", "approve", "/nowhere/at/all", "--key", "x", "--json")]
    public async Task Errors_Are_JSON_on_standard_error_And_standard_output_is_empty(int exitCode, string type, params string[] args)
    {
        ToolOutcome outcome = (await _tool.RunAsync(args)).Expect(exitCode);

        Assert.Empty(outcome.Out);
        Assert.Equal(["type", "message"], MembersOf(outcome.ErrorJson));
        Assert.Equal(type, outcome.ErrorJson.GetProperty("type").GetString());
        Assert.DoesNotContain('\n', outcome.ErrorJson.GetProperty("message").GetString()!);
    }

    private static string[] MembersOf(JsonElement element) => [.. element.EnumerateObject().Select(static member => member.Name)];
}
