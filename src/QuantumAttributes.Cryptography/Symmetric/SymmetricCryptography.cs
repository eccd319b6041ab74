using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The symmetric cryptography around the algorithms: AES-256-GCM, HMAC and HKDF.</summary>
/// <remarks>Safe to use from many threads.</remarks>
internal abstract class SymmetricCryptography
{
    /// <summary>The platform's.</summary>
    public static SymmetricCryptography Platform { get; } = new PlatformSymmetricCryptography();

    /// <summary>What a provider brings along: ours in vector instructions, or the platform's.</summary>
    public static SymmetricCryptography Of(ICryptographyProvider provider) =>
        provider is VectorProvider && VectorSymmetricCryptography.IsSupported ? VectorSymmetricCryptography.Instance : Platform;

    /// <summary>AES-256-GCM under a key of 32 bytes, which is copied.</summary>
    public abstract Aes256Gcm CreateAes256Gcm(ReadOnlySpan<byte> key);

    /// <summary>HMAC-SHA-256 (FIPS 198-1).</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">The message.</param>
    /// <param name="mac">Receives 32 bytes.</param>
    public abstract void HmacSha256(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> mac);

    /// <summary>HKDF-Extract (RFC 5869, section 2.2).</summary>
    /// <param name="hash">SHA-256, SHA-384 or SHA-512.</param>
    /// <param name="inputKeyMaterial">IKM; may be empty.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="prk">Receives as many bytes as the hash has.</param>
    public abstract void HkdfExtract(HashAlgorithmName hash, ReadOnlySpan<byte> inputKeyMaterial, ReadOnlySpan<byte> salt, Span<byte> prk);

    /// <summary>HKDF-Expand (RFC 5869, section 2.3).</summary>
    /// <param name="hash">SHA-256, SHA-384 or SHA-512.</param>
    /// <param name="prk">As many bytes as the hash has.</param>
    /// <param name="output">Receives OKM: at most 255 times as many bytes as the hash has.</param>
    /// <param name="info">The context; may be empty.</param>
    public abstract void HkdfExpand(HashAlgorithmName hash, ReadOnlySpan<byte> prk, Span<byte> output, ReadOnlySpan<byte> info);

    /// <summary>HKDF-Expand three times with one PRK, which is made ready for it once where that can be.</summary>
    /// <param name="hash">SHA-256, SHA-384 or SHA-512.</param>
    /// <param name="prk">As many bytes as the hash has.</param>
    /// <param name="first">One expansion.</param>
    /// <param name="second">The next.</param>
    /// <param name="third">The last.</param>
    public virtual void HkdfExpand(HashAlgorithmName hash, ReadOnlySpan<byte> prk, Expansion first, Expansion second, Expansion third)
    {
        HkdfExpand(hash, prk, first.Output, first.Info);
        HkdfExpand(hash, prk, second.Output, second.Info);
        HkdfExpand(hash, prk, third.Output, third.Info);
    }

    /// <summary>What an expansion goes by, and where to.</summary>
    public readonly ref struct Expansion(Span<byte> output, ReadOnlySpan<byte> info)
    {
        /// <summary>Receives OKM.</summary>
        public Span<byte> Output { get; } = output;

        /// <summary>The context.</summary>
        public ReadOnlySpan<byte> Info { get; } = info;
    }
}
