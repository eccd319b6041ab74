using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Sealing;

/// <summary>
/// Data sealed to a KEM key of the ring: <c>u8 1 | key id (16) | QuantumSeal</c>. The first 17 bytes are the seal's info, so that they are
/// authenticated with it.
/// </summary>
internal static class SealedData
{
    private const byte Version = 1;
    private const int HeaderSize = 1 + KeyId.Size;

    public static byte[] Seal(KeyId id, KemPublicKey recipient, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        header[0] = Version;
        id.CopyTo(header[1..]);
        return [.. header, .. QuantumSeal.Seal(recipient, plaintext, header, associatedData)];
    }

    /// <summary>The key that it says it is sealed to.</summary>
    public static bool TryReadKeyId(ReadOnlySpan<byte> sealedData, out KeyId id)
    {
        bool read = sealedData.Length > HeaderSize && sealedData[0] == Version;
        id = read ? new KeyId(sealedData[1..HeaderSize]) : default;
        return read;
    }

    /// <exception cref="CryptographicException">It is not authentic.</exception>
    public static byte[] Open(KemPrivateKey recipient, ReadOnlySpan<byte> sealedData, ReadOnlySpan<byte> associatedData) =>
        QuantumSeal.Open(recipient, sealedData[HeaderSize..], sealedData[..HeaderSize], associatedData);
}
