using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests;

public sealed class DamagedRingTests : IDisposable
{
    private static readonly byte[] _data = [1, 2, 3];
    private readonly TestRing _ring = new();

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task Given_AnotherSecret_When_TheRingIsOpened_Expect_KeyRingExceptionAndNothingWritten()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        int entries = (await _ring.AuditAsync()).Count;
        using QuantumKeyManager wrong = _ring.Open(new FixedProtection(2));

        await Refused(() => wrong.InitializeAsync().AsTask());
        await Refused(() => wrong.CreateKeyAsync(TestRing.Sealing).AsTask());
        await Refused(() => wrong.RotateAsync(TestRing.Signing).AsTask());
        await Refused(() => wrong.SignAsync(TestRing.Signing, _data).AsTask());
        Assert.Equal(entries, (await _ring.AuditAsync()).Count);
        Assert.Equal(2, (await wrong.ListUnreadableAsync()).Count);

        static async Task Refused(Func<Task> ask) =>
            Assert.Contains("another secret", (await Assert.ThrowsAsync<KeyRingException>(ask)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_OneDamagedContainer_When_Read_Expect_ItSetAsideSaidOnceAndTheOthersWork()
    {
        KeySlot other = new(KeyPurpose.Signing, "other");
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeyDescription damaged = await _ring.Keys.CreateKeyAsync(other);
        Damage(damaged.Id);
        using QuantumKeyManager after = _ring.Open();
        await after.RefreshAsync();
        await after.RefreshAsync();

        Assert.True(await after.VerifyAsync(await after.SignAsync(TestRing.Signing, _data), _data));
        UnreadableKey unreadable = Assert.Single(await after.ListUnreadableAsync());
        Assert.Equal(((KeySlot?)other, 1), (unreadable.Slot, unreadable.Generation));
        Assert.Contains("Signing/other", Assert.Single(_ring.Logged(101)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnknownKeyException>(async () => await after.SignAsync(other, _data));
    }

    [Fact]
    public async Task Given_ADamagedActiveKey_When_ItsSlotIsToBeFilled_Expect_ANewGeneration()
    {
        _ring.Options.Slots.Add(TestRing.Signing);
        await _ring.Keys.InitializeAsync();
        KeyDescription damaged = (await _ring.Keys.ListAsync()).Single(static key => key.Slot == TestRing.Signing);
        Damage(damaged.Id);
        using QuantumKeyManager after = _ring.Open();
        await after.InitializeAsync();

        KeyDescription next = (await after.ListAsync()).Single(static key => key.Slot == TestRing.Signing);
        Assert.Equal((KeyState.Active, 2), (next.State, next.Generation));
    }

    [Fact]
    public async Task Given_ADamagedIdentity_When_TheRingIsOpened_Expect_KeyRingExceptionNamingTheRemedy()
    {
        _ring.Options.Slots.Add(KeyPurpose.Identity);
        await _ring.Keys.InitializeAsync();
        Damage((await _ring.Keys.ListAsync()).Single(static key => key.Slot == KeyPurpose.Identity).Id);
        using QuantumKeyManager after = _ring.Open();

        var refused = await Assert.ThrowsAsync<KeyRingException>(async () => await after.InitializeAsync());
        Assert.Contains("backup", refused.Message, StringComparison.Ordinal);
        Assert.Contains("quantum keys rotate Identity", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await after.RotateAsync(KeyPurpose.Identity)).Generation); // the remedy
    }

    [Fact]
    public async Task Given_AContainerInAnotherKeysPlace_When_Read_Expect_BothSetAside()
    {
        KeyDescription one = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeyDescription two = await _ring.Keys.CreateKeyAsync(new KeySlot(KeyPurpose.Signing, "other"));
        IReadOnlyList<StoredKey> stored = (await _ring.Store.ReadAsync()).Keys;
        _ring.Store.Show = key => key.Id == one.Id ? key with { Container = Container(two) } : key.Id == two.Id ? key with { Container = Container(one) } : key;
        using QuantumKeyManager after = _ring.Open();

        Assert.Equal(2, (await after.ListUnreadableAsync()).Count);
        Assert.All(await after.ListUnreadableAsync(), static key => Assert.Contains("another key's place", key.Reason, StringComparison.Ordinal));

        ReadOnlyMemory<byte> Container(KeyDescription key) => stored.Single(k => k.Id == key.Id).Container;
    }

    [Fact]
    public async Task Given_AnOlderContainerUnderANewerRevision_When_Read_Expect_ItSetAside()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        StoredKey old = (await _ring.Store.ReadAsync()).Keys.Single(stored => stored.Id == key.Id);
        await _ring.Keys.MarkCompromisedAsync(key.Id, "lost");
        _ring.Store.Show = stored => stored.Id == key.Id ? stored with { Container = old.Container } : stored;
        using QuantumKeyManager after = _ring.Open();

        Assert.Single(await after.ListUnreadableAsync());
    }

    [Fact]
    public async Task Given_ADamagedAuditKey_When_TheRingIsChanged_Expect_TheLogRestartedAndSaid()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        Damage((await _ring.Keys.ListAsync()).Single(static key => key.Slot == KeyPurpose.Audit).Id);
        using QuantumKeyManager after = _ring.Open();
        await after.RotateAsync(TestRing.Signing);
        await after.RotateAsync(TestRing.Signing);

        AuditReport report = await _ring.VerifyAuditAsync();
        Assert.Equal((3L, AuditFault.Restarted), (Assert.Single(report.Findings).Sequence, report.Findings[0].Fault));
        Assert.Equal(AuditAction.RestartAudit, report.Entries[2].Action);
    }

    private void Damage(KeyId id) => _ring.Store.Show = key =>
    {
        if (key.Id != id)
            return key;
        byte[] container = key.Container.ToArray();
        container[^1] ^= 1;
        return key with { Container = container };
    };
}
