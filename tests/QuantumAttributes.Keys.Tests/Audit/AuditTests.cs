using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests;

public sealed class AuditTests : IAsyncLifetime
{
    private readonly TestRing _ring = new();
    private List<AuditRecord> _log = [];
    private IReadOnlyList<KeyDescription> _keys = [];

    public async ValueTask InitializeAsync()
    {
        // Short signatures make a short test.
        _ring.Options.Policies[KeyPurpose.Audit] = KeyPolicy.DefaultOf(KeyPurpose.Audit) with { Algorithm = "ML-DSA-44" };
        KeyDescription first = await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        await _ring.Keys.RotateAsync(TestRing.Tickets);
        await _ring.Keys.DestroyAsync(first.Id, "test");
        await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        await ReadAsync();
    }

    public ValueTask DisposeAsync()
    {
        _ring.Dispose();
        return default;
    }

    [Fact]
    public async Task Given_ALog_When_Verified_Expect_IntactAndItsHead()
    {
        AuditReport report = await VerifyAsync();

        Assert.True(report.IsIntact);
        Assert.Equal(Enumerable.Range(1, 6).Select(static i => (long)i), report.Entries.Select(static entry => entry.Sequence));
        Assert.Equal($"6:{AuditEntry.HashOf(_log[^1].Entry)}", report.Head);
        Assert.Equal(_ring.Options.Actor, report.Entries[0].Actor);
    }

    [Fact]
    public async Task Given_AnEmptyLog_When_Verified_Expect_NoHead()
    {
        _log.Clear();
        _keys = [];

        Assert.Equal((true, null), ((await VerifyAsync()).IsIntact, (await VerifyAsync()).Head));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Given_ALongRandomLife_When_Verified_Expect_Intact(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 60; i++)
        {
            KeySlot slot = random.Next(3) switch { 0 => KeyPurpose.SessionTickets, 1 => KeyPurpose.Audit, _ => new KeySlot(KeyPurpose.SessionTickets, "b") };
            KeyDescription[] keys = [.. (await _ring.Keys.ListAsync()).Where(key => key.Slot == slot)];
            KeyId some = keys.Length > 0 ? keys[random.Next(keys.Length)].Id : default;
            bool mayGo = slot.Purpose != KeyPurpose.Audit; // a log under a key that may not sign any more has to be restarted, which is a finding
            Exception? refusal = await Record.ExceptionAsync(async () => _ = random.Next(6) switch
            {
                0 => await _ring.Keys.CreateKeyAsync(slot),
                1 => await _ring.Keys.RotateAsync(slot),
                2 => await _ring.Keys.ActivateAsync(some),
                3 when mayGo => await _ring.Keys.DeactivateAsync(some),
                4 when mayGo => await _ring.Keys.MarkCompromisedAsync(some, "test"),
                5 => await _ring.Keys.DestroyAsync(some, "test"),
                _ => null!,
            });
            Assert.True(refusal is null or KeyRingException, $"{refusal}");
        }

        await ReadAsync();
        Assert.Empty((await VerifyAsync()).Findings);
        Assert.True(_log.Count > 30);
    }

    [Fact]
    public async Task Given_ALog_When_AnyCharacterOfAnEntryIsChanged_Expect_ThatEntryFound()
    {
        List<AuditRecord> sound = [.. _log];
        foreach (int entry in Enumerable.Range(1, sound.Count - 1)) // the first brings in the key for all
        {
            for (int i = entry % 7; i < sound[entry].Entry.Length; i += 7)
            {
                char[] text = sound[entry].Entry.ToCharArray();
                text[i] = text[i] == 'A' ? 'B' : 'A';
                _log = [.. sound];
                _log[entry] = sound[entry] with { Entry = new string(text) };
                AuditFinding finding = Assert.Single((await VerifyAsync()).Findings);
                Assert.Equal((entry + 1, AuditFault.Changed), (finding.Sequence, finding.Fault));
            }
        }
    }

