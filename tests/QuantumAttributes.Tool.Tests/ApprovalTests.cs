namespace QuantumAttributes.Tool.Tests;

public sealed class ApprovalTests : IDisposable
{
    private const string Reason = "the auditors want it gone";

    private readonly ToolHarness _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Destroy_With_two_approvals_of_three_approvers_Succeeds_And_with_fewer_is_refused()
    {
        string id = await DeactivatedAsync();
        (string Private, string Public)[] approvers = [_tool.NewApprover("a"), _tool.NewApprover("b", "correct horse"), _tool.NewApprover("c")];
        _tool.Secrets.Add("correct horse");
        string password = _tool.Write("password", "correct horse\n");
        string statement = await StatementAsync("destroy", id);
        string first = await ApproveAsync(statement, approvers[0].Private, "first");
        string second = await ApproveAsync(statement, approvers[1].Private, "second", "--password-file", password);
        string[] change = ["destroy", id, "--reason", Reason, "--threshold", "2", "--approver", .. approvers.Select(static a => a.Public)];

        ToolOutcome none = (await _tool.Keys([.. change, "--json"])).Expect(ExitCode.Failed);
        ToolOutcome one = (await _tool.Keys([.. change, "--json", "--approval", first, first])).Expect(ExitCode.Failed);
        ToolOutcome two = (await _tool.Keys([.. change, "--json", "--approval", first, second])).Expect(ExitCode.Done);

        Assert.Equal(("approval", "approval"), (none.ErrorJson.GetProperty("type").GetString(), one.ErrorJson.GetProperty("type").GetString()));
        Assert.Equal("Destroyed", two.Json.GetProperty("key").GetProperty("state").GetString());
        ToolOutcome log = await _tool.RunAsync("audit", "list", "--directory", _tool.Ring);
        Assert.Contains("approved by", log.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approvals_of_another_reason_Are_refused()
    {
        string id = await DeactivatedAsync();
        (string privateKey, string publicKey) = _tool.NewApprover("a");
        string approval = await ApproveAsync(await StatementAsync("destroy", id), privateKey, "approval");

        (await _tool.Keys("destroy", id, "--reason", "another one", "--approver", publicKey, "--approval", approval)).Expect(ExitCode.Failed);
    }

    [Fact]
    public async Task Approvals_of_another_action_Are_refused()
    {
        string id = await DeactivatedAsync();
        (string privateKey, string publicKey) = _tool.NewApprover("a");
        string approval = await ApproveAsync(await StatementAsync("compromise", id), privateKey, "approval");

        (await _tool.Keys("destroy", id, "--reason", Reason, "--approver", publicKey, "--approval", approval)).Expect(ExitCode.Failed);
        (await _tool.Keys("compromise", id, "--reason", Reason, "--approver", publicKey, "--approval", approval)).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task Approvals_that_have_expired_Are_refused()
    {
        string id = await DeactivatedAsync();
        (string privateKey, string publicKey) = _tool.NewApprover("a");
        string approval = await ApproveAsync(await StatementAsync("destroy", id, "--expires", "2h"), privateKey, "approval");
        _tool.Time.Offset = TimeSpan.FromHours(3);

        ToolOutcome outcome = await _tool.Keys("destroy", id, "--reason", Reason, "--approver", publicKey, "--approval", approval);

        Assert.Contains("expired", outcome.Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_by_a_stranger_Is_refused()
    {
        string id = await DeactivatedAsync();
        string approval = await ApproveAsync(await StatementAsync("destroy", id), _tool.NewApprover("stranger").Private, "approval");

        (await _tool.Keys("destroy", id, "--reason", Reason, "--approver", _tool.NewApprover("a").Public, "--approval", approval))
            .Expect(ExitCode.Failed);
    }

    [Fact]
    public async Task Approvers_may_be_named_by_a_JWK_set_of_another_ring()
    {
        string id = await DeactivatedAsync();
        string other = _tool.At("approver-ring"), jwks = _tool.At("approver.jwks"), pem = _tool.At("approver.pem");
        string password = _tool.Write("password", "battery staple");
        string key = (await _tool.RunAsync("keys", "create", "Signing", "--directory", other, "--json")).Json.GetProperty("key").GetProperty("id").GetString()!;
        (await _tool.RunAsync("keys", "export", key, "--directory", other, "--output", jwks)).Expect(ExitCode.Done);
        (await _tool.RunAsync("keys", "export", "--private", key, "--password-file", password, "--directory", other, "--output", pem)).Expect(ExitCode.Done);
        string approval = await ApproveAsync(await StatementAsync("destroy", id), pem, "approval", "--password-file", password);

        (await _tool.Keys("destroy", id, "--reason", Reason, "--approver", jwks, "--approval", approval)).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task Approvals_without_approvers_Are_wrong_usage()
    {
        string id = await DeactivatedAsync();
        string approval = _tool.Write("approval", "x");

        (await _tool.Keys("destroy", id, "--reason", Reason, "--approval", approval)).Expect(ExitCode.Usage);
        (await _tool.Keys("destroy", id, "--reason", Reason, "--threshold", "2")).Expect(ExitCode.Usage);
        (await _tool.Keys("destroy", id, "--reason", Reason, "--approver", _tool.NewApprover("a").Public, "--threshold", "2")).Expect(ExitCode.Usage);
    }

    [Theory]
    [InlineData("erase", "1h")]
    [InlineData("destroy", "8d")]
    [InlineData("destroy", "0h")]
    [InlineData("destroy", "soon")]
    [InlineData("destroy", "2020-01-01")]
    public async Task A_statement_of_another_action_or_time_Is_wrong_usage(string action, string expires)
    {
        string id = await DeactivatedAsync();

        (await _tool.Keys("statement", action, id, "--reason", Reason, "--expires", expires)).Expect(ExitCode.Usage);
    }

    [Fact]
    public async Task Approve_Of_what_is_no_statement_Or_with_a_file_that_is_missing_Fails()
    {
        (string key, string publicKey) = _tool.NewApprover("a");
        string statement = _tool.Write("statement", "{}");

        (await _tool.RunAsync("keys", "approve", statement, "--key", key)).Expect(ExitCode.Failed);
        (await _tool.RunAsync("keys", "approve", _tool.At("missing"), "--key", key)).Expect(ExitCode.Failed);
        string id = await DeactivatedAsync();
        string real = await StatementAsync("destroy", id);
        (await _tool.RunAsync("keys", "approve", real, "--key", publicKey)).Expect(ExitCode.Failed);
        (await _tool.RunAsync("keys", "approve", real, "--key", _tool.At("missing"))).Expect(ExitCode.Failed);
    }

    [Fact]
    public async Task Approve_With_an_encrypted_key_Asks_for_its_password_And_says_what_is_approved()
    {
        string statement = await StatementAsync("destroy", await DeactivatedAsync());
        string key = _tool.NewApprover("a", "correct horse").Private;
        _tool.Secrets.Add("correct horse");

        ToolOutcome wrong = await _tool.AnswerAsync(["wrong"], "keys", "approve", statement, "--key", key);
        ToolOutcome right = await _tool.AnswerAsync(["correct horse"], "keys", "approve", statement, "--key", key);

        wrong.Expect(ExitCode.Failed);
        Assert.Equal(3, right.Expect(ExitCode.Done).Out.Trim().Split('.').Length);
        Assert.Contains(Reason, right.Error, StringComparison.Ordinal);
    }

    private async Task<string> DeactivatedAsync()
    {
        string id = await _tool.CreateAsync("Signing");
        (await _tool.Keys("deactivate", id)).Expect(ExitCode.Done);
        return id;
    }

    private async Task<string> StatementAsync(string action, string id, params string[] options)
    {
        string file = _tool.At($"{action}.json");
        (await _tool.Keys(["statement", action, id, "--reason", Reason, "--output", file, "--force", .. options])).Expect(ExitCode.Done);
        return file;
    }

    private async Task<string> ApproveAsync(string statement, string key, string name, params string[] options)
    {
        string file = _tool.At(name);
        (await _tool.RunAsync(["keys", "approve", statement, "--key", key, "--output", file, .. options])).Expect(ExitCode.Done);
        return file;
    }
}
