using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// OneAsymmetricKey (RFC 5958, section 2): version, algorithm without parameters, private key, and optionally attributes, which
/// are
/// passed over, and in version 2 the public key.
/// </summary>
internal readonly ref struct Pkcs8PrivateKey
{
    private const int Version1 = 0;
    private const int Version2 = 1;

    private static readonly Asn1Tag AttributesTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag PublicKeyTag = new(TagClass.ContextSpecific, 1);

    public required string Oid { get; init; }

    /// <summary>
    /// The contents of the privateKey octet string; what they are, the algorithm's <see cref="PrivateKeyEncoding"/> knows.
    /// </summary>
    public required ReadOnlySpan<byte> PrivateKey { get; init; }

    public required bool HasPublicKey { get; init; }

    public required ReadOnlySpan<byte> PublicKey { get; init; }

    /// <exception cref="CryptographicException">
    /// The encoding is not DER, has parameters, an unknown version, or trailing data.
    /// </exception>
    public static Pkcs8PrivateKey Read(ReadOnlySpan<byte> source)
    {
        DerReader outer = new(source);
        DerReader info = outer.ReadSequence();
        outer.ThrowIfNotAtEnd();

        int version = info.ReadSmallInteger();
        if (version is not (Version1 or Version2))
            throw new CryptographicException("The PKCS#8 version is not one of RFC 5958.");
        string oid = info.ReadAlgorithmWithoutParameters();
        ReadOnlySpan<byte> privateKey = info.ReadOctetString();
        if (info.NextIs(AttributesTag))
            info.Skip(AttributesTag);
        bool hasPublicKey = version == Version2 && info.NextIs(PublicKeyTag);
        ReadOnlySpan<byte> publicKey = hasPublicKey ? info.ReadBitString(PublicKeyTag) : default;
        info.ThrowIfNotAtEnd();
        return new Pkcs8PrivateKey { Oid = oid, PrivateKey = privateKey, HasPublicKey = hasPublicKey, PublicKey = publicKey };
    }

    /// <summary>
    /// Writes the seed where there is one, else the expanded key, into a pinned array: the one copy there is for the caller to zero.
    /// </summary>
    public static byte[] Write(string oid, PrivateKeyEncoding encoding, PrivateKeyParts parts)
    {
        // The writer's buffers move with the collector and leave copies behind. It is shown zeros; the secret, which ends every
        // encoding, is put over them where it stays.
        ReadOnlySpan<byte> secret = parts.HasSeed ? parts.Seed : parts.ExpandedKey;
        byte[] zeros = new byte[secret.Length];
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(Version1);
            AlgorithmIdentifier.Write(writer, oid);
            encoding.Write(writer, parts.HasSeed ? PrivateKeyParts.OfSeed(zeros) : PrivateKeyParts.OfExpandedKey(zeros));
        }

        byte[] encoded = GC.AllocateArray<byte>(writer.GetEncodedLength(), pinned: true);
        writer.Encode(encoded);
        secret.CopyTo(encoded.AsSpan(encoded.Length - secret.Length));
        return encoded;
    }
}
