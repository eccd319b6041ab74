namespace QuantumAttributes.Cryptography;

/// <summary>Hashes a message into a span that is long enough. Returns the size of the hash, in bytes.</summary>
internal delegate int PreHash(ReadOnlySpan<byte> message, Span<byte> hash);

/// <summary>What makes one composite of the construction (draft-ietf-lamps-pq-composite-sigs-13, section 7).</summary>
internal sealed class CompositeParameters(string mlDsa)
{
    // Found when used: the descriptors of several files are made in no certain order.
    private readonly Lazy<SignatureAlgorithm> _mlDsa = new(() => SignatureAlgorithm.Parse(mlDsa));

    /// <summary>The size of the longest hash, in bytes.</summary>
    public const int MaxHashSize = 64;

    /// <summary>The label, in ASCII.</summary>
    public required byte[] Label { get; init; }

    /// <summary>The function PH, a collision-resistant hash.</summary>
    public required PreHash PreHash { get; init; }

    /// <summary>The traditional part.</summary>
    public required TraditionalAlgorithm Traditional { get; init; }

    /// <summary>The ML-DSA part.</summary>
    public SignatureAlgorithm MLDsa => _mlDsa.Value;

    /// <summary>SHAKE256 with 64 bytes of output, the pre-hash function of Ed448ph (RFC 8032, section 5.2).</summary>
    public static int Shake256(ReadOnlySpan<byte> message, Span<byte> hash)
    {
        Sha3.Shake256(message, hash[..MaxHashSize]);
        return MaxHashSize;
    }
}
