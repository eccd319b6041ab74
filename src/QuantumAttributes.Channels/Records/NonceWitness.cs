using System.Security.Cryptography;

namespace QuantumAttributes.Channels.Records;

/// <summary>
/// Tells tests of each encryption of a record, by a digest of its key and its nonce: they hold that no pair comes twice. Nothing else
/// listens, and keys do not pass through here.
/// </summary>
internal static class NonceWitness
{
    /// <summary>Called for each encryption, from any thread, while a test listens.</summary>
    public static Action<UInt128, UInt128>? Encrypting { get; set; }

    /// <summary>Names a key; zero while nobody listens.</summary>
    public static UInt128 NameOf(ReadOnlySpan<byte> key)
    {
        if (Encrypting is null)
            return default;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    /// <summary>Tells of an encryption under a key that had a name.</summary>
    public static void Tell(UInt128 key, ReadOnlySpan<byte> nonce)
    {
        if (key == default || Encrypting is not { } encrypting)
            return;
        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        nonce.CopyTo(padded);
        encrypting(key, System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(padded));
    }
}
