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

    public static byte[] Write(string oid, PrivateKeyEncoding encoding, PrivateKeyParts parts)
    {
        // The capacity is enough for the whole, so that the writer never leaves an outgrown buffer behind.
        AsnWriter writer = new(AsnEncodingRules.DER, parts.Seed.Length + parts.ExpandedKey.Length + 128);
        try
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(Version1);
                AlgorithmIdentifier.Write(writer, oid);
                encoding.Write(writer, parts);
            }

            return writer.Encode();
        }
        finally
        {
            writer.Reset(); // zeroes its buffer
        }
    }
}
