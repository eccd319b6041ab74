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
        if (hash != HashAlgorithmName.SHA256 || info.Length > MaxInfo)
        {
            Platform.HkdfExpand(hash, prk, output, info);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(output.Length, byte.MaxValue * SHA256.HashSizeInBytes);

        // T(i) = HMAC(PRK, T(i-1) | info | i), and T(0) is empty.
        using HmacSha256Key hmac = new(stackalloc uint[HmacSha256Key.Size], prk);
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

    // T(1) of each, which is all that they take.
    public override void HkdfExpand(HashAlgorithmName hash, ReadOnlySpan<byte> prk, Expansion first, Expansion second, Expansion third)
    {
        if (hash != HashAlgorithmName.SHA256 || !IsShort(first) || !IsShort(second) || !IsShort(third))
        {
            base.HkdfExpand(hash, prk, first, second, third);
            return;
        }

        using HmacSha256Key hmac = new(stackalloc uint[HmacSha256Key.Size], prk);
        Span<byte> blocks = stackalloc byte[Sha256Lanes.Count * Sha256Compression.BlockSize];
        Span<byte> macs = stackalloc byte[Sha256Lanes.Count * SHA256.HashSizeInBytes];
        blocks.Clear();
        hmac.ComputeFour(blocks, [Begin(blocks, 0, first), Begin(blocks, 1, second), Begin(blocks, 2, third), 0], macs);
        End(macs, 0, first);
        End(macs, 1, second);
        End(macs, 2, third);
        CryptographicOperations.ZeroMemory(macs);
    }

    private static bool IsShort(Expansion expansion) =>
        expansion.Info.Length < HmacSha256Key.MaxShortMessage && expansion.Output.Length <= SHA256.HashSizeInBytes;

    // info | 1; returns the length.
    private static int Begin(Span<byte> blocks, int lane, Expansion expansion)
    {
        Span<byte> block = blocks.Slice(lane * Sha256Compression.BlockSize, Sha256Compression.BlockSize);
        expansion.Info.CopyTo(block);
        block[expansion.Info.Length] = 1;
        return expansion.Info.Length + 1;
    }

    private static void End(ReadOnlySpan<byte> macs, int lane, Expansion expansion) =>
        macs.Slice(lane * SHA256.HashSizeInBytes, expansion.Output.Length).CopyTo(expansion.Output);
}
