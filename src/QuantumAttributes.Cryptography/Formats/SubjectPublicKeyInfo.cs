using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7): an algorithm without parameters and the raw public key in a bit string.
/// </summary>
internal readonly ref struct SubjectPublicKeyInfo
{
    public required string Oid { get; init; }

    public required ReadOnlySpan<byte> PublicKey { get; init; }

    /// <exception cref="CryptographicException">The encoding is not DER, has parameters, or has trailing data.</exception>
    public static SubjectPublicKeyInfo Read(ReadOnlySpan<byte> source)
    {
        DerReader outer = new(source);
        DerReader info = outer.ReadSequence();
        outer.ThrowIfNotAtEnd();
        string oid = info.ReadAlgorithmWithoutParameters();
        ReadOnlySpan<byte> publicKey = info.ReadBitString();
        info.ThrowIfNotAtEnd();
        return new SubjectPublicKeyInfo { Oid = oid, PublicKey = publicKey };
    }

    public static byte[] Write(string oid, ReadOnlySpan<byte> publicKey)
    {
        AsnWriter writer = new(AsnEncodingRules.DER, publicKey.Length + 64);
        using (writer.PushSequence())
        {
            AlgorithmIdentifier.Write(writer, oid);
            writer.WriteBitString(publicKey);
        }

        return writer.Encode();
    }
}
