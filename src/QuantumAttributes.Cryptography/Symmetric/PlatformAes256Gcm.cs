using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>AES-256-GCM of the platform.</summary>
internal sealed class PlatformAes256Gcm(ReadOnlySpan<byte> key) : Aes256Gcm
{
    private readonly AesGcm _cipher = new(key, TagSize);

    public override void Encrypt(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> associatedData = default) =>
        _cipher.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);

    public override void Decrypt(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> associatedData = default) =>
        _cipher.Decrypt(nonce, ciphertext, tag, plaintext, associatedData);

    public override void Dispose() => _cipher.Dispose();
}
