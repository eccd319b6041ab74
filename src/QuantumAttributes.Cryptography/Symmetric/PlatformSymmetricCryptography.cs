using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>AES-256-GCM, HMAC and HKDF of the platform.</summary>
internal sealed class PlatformSymmetricCryptography : SymmetricCryptography
{
    public override Aes256Gcm CreateAes256Gcm(ReadOnlySpan<byte> key) => new PlatformAes256Gcm(key);

    public override void HmacSha256(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> mac) => HMACSHA256.HashData(key, message, mac);

    // As the HMAC that it is: HKDF.Extract of OpenSSL 3 fails for an empty IKM, and is no quicker.
    public override void HkdfExtract(HashAlgorithmName hash, ReadOnlySpan<byte> inputKeyMaterial, ReadOnlySpan<byte> salt, Span<byte> prk) =>
        CryptographicOperations.HmacData(hash, salt, inputKeyMaterial, prk);

    public override void HkdfExpand(HashAlgorithmName hash, ReadOnlySpan<byte> prk, Span<byte> output, ReadOnlySpan<byte> info) =>
        HKDF.Expand(hash, prk, output, info);
}