    [Fact]
    public async Task Given_ALog_When_TheFirstEntryIsChanged_Expect_ItFoundFirst()
    {
        char[] text = _log[0].Entry.ToCharArray();
        text[^10] ^= (char)1;
        _log[0] = _log[0] with { Entry = new string(text) };

        AuditFinding finding = (await VerifyAsync()).Findings[0];
        Assert.Equal((1L, AuditFault.Changed), (finding.Sequence, finding.Fault));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Given_ALog_When_AnEntryIsRemoved_Expect_ItFound(int entry)
    {
        _log.RemoveAt(entry - 1);

        await FindsAsync((entry, AuditFault.Removed));
    }

    [Fact]
    public async Task Given_ALog_When_TheFirstEntryIsRemoved_Expect_ItFoundFirst()
    {
        _log.RemoveAt(0);

        AuditFinding finding = (await VerifyAsync()).Findings[0];
        Assert.Equal((1L, AuditFault.Removed), (finding.Sequence, finding.Fault));
    }

    [Fact]
    public async Task Given_ALog_When_SeveralEntriesAreRemoved_Expect_EachFound()
    {
        _log.RemoveRange(1, 3);

        await FindsAsync((2, AuditFault.Removed), (3, AuditFault.Removed), (4, AuditFault.Removed));
    }

    [Fact]
    public async Task Given_ALog_When_TwoLinesAreSwapped_Expect_TheEntryFoundThatStandsTooLate()
    {
        (_log[2], _log[3]) = (_log[3], _log[2]);

        await FindsAsync((3, AuditFault.Reordered));
    }

    [Fact]
    public async Task Given_ALog_When_TheTextsOfTwoEntriesAreSwapped_Expect_BothFound()
    {
        (_log[2], _log[3]) = (_log[2] with { Entry = _log[3].Entry }, _log[3] with { Entry = _log[2].Entry });

        await FindsAsync((3, AuditFault.Reordered), (4, AuditFault.Reordered));
    }

    [Fact]
    public async Task Given_ALog_When_AnEntryIsThereTwice_Expect_ItFound()
    {
        _log.Insert(4, _log[1]);

        await FindsAsync((2, AuditFault.Reordered));
    }

    [Fact]
    public async Task Given_ALog_When_AForgedEntryIsAppended_Expect_ItFound()
    {
        using SigningKey forger = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        AuditEntry last = (await VerifyAsync()).Entries[^1];
        _log.Add(new AuditRecord(7, (last with { Sequence = 7, Previous = AuditEntry.HashOf(_log[^1].Entry) }).Sign(forger)));

        await FindsAsync((7, AuditFault.Changed));
    }

    [Fact]
    public async Task Given_ALog_When_AForgedEntryBringsItsOwnKey_Expect_ItFoundAsARestart()
    {
        using SigningKey forger = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        AuditEntry last = (await VerifyAsync()).Entries[^1];
        _log.Add(new AuditRecord(7, (last with
        {
            Sequence = 7,
            Previous = AuditEntry.HashOf(_log[^1].Entry),
            AuditKey = forger.VerifyingKey.ToJwk(),
        }).Sign(forger)));

        await FindsAsync((7, AuditFault.Restarted));
    }

    // What is not authentic says nothing about where others stand.
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(4)]
    [InlineData(0)]
    public async Task Given_ALog_When_AForgedEntryOfAnyNumberIsPutInto_Expect_OnlyItFound(long number)
    {
        using SigningKey forger = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        AuditEntry some = (await VerifyAsync()).Entries[2];
        _log.Insert(2, new AuditRecord(100, (some with { Sequence = number }).Sign(forger)));

        await FindsAsync((100, AuditFault.Changed));
    }

    [Fact]
    public async Task Given_ALog_When_AnEntryOfAnotherLogWithTheSameKeyIsPutInto_Expect_Unchained()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        AuditEntry first = (await VerifyAsync()).Entries[0] with { AuditKey = key.VerifyingKey.ToJwk() };
        string one = first.Sign(key);
        string two = (first with { Sequence = 2, AuditKey = null, Previous = AuditEntry.HashOf(one), Detail = "a" }).Sign(key);
        string other = (first with { Sequence = 3, AuditKey = null, Previous = AuditEntry.HashOf("other") }).Sign(key);
        _log = [new(1, one), new(2, two), new(3, other)];
        _keys = [];

