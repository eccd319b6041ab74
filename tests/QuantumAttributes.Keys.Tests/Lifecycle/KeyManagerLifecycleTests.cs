using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Audit;

namespace QuantumAttributes.Keys.Tests;

public sealed class KeyManagerLifecycleTests : IDisposable
{
    private static readonly byte[] _data = [1, 2, 3];
    private readonly TestRing _ring = new();

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task Given_AnEmptySlot_When_AKeyIsCreated_Expect_ItActive()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);

        Assert.Equal((KeyState.Active, 1, 1L, "ML-DSA-65"), (key.State, key.Generation, key.Revision, key.Algorithm));
        Assert.Equal(_ring.Time.GetUtcNow(), key.Activation);
        Assert.Equal(key.Activation.AddDays(100), key.ActiveUntil);
        Assert.Equal(key.ActiveUntil.AddDays(730), key.End);
    }

    [Fact]
    public async Task Given_AnActiveKey_When_AnotherIsCreated_Expect_ItWaiting()
    {
        KeyDescription active = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeyDescription waiting = await _ring.Keys.CreateKeyAsync(TestRing.Signing);

        Assert.Equal((KeyState.PreActivation, 2), (waiting.State, waiting.Generation));
        Assert.Equal(active.Id, (await _ring.Keys.SignAsync(TestRing.Signing, _data)).KeyId);
        await Assert.ThrowsAsync<KeyStateException>(async () => await _ring.Keys.SignAsync(waiting.Id, _data));
    }

    [Fact]
    public async Task Given_AWaitingKey_When_Activated_Expect_ItInPlaceOfTheOneBefore()
    {
        KeyDescription active = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeyDescription waiting = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        _ring.Time.Advance(TimeSpan.FromDays(5));

        KeyDescription activated = await _ring.Keys.ActivateAsync(waiting.Id);

        Assert.Equal((KeyState.Active, _ring.Time.GetUtcNow()), (activated.State, activated.Activation));
        Assert.Equal([KeyState.Deactivated, KeyState.Active], await StatesAsync(TestRing.Signing));
        Assert.Equal(waiting.Id, (await _ring.Keys.SignAsync(TestRing.Signing, _data)).KeyId);
        await Assert.ThrowsAsync<KeyStateException>(async () => await _ring.Keys.SignAsync(active.Id, _data));
    }

    [Fact]
    public async Task Given_AnActiveKey_When_Rotated_Expect_ANewOneAndTheOldOneStillVerifying()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeySignature before = await _ring.Keys.SignAsync(TestRing.Signing, _data);

        KeyDescription after = await _ring.Keys.RotateAsync(TestRing.Signing);

        Assert.Equal((KeyState.Active, 2), (after.State, after.Generation));
        Assert.True(await _ring.Keys.VerifyAsync(before, _data));
        Assert.Equal(after.Id, (await _ring.Keys.SignAsync(TestRing.Signing, _data)).KeyId);
    }

    [Fact]
    public async Task Given_AnotherAlgorithm_When_Rotated_Expect_ItAndTheOldSignaturesStillVerifying()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing, "ML-DSA-44");
        KeySignature before = await _ring.Keys.SignAsync(TestRing.Signing, _data);

        KeyDescription after = await _ring.Keys.RotateAsync(TestRing.Signing, "ML-DSA-87");

        Assert.Equal("ML-DSA-87", after.Algorithm);
        Assert.True(await _ring.Keys.VerifyAsync(before, _data));
        Assert.True(await _ring.Keys.VerifyAsync(await _ring.Keys.SignAsync(TestRing.Signing, _data), _data));
    }

    [Fact]
    public async Task Given_AWaitingKey_When_Rotated_Expect_ItActivated()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeyDescription waiting = await _ring.Keys.CreateKeyAsync(TestRing.Signing, "ML-DSA-44");

        Assert.Equal(waiting.Id, (await _ring.Keys.RotateAsync(TestRing.Signing)).Id);
    }

    // The overtaken key waits for nothing any more; once it was tried again at each rotation, which failed for good.
    [Fact]
    public async Task Given_AWaitingKeyThatWasOvertaken_When_Rotated_Expect_ANewKey()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeyDescription waiting = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        await _ring.Keys.RotateAsync(TestRing.Signing, "ML-DSA-87");

        Assert.Equal(4, (await _ring.Keys.RotateAsync(TestRing.Signing, "ML-DSA-65")).Generation);
        await Assert.ThrowsAsync<KeyStateException>(async () => await _ring.Keys.ActivateAsync(waiting.Id));
    }

    [Fact]
    public async Task Given_ADeactivatedKey_When_Used_Expect_VerifyingAndOpeningOnly()
    {
        KeyDescription signing = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeySignature signature = await _ring.Keys.SignAsync(TestRing.Signing, _data);
        KeyDescription sealing = await _ring.Keys.CreateKeyAsync(TestRing.Sealing);
        using KeyEncapsulation encapsulation = await _ring.Keys.EncapsulateAsync(TestRing.Sealing);
        byte[] sealedData = await _ring.Keys.SealAsync(TestRing.Sealing, _data);
        await _ring.Keys.DeactivateAsync(signing.Id);
        await _ring.Keys.DeactivateAsync(sealing.Id);

        Assert.True(await _ring.Keys.VerifyAsync(signature, _data));
        Assert.Equal(_data, await _ring.Keys.OpenAsync(TestRing.Sealing, sealedData));
        Assert.Equal(encapsulation.SharedSecret.ToArray(), await _ring.Keys.DecapsulateAsync(sealing.Id, encapsulation.Ciphertext));
        await Assert.ThrowsAsync<UnknownKeyException>(async () => await _ring.Keys.SignAsync(TestRing.Signing, _data));
        await Assert.ThrowsAsync<KeyStateException>(async () => await _ring.Keys.SignAsync(signing.Id, _data));
        await Assert.ThrowsAsync<UnknownKeyException>(async () => await _ring.Keys.SealAsync(TestRing.Sealing, _data));
        await Assert.ThrowsAsync<UnknownKeyException>(async () => await _ring.Keys.EncapsulateAsync(TestRing.Sealing));
    }

    [Fact]
    public async Task Given_ACompromisedKey_When_Used_Expect_Nothing()
    {
        KeyDescription signing = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeySignature signature = await _ring.Keys.SignAsync(TestRing.Signing, _data);
        KeyDescription sealing = await _ring.Keys.CreateKeyAsync(TestRing.Sealing);
        using KeyEncapsulation encapsulation = await _ring.Keys.EncapsulateAsync(TestRing.Sealing);
        byte[] sealedData = await _ring.Keys.SealAsync(TestRing.Sealing, _data);
        await _ring.Keys.MarkCompromisedAsync(signing.Id, "lost");
        KeyDescription marked = await _ring.Keys.MarkCompromisedAsync(sealing.Id, "lost");

        Assert.Equal((KeyState.Compromised, "lost"), (marked.State, marked.Reason));
        Assert.False(await _ring.Keys.VerifyAsync(signature, _data));
        await Assert.ThrowsAsync<CryptographicException>(async () => await _ring.Keys.OpenAsync(TestRing.Sealing, sealedData));
        await Assert.ThrowsAsync<KeyStateException>(async () => await _ring.Keys.DecapsulateAsync(sealing.Id, encapsulation.Ciphertext));
        await Assert.ThrowsAsync<UnknownKeyException>(async () => await _ring.Keys.SignAsync(TestRing.Signing, _data));
    }

    [Fact]
    public async Task Given_ACompromisedKey_When_Destroyed_Expect_TheReasonAndNoSecretInTheStore()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        await _ring.Keys.MarkCompromisedAsync(key.Id, "lost");
        int before = (await _ring.Store.ReadAsync()).Keys.Single(stored => stored.Id == key.Id).Container.Length;

        KeyDescription destroyed = await _ring.Keys.DestroyAsync(key.Id, "no use");

        Assert.Equal((KeyState.Destroyed, "no use"), (destroyed.State, destroyed.Reason));
        int after = (await _ring.Store.ReadAsync()).Keys.Single(stored => stored.Id == key.Id).Container.Length;
        Assert.Equal(1 + 32, before - after + ("no use".Length - "lost".Length)); // the form and the seed
        await Assert.ThrowsAsync<KeyStateException>(async () => await _ring.Keys.ExportPrivateKeyAsync(key.Id, "password".AsMemory()));
    }

    [Fact]
    public async Task Given_AKeyInUse_When_Destroyed_Expect_ItsSecretDisposed()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        SigningKey lent = _ring.Keys.ActiveSigningKey(TestRing.Signing);
        KeyId id = (await _ring.Keys.ListAsync()).Single(static key => key.Slot == TestRing.Signing).Id;
        await _ring.Keys.DeactivateAsync(id);
        Assert.NotEmpty(lent.Sign(_data));

        await _ring.Keys.DestroyAsync(id, "test");

        Assert.Throws<ObjectDisposedException>(() => lent.Sign(_data));
    }

    [Fact]
    public async Task Given_KeysInEachState_When_MovedIllegally_Expect_KeyStateException()
    {
        QuantumKeyManager keys = _ring.Keys;
        KeyId active = (await keys.CreateKeyAsync(TestRing.Signing)).Id;
        await Refused(() => keys.ActivateAsync(active));
        await Refused(() => keys.DestroyAsync(active, "test"));
        KeyId waiting = (await keys.CreateKeyAsync(TestRing.Signing)).Id;
        await Refused(() => keys.DeactivateAsync(waiting));

        await keys.DeactivateAsync(active);
        await Refused(() => keys.ActivateAsync(active));
        await Refused(() => keys.DeactivateAsync(active));
        await keys.MarkCompromisedAsync(active, "test");
        await Refused(() => keys.ActivateAsync(active));
        await Refused(() => keys.DeactivateAsync(active));
        await Refused(() => keys.MarkCompromisedAsync(active, "test"));
        await keys.DestroyAsync(active, "test");
        await Refused(() => keys.ActivateAsync(active));
        await Refused(() => keys.DeactivateAsync(active));
        await Refused(() => keys.MarkCompromisedAsync(active, "test"));
        await Refused(() => keys.DestroyAsync(active, "test"));

        static async Task Refused(Func<ValueTask<KeyDescription>> move) => await Assert.ThrowsAsync<KeyStateException>(async () => await move());
    }

    [Fact]
    public async Task Given_AnUnknownId_When_AnythingIsAsked_Expect_UnknownKeyException()
    {
        QuantumKeyManager keys = _ring.Keys;
        KeyId unknown = KeyId.Parse("00112233445566778899aabbccddeeff");

        await Unknown(async () => await keys.ActivateAsync(unknown));
        await Unknown(async () => await keys.DeactivateAsync(unknown));
        await Unknown(async () => await keys.MarkCompromisedAsync(unknown, "test"));
        await Unknown(async () => await keys.DestroyAsync(unknown, "test"));
        await Unknown(async () => await keys.ExportPrivateKeyAsync(unknown, "password".AsMemory()));
        await Unknown(async () => await keys.SignAsync(unknown, _data));
        await Unknown(async () => await keys.DecapsulateAsync(unknown, _data));
        Assert.False(await keys.VerifyAsync(new KeySignature(unknown, _data), _data));

        static async Task Unknown(Func<Task> ask) => Assert.Contains("00112233", (await Assert.ThrowsAsync<UnknownKeyException>(ask)).Message);
    }

    [Fact]
    public async Task Given_AReasonOfAnyLengthAllowed_When_AKeyIsMarked_Expect_AnotherManagerReadsIt()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        string reason = new('ü', KeyDescription.MaxReasonLength);
        await Assert.ThrowsAsync<ArgumentException>(async () => await _ring.Keys.MarkCompromisedAsync(key.Id, reason + "x"));
        await _ring.Keys.MarkCompromisedAsync(key.Id, reason);

        using QuantumKeyManager other = _ring.Open();
        Assert.Equal(reason, (await other.ListAsync()).Single(k => k.Id == key.Id).Reason);
    }

    [Fact]
    public async Task Given_ACrashBetweenTheKeysOfARotation_When_TheNewKeyIsTakenAway_Expect_TheOldOneNotBack()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        _ring.Store.WritesFirstKeyOnly = true;
        await _ring.Keys.RotateAsync(TestRing.Signing);
        _ring.Store.WritesFirstKeyOnly = false;
        using QuantumKeyManager after = _ring.Open();
        Assert.Equal([KeyState.Deactivated, KeyState.Active], await StatesAsync(TestRing.Signing, after));

        await after.DeactivateAsync((await after.SignAsync(TestRing.Signing, _data)).KeyId);

        Assert.Equal([KeyState.Deactivated, KeyState.Deactivated], await StatesAsync(TestRing.Signing, after));
    }

    [Fact]
    public async Task Given_ALongLife_When_TheAuditLogIsVerified_Expect_EachChangeInIt()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        await _ring.Keys.RotateAsync(TestRing.Signing);
        await _ring.Keys.MarkCompromisedAsync(key.Id, "lost");
        await _ring.Keys.DestroyAsync(key.Id, "gone");

        AuditReport report = await _ring.VerifyAuditAsync();

        Assert.Empty(report.Findings);
        Assert.Equal(
            [
                AuditAction.Create, AuditAction.Create, AuditAction.Create, AuditAction.Deactivate, AuditAction.MarkCompromised,
                AuditAction.Destroy,
            ],
            report.Entries.Select(static entry => entry.Action));
        Assert.Equal("lost", report.Entries[4].Detail);
    }

    private async Task<IEnumerable<KeyState>> StatesAsync(KeySlot slot, QuantumKeyManager? keys = null) =>
        (await (keys ?? _ring.Keys).ListAsync()).Where(key => key.Slot == slot).Select(static key => key.State);
}
