using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Tests;

public sealed class SealedDataTests : IAsyncLifetime
{
    private static readonly byte[] _plaintext = "an invoice"u8.ToArray();
    private readonly TestRing _ring = new();
    private KeyDescription _key = null!;
    private byte[] _sealed = null!;

    public async ValueTask InitializeAsync()
    {
        _key = await _ring.Keys.CreateKeyAsync(TestRing.Sealing);
        _sealed = await _ring.Keys.SealAsync(TestRing.Sealing, _plaintext, new byte[] { 1 });
    }

    public ValueTask DisposeAsync()
    {
        _ring.Dispose();
        return default;
    }

    [Fact]
    public async Task Given_SealedData_When_Opened_Expect_ThePlaintext() =>
        Assert.Equal(_plaintext, await _ring.Keys.OpenAsync(TestRing.Sealing, _sealed, new byte[] { 1 }));

    [Fact]
    public async Task Given_SealedData_When_OpenedWithTheExportedKey_Expect_ASealBehindVersionAndKeyId()
    {
        string pem = await _ring.Keys.ExportPrivateKeyAsync(_key.Id, "password".AsMemory());
        using KemPrivateKey key = KemPrivateKey.ImportFromEncryptedPem(pem, "password");

        byte[] header = [1, .. _key.Id.ToArray()];
        Assert.Equal(header, _sealed[..17]);
        Assert.Equal(_plaintext, QuantumSeal.Open(key, _sealed.AsSpan(17), header, [1]));
    }

    [Fact]
    public async Task Given_SealedData_When_ABitIsFlipped_Expect_OneErrorForAll()
    {
        for (int i = 0; i < _sealed.Length; i += i is >= 1 and < 17 ? 8 : 37) // the key id's bits each lead to a reading of the store
        {
            byte[] flipped = [.. _sealed];
            flipped[i] ^= 4;
            await RefusedAsync(flipped, [1]);
        }
    }

    [Fact]
    public async Task Given_SealedData_When_CutOff_Expect_OneErrorForAll()
    {
        foreach (int length in (int[])[0, 1, 16, 17, 18, 100, 17 + 1120, _sealed.Length - 1])
            await RefusedAsync(_sealed[..length], [1]);
    }

    [Fact]
    public async Task Given_OtherAssociatedData_When_Opened_Expect_Refused() => await RefusedAsync(_sealed, [2]);

    private async Task RefusedAsync(byte[] sealedData, byte[] associatedData)
    {
        Exception refusal = await Assert.ThrowsAsync<CryptographicException>(
            async () => await _ring.Keys.OpenAsync(TestRing.Sealing, sealedData, associatedData));
        Assert.Equal("The sealed data is not authentic, or its key opens nothing any more.", refusal.Message);
    }
}