        await FindsAsync((3, AuditFault.Unchained));
    }

    [Fact]
    public async Task Given_ALog_When_ItsTailIsRemoved_Expect_CutOffByTheKeysThatKnowOfIt()
    {
        _log.RemoveRange(4, 2);

        Assert.All((await VerifyAsync()).Findings, static finding => Assert.Equal(AuditFault.CutOff, finding.Fault));
        Assert.Equal([5L, 6L], (await VerifyAsync()).Findings.Select(static finding => finding.Sequence));
    }

    [Fact]
    public async Task Given_ARotatedAuditKey_When_Verified_Expect_IntactAndLaterEntriesUnderTheNewOne()
    {
        KeyDescription next = await _ring.Keys.RotateAsync(KeyPurpose.Audit);
        await _ring.Keys.RotateAsync(TestRing.Tickets);
        await ReadAsync();

        Assert.Empty((await VerifyAsync()).Findings);
        using VerifyingKey key = VerifyingKey.Import(SignatureAlgorithm.MLDsa44, next.PublicKey.Span);
        Assert.Equal(key.Thumbprint.ToString(), JsonWebSignature.Parse(_log[^1].Entry).KeyId);
    }

    [Fact]
    public async Task Given_ACompromisedAuditKey_When_TheRingIsChanged_Expect_ARestartAndNothingMoreByThatKey()
    {
        KeyId audit = _keys.Single(static key => key.Slot == KeyPurpose.Audit).Id;
        await _ring.Keys.MarkCompromisedAsync(audit, "stolen");
        await _ring.Keys.RotateAsync(TestRing.Tickets);
        await ReadAsync();

        await FindsAsync((8, AuditFault.Restarted));
        Assert.NotEqual(JsonWebSignature.Parse(_log[0].Entry).KeyId, JsonWebSignature.Parse(_log[^1].Entry).KeyId);
    }

    [Fact]
    public async Task Given_ACompromisedAuditKey_When_ItsThiefAppendsAnEntry_Expect_ItFound()
    {
        using SigningKey stolen = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        using TestRing ring = new();
        KeyDescription audit = await ring.Keys.ImportAsync(KeyPurpose.Audit, stolen);
        await ring.Keys.MarkCompromisedAsync(audit.Id, "stolen");
        _keys = [];
        _log = await ring.AuditAsync();
        await FindsAsync();
        AuditEntry last = (await VerifyAsync()).Entries[^1];
        _log.Add(new AuditRecord(3, (last with { Sequence = 3, Previous = AuditEntry.HashOf(_log[^1].Entry) }).Sign(stolen)));

        await FindsAsync((3, AuditFault.Changed));
    }

    [Fact]
    public async Task Given_AnEmptyRing_When_AnAuditKeyIsCreated_Expect_ItTheFirstAndOnly()
    {
        using TestRing ring = new();
        KeyDescription key = await ring.Keys.CreateKeyAsync(KeyPurpose.Audit);

        Assert.Equal((KeyState.Active, 1), (key.State, key.Generation));
        Assert.Single(await ring.Keys.ListAsync());
        Assert.Empty((await ring.VerifyAuditAsync()).Findings);
    }

    [Fact]
    public async Task Given_TheFirstAuditKey_When_Pinned_Expect_IntactWithItAndRestartedWithAnother()
    {
        KeyThumbprint first = KeyThumbprint.Parse(JsonWebSignature.Parse(_log[0].Entry).KeyId!);
        using SigningKey other = SigningKey.Generate(SignatureAlgorithm.MLDsa44);

        Assert.Empty((await VerifyAsync(first)).Findings);
        AuditFinding finding = Assert.Single((await VerifyAsync(other.VerifyingKey.Thumbprint)).Findings);
        Assert.Equal((1L, AuditFault.Restarted), (finding.Sequence, finding.Fault));
    }

    private async Task FindsAsync(params (long Sequence, AuditFault Fault)[] expected) =>
        Assert.Equal(expected, (await VerifyAsync()).Findings.Select(static finding => (finding.Sequence, finding.Fault)));

    private async Task<AuditReport> VerifyAsync(KeyThumbprint? firstKey = null) =>
        await AuditVerifier.VerifyAsync(_log.ToAsyncEnumerable(), _keys, firstKey);

    private async Task ReadAsync()
    {
        _log = await _ring.AuditAsync();
        _keys = await _ring.Open().ListAsync();
    }
}
