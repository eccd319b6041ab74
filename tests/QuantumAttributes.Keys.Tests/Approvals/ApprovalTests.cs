using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Approvals;
using QuantumAttributes.Keys.Audit;

namespace QuantumAttributes.Keys.Tests;

/// <summary>Two of three have to agree.</summary>
public sealed class ApprovalTests : IAsyncLifetime
{
    private const string Reason = "stolen";
    private readonly TestRing _ring = new();
    private readonly SigningKey[] _approvers = [.. Enumerable.Range(0, 3).Select(static _ => SigningKey.Generate(SignatureAlgorithm.MLDsa44))];
    private readonly SigningKey _stranger = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
    private KeyDescription _key = null!;

    private DateTimeOffset Tomorrow => _ring.Time.GetUtcNow().AddDays(1);

    public async ValueTask InitializeAsync()
    {
        _ring.Options.Approvals[KeyPurpose.Signing] = new ApprovalPolicy(2, _approvers.Select(static key => key.VerifyingKey));
        _key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
    }

    public ValueTask DisposeAsync()
    {
        foreach (SigningKey key in _approvers)
            key.Dispose();
        _stranger.Dispose();
        _ring.Dispose();
        return default;
    }

    [Fact]
    public async Task Given_TwoApprovals_When_Marked_Expect_DoneAndBothInTheAuditLog()
    {
        ApprovalStatement statement = Statement();
        KeyDescription marked = await MarkAsync(statement.Approve(_approvers[0]), statement.Approve(_approvers[2]));

        Assert.Equal(KeyState.Compromised, marked.State);
        AuditEntry entry = (await _ring.VerifyAuditAsync()).Entries[^1];
        Assert.StartsWith("stolen; approved by ", entry.Detail, StringComparison.Ordinal);
        Assert.Contains(_approvers[0].VerifyingKey.Thumbprint.ToString(), entry.Detail, StringComparison.Ordinal);
        Assert.Contains(_approvers[2].VerifyingKey.Thumbprint.ToString(), entry.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(_approvers[1].VerifyingKey.Thumbprint.ToString(), entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_NoApprovals_When_Marked_Expect_Refused() => await RefusedAsync("0 of 2");

    [Fact]
    public async Task Given_OneApproval_When_Marked_Expect_Refused() => await RefusedAsync("1 of 2", Statement().Approve(_approvers[0]));

    [Fact]
    public async Task Given_OneApproverTwice_When_Marked_Expect_Refused() =>
        await RefusedAsync("1 of 2", Statement().Approve(_approvers[0]), Statement().Approve(_approvers[0]));

    [Fact]
    public async Task Given_AStranger_When_Marked_Expect_Refused() =>
        await RefusedAsync("no approver", Statement().Approve(_approvers[0]), Statement().Approve(_stranger));

    [Fact]
    public async Task Given_AForgedApproval_When_Marked_Expect_Refused()
    {
        string[] parts = Statement().Approve(_approvers[1]).Split('.'), other = Statement().Approve(_stranger).Split('.');

        await RefusedAsync("not authentic", Statement().Approve(_approvers[0]), $"{parts[0]}.{parts[1]}.{other[2]}");
    }

    [Fact]
    public async Task Given_AnotherReason_When_Marked_Expect_Refused() =>
        await RefusedAsync("another change", Both(new ApprovalStatement(ApprovalAction.MarkCompromised, _key, "lost", Tomorrow)));

    [Fact]
    public async Task Given_AnotherAction_When_Marked_Expect_Refused() =>
        await RefusedAsync("another change", Both(new ApprovalStatement(ApprovalAction.Destroy, _key, Reason, Tomorrow)));

    [Fact]
    public async Task Given_AnotherRevision_When_Marked_Expect_Refused() => await RefusedAsync(
        "another change", Both(new ApprovalStatement(ApprovalAction.MarkCompromised, _key with { Revision = 2 }, Reason, Tomorrow)));

    [Fact]
    public async Task Given_AnotherKey_When_Marked_Expect_Refused()
    {
        KeyDescription other = await _ring.Keys.CreateKeyAsync(TestRing.Signing);

        await RefusedAsync("another change", Both(new ApprovalStatement(ApprovalAction.MarkCompromised, other, Reason, Tomorrow)));
    }

    [Fact]
    public async Task Given_ApprovalsThatExpired_When_Marked_Expect_Refused()
    {
        string[] approvals = Both(Statement());
        _ring.Time.Advance(TimeSpan.FromDays(1));

        await RefusedAsync("expired", approvals);
    }

    [Fact]
    public async Task Given_ApprovalsThatCountForTooLong_When_Marked_Expect_Refused() => await RefusedAsync(
        "longer than 7 days",
        Both(new ApprovalStatement(ApprovalAction.MarkCompromised, _key, Reason, _ring.Time.GetUtcNow() + ApprovalStatement.MaxValidity.Add(TimeSpan.FromSeconds(1)))));

    [Fact]
    public async Task Given_TwoStatements_When_Marked_Expect_Refused() => await RefusedAsync(
        "different statements",
        Statement().Approve(_approvers[0]),
        new ApprovalStatement(ApprovalAction.MarkCompromised, _key, Reason, Tomorrow.AddSeconds(1)).Approve(_approvers[1]));

    [Fact]
    public async Task Given_AnotherKindOfStatement_When_Marked_Expect_Refused() => await RefusedAsync(
        "is none", Statement().Approve(_approvers[0]), JsonWebSignature.Sign(_approvers[1], "quantum-audit+jwt", Statement().ToUtf8()));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("approved")]
    public async Task Given_TextThatIsNoApproval_When_Marked_Expect_Refused(string text) => await RefusedAsync("is none", text);

    [Fact]
    public async Task Given_ApprovalsThatServed_When_UsedOnceMore_Expect_Refused()
    {
        await _ring.Keys.DeactivateAsync(_key.Id);
        _key = (await _ring.Keys.ListAsync()).Single(key => key.Id == _key.Id);
        string[] approvals = Both(new ApprovalStatement(ApprovalAction.MarkCompromised, _key, Reason, Tomorrow));
        await MarkAsync(approvals);

        // The key's revision has moved on: they serve neither for the next step nor for the same.
        await Assert.ThrowsAsync<ApprovalException>(async () => await _ring.Keys.DestroyAsync(_key.Id, Reason, approvals));
        await Assert.ThrowsAsync<KeyStateException>(async () => await MarkAsync(approvals));
    }

    [Fact]
    public async Task Given_AKeyOfAPurposeWithoutApprovals_When_Destroyed_Expect_Done()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Sealing);
        await _ring.Keys.DeactivateAsync(key.Id);

        Assert.Equal(KeyState.Destroyed, (await _ring.Keys.DestroyAsync(key.Id, "test")).State);
    }

