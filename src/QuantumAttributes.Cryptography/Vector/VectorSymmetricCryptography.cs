using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// AES-256-GCM in the processor's instructions, and HMAC and HKDF with SHA-256 of our own: for messages of a few blocks, where the platform
/// spends most of its time on finding the algorithm. Longer ones, and HKDF with other hashes, are the platform's.
/// </summary>
internal sealed class VectorSymmetricCryptography : SymmetricCryptography
{
    // From where on the platform's SHA-256, which has instructions of its own, is quicker.
    private const int LongMessage = 512;

    private const int MaxInfo = 128;

    private VectorSymmetricCryptography()
    {
    }

    public static VectorSymmetricCryptography Instance { get; } = new();

    /// <summary>Whether the processor has what it takes.</summary>
    public static bool IsSupported => VectorAes256Gcm.IsSupported;

    public override Aes256Gcm CreateAes256Gcm(ReadOnlySpan<byte> key) => new VectorAes256Gcm(key);

    public override void HmacSha256(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        if (key.Length > Sha256Compression.BlockSize || message.Length > LongMessage)
        {
            Platform.HmacSha256(key, message, mac);
            return;
        }

        using HmacSha256Key hmac = new(stackalloc uint[HmacSha256Key.Size], key);
        hmac.Compute(message, mac);
    }

    // HMAC under the salt (RFC 5869, section 2.2).
    public override void HkdfExtract(HashAlgorithmName hash, ReadOnlySpan<byte> inputKeyMaterial, ReadOnlySpan<byte> salt, Span<byte> prk)
    {
        if (hash == HashAlgorithmName.SHA256)
            HmacSha256(salt, inputKeyMaterial, prk);
        else
            Platform.HkdfExtract(hash, inputKeyMaterial, salt, prk);
    }

    public override void HkdfExpand(HashAlgorithmName hash, ReadOnlySpan<byte> prk, Span<byte> output, ReadOnlySpan<byte> info)
    {
        if (!IsOurs(hash, info))
        {
            Platform.HkdfExpand(hash, prk, output, info);
            return;
        }

        using HmacSha256Key hmac = new(stackalloc uint[HmacSha256Key.Size], prk);
        Expand(in hmac, output, info);
    }

    public override void HkdfExpand(HashAlgorithmName hash, ReadOnlySpan<byte> prk, Expansion first, Expansion second, Expansion third)
    {
        if (!IsOurs(hash, first.Info) || !IsOurs(hash, second.Info) || !IsOurs(hash, third.Info))
        {
            base.HkdfExpand(hash, prk, first, second, third);
            return;
        }

        using HmacSha256Key hmac = new(stackalloc uint[HmacSha256Key.Size], prk);
        Expand(in hmac, first.Output, first.Info);
        Expand(in hmac, second.Output, second.Info);
        Expand(in hmac, third.Output, third.Info);
    }

    private static bool IsOurs(HashAlgorithmName hash, ReadOnlySpan<byte> info) => hash == HashAlgorithmName.SHA256 && info.Length <= MaxInfo;

    // T(i) = HMAC(PRK, T(i-1) | info | i), and T(0) is empty.
    private static void Expand(ref readonly HmacSha256Key hmac, Span<byte> output, ReadOnlySpan<byte> info)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(output.Length, byte.MaxValue * SHA256.HashSizeInBytes);
        Span<byte> input = stackalloc byte[SHA256.HashSizeInBytes + MaxInfo + 1];
        Span<byte> previous = input[..SHA256.HashSizeInBytes];
        info.CopyTo(input[previous.Length..]);
        ref byte number = ref input[previous.Length + info.Length];
        int start = previous.Length;
        for (; !output.IsEmpty; output = output[Math.Min(output.Length, previous.Length)..])
        {
            number++;
            hmac.Compute(input[start..(previous.Length + info.Length + 1)], previous);
            start = 0;
            previous[..Math.Min(output.Length, previous.Length)].CopyTo(output);
        }

        CryptographicOperations.ZeroMemory(input);
    }
}
