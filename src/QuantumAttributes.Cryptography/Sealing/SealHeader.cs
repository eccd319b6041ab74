using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>What a sealed message begins with, before the encapsulated key: docs/quantum-seal.md.</summary>
internal static class SealHeader
{
    /// <summary>The size of the header, in bytes.</summary>
    public const int Size = 10;

    private const int KdfOffset = 6;
    private const int AeadOffset = 8;

    // The ids of KEM, KDF and AEAD are what a suite_id ends with (RFC 9180, section 5.1).
    private const int SuiteIdLabelSize = 4;

    private static ReadOnlySpan<byte> MagicAndVersion => "QSL\x01"u8;

    public static byte[] Write(HpkeSuite suite) => [.. MagicAndVersion, .. suite.Id.AsSpan(SuiteIdLabelSize)];

    /// <summary>Reads a header and finds the suite it names, whose KEM must be that of the recipient's key.</summary>
    /// <exception cref="CryptographicException">The version or the suite is unknown, or the KEM another.</exception>
    public static HpkeSuite Read(ReadOnlySpan<byte> header, KemAlgorithm recipient)
    {
        if (!header.StartsWith(MagicAndVersion))
            throw new CryptographicException("This is not a sealed message of version 1.");
        if (BinaryPrimitives.ReadUInt16BigEndian(header[MagicAndVersion.Length..]) != recipient.HpkeId)
            throw new CryptographicException($"The message was not sealed to a key of {recipient}.");

        HpkeKdf kdf = (HpkeKdf)BinaryPrimitives.ReadUInt16BigEndian(header[KdfOffset..]);
        HpkeAead aead = (HpkeAead)BinaryPrimitives.ReadUInt16BigEndian(header[AeadOffset..]);
        if (KeySchedule.Find(kdf) is null || AeadCipher.FindSizes(aead) is null || aead == HpkeAead.ExportOnly)
            throw new CryptographicException($"The message was sealed with an unknown KDF or AEAD: {kdf:X}, {aead:X}.");
        return new HpkeSuite(recipient, kdf, aead);
    }
}