    [Fact]
    public void Given_AStatement_When_ReadBack_Expect_TheSameAndOnlyInItsOneForm()
    {
        byte[] utf8 = Statement().ToUtf8();

        Assert.Equal(Statement(), ApprovalStatement.Parse(utf8));
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => ApprovalStatement.Parse([.. utf8, (byte)' ']));
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => ApprovalStatement.Parse("{}"u8));
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => ApprovalStatement.Parse("[1"u8));
    }

    [Fact]
    public void Given_AnImpossiblePolicy_When_Made_Expect_ArgumentException()
    {
        VerifyingKey[] keys = [.. _approvers.Select(static key => key.VerifyingKey)];
        Assert.ThrowsAny<ArgumentException>(() => new ApprovalPolicy(0, keys));
        Assert.ThrowsAny<ArgumentException>(() => new ApprovalPolicy(4, keys));
        Assert.ThrowsAny<ArgumentException>(() => new ApprovalPolicy(1, [keys[0], keys[0]]));
    }

    private ApprovalStatement Statement() => new(ApprovalAction.MarkCompromised, _key, Reason, Tomorrow);

    private string[] Both(ApprovalStatement statement) => [statement.Approve(_approvers[0]), statement.Approve(_approvers[1])];

    private async Task<KeyDescription> MarkAsync(params string[] approvals) =>
        await _ring.Keys.MarkCompromisedAsync(_key.Id, Reason, approvals);

    private async Task RefusedAsync(string why, params string[] approvals)
    {
        var refusal = await Assert.ThrowsAsync<ApprovalException>(async () => await MarkAsync(approvals));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(KeyState.Active, (await _ring.Keys.ListAsync()).Single(key => key.Id == _key.Id).State);
    }
}
