using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Audit;

namespace QuantumAttributes.Keys.Tests;

/// <summary>Keys that come from outside, and keys that go there.</summary>
public sealed class KeyImportTests : IDisposable
{
    private static readonly byte[] _data = [1, 2, 3];
    private readonly TestRing _ring = new();

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task Given_ASigningKey_When_Imported_Expect_ItSignsAndStaysTheCallers()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        KeyDescription imported = await _ring.Keys.ImportAsync(TestRing.Signing, key);

        Assert.Equal(KeyState.Active, imported.State);
        Assert.Equal(key.VerifyingKey.Export(), imported.PublicKey.ToArray());
        KeySignature signature = await _ring.Keys.SignAsync(TestRing.Signing, _data);
        Assert.True(key.VerifyingKey.Verify(_data, signature.Value.Span));
        await _ring.Keys.MarkCompromisedAsync(imported.Id, "test");
        await _ring.Keys.DestroyAsync(imported.Id, "test");
        Assert.NotEmpty(key.Sign(_data));
    }

    [Fact]
    public async Task Given_AKeyWithoutItsSeed_When_ImportedAndReadAgain_Expect_TheSameKey()
    {
        using SigningKey seeded = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        var expanded = new byte[SignatureAlgorithm.MLDsa44.ExpandedPrivateKeySize!.Value];
        seeded.ExportExpanded(expanded);
        using SigningKey key = SigningKey.ImportExpanded(SignatureAlgorithm.MLDsa44, expanded);
        await _ring.Keys.ImportAsync(TestRing.Signing, key);

        using QuantumKeyManager other = _ring.Open();
        KeySignature signature = await other.SignAsync(TestRing.Signing, _data);
        Assert.True(seeded.VerifyingKey.Verify(_data, signature.Value.Span));
    }

    [Fact]
    public async Task Given_AKeyThatTheRingHas_When_ImportedAgain_Expect_Refused()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        await _ring.Keys.ImportAsync(TestRing.Signing, key);

        var refused = await Assert.ThrowsAsync<KeyRingException>(
            async () => await _ring.Keys.ImportAsync(new KeySlot(KeyPurpose.Signing, "other"), key));
        Assert.Contains("already", refused.Message, StringComparison.Ordinal);
    }

    // Otherwise somebody could bring a compromised key back to life.
    [Fact]
    public async Task Given_AKeyThatWasDestroyed_When_ImportedAgain_Expect_Refused()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        KeyDescription imported = await _ring.Keys.ImportAsync(TestRing.Signing, key);
        await _ring.Keys.MarkCompromisedAsync(imported.Id, "stolen");
        await _ring.Keys.DestroyAsync(imported.Id, "stolen");

        await Assert.ThrowsAsync<KeyRingException>(async () => await _ring.Keys.ImportAsync(TestRing.Signing, key));
    }

    [Fact]
    public async Task Given_AKeyOfAnotherKind_When_Imported_Expect_KeyPurposeExceptionAndNothingWritten()
    {
        using SigningKey signing = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        using SigningKey nameless = SigningKey.Generate(SignatureAlgorithm.Falcon512Round3);
        using KemPrivateKey kem = KemPrivateKey.Generate(KemAlgorithm.XWing);
        using KemPrivateKey classical = KemPrivateKey.Generate(KemAlgorithm.DhKemX25519);

        foreach ((KeyPurpose purpose, AsymmetricPrivateKey key) in ((KeyPurpose, AsymmetricPrivateKey)[])
            [
                (KeyPurpose.Identity, kem), (KeyPurpose.Identity, nameless), (KeyPurpose.Signing, kem), (KeyPurpose.Sealing, signing),
                (KeyPurpose.Sealing, classical), (KeyPurpose.Channel, signing), (KeyPurpose.SessionTickets, kem), (KeyPurpose.Audit, nameless),
            ])
        {
            await Assert.ThrowsAsync<KeyPurposeException>(async () => await _ring.Keys.ImportAsync(purpose, key));
        }

        Assert.Empty((await _ring.Store.ReadAsync()).Keys);
    }

    [Fact]
    public async Task Given_ASigningKey_When_ExportedWithAPassword_Expect_TheSameKeyAndAnAuditEntry()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        string pem = await _ring.Keys.ExportPrivateKeyAsync(key.Id, "correct horse".AsMemory());

        using SigningKey exported = SigningKey.ImportFromEncryptedPem(pem, "correct horse");
        Assert.Equal(key.PublicKey.ToArray(), exported.VerifyingKey.Export());
        AuditReport report = await _ring.VerifyAuditAsync();
        Assert.Empty(report.Findings);
        Assert.Equal((AuditAction.ExportPrivateKey, key.Id), (report.Entries[^1].Action, report.Entries[^1].Key));
    }

    [Fact]
    public async Task Given_AKemKey_When_ExportedWithAPassword_Expect_TheSameKey()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Sealing, "ML-KEM-768");
        string pem = await _ring.Keys.ExportPrivateKeyAsync(key.Id, "correct horse".AsMemory());

        using KemPrivateKey exported = KemPrivateKey.ImportFromEncryptedPem(pem, "correct horse");
        Assert.Equal(key.PublicKey.ToArray(), exported.PublicKey.Export());
    }

    [Fact]
    public async Task Given_ASymmetricKey_When_Exported_Expect_KeyPurposeException()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Tickets);

        await Assert.ThrowsAsync<KeyPurposeException>(async () => await _ring.Keys.ExportPrivateKeyAsync(key.Id, "password".AsMemory()));
    }

    [Fact]
    public async Task Given_KeysInEachState_When_PublicKeysAreExported_Expect_ThoseThatVerifyOrAreAnnounced()
    {
        QuantumKeyManager keys = _ring.Keys;
        KeyId compromised = (await keys.CreateKeyAsync(TestRing.Signing)).Id;
        await keys.MarkCompromisedAsync(compromised, "test");
        KeyId destroyed = (await keys.CreateKeyAsync(TestRing.Signing)).Id;
        await keys.DeactivateAsync(destroyed);
        await keys.DestroyAsync(destroyed, "test");
        KeyId deactivated = (await keys.CreateKeyAsync(TestRing.Signing)).Id;
        KeyId active = (await keys.RotateAsync(TestRing.Signing)).Id;
        KeyId announced = (await keys.CreateKeyAsync(TestRing.Signing)).Id;
        KeyId identity = (await keys.CreateKeyAsync(KeyPurpose.Identity)).Id;
        await keys.CreateKeyAsync(TestRing.Sealing);
        await keys.CreateKeyAsync(new KeySlot(KeyPurpose.Signing, "nameless"), SignatureAlgorithm.Falcon512Round3.Name);
        KeyId audit = (await keys.ListAsync()).Single(static key => key.Slot.Purpose == KeyPurpose.Audit).Id;

        JsonWebKeySet set = await keys.ExportPublicKeysAsync();

        Assert.Equal(
            [audit.ToString(), identity.ToString(), announced.ToString(), active.ToString(), deactivated.ToString()],
            set.Entries.Select(static entry => entry.KeyId));
        KeySignature signature = await keys.SignAsync(TestRing.Signing, _data);
        Assert.True(set.FindAll(active.ToString())[0].Verify(_data, signature.Value.Span));
    }
}
