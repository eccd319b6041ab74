using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>TBSCertificate (RFC 5280, section 4.1), as far as it is read here: the platform reads the rest.</summary>
internal static class TbsCertificate
{
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The encoded signature algorithm.</summary>
    /// <exception cref="CryptographicException">The encoding is not DER.</exception>
    public static ReadOnlySpan<byte> ReadAlgorithm(ReadOnlySpan<byte> source)
    {
        DerReader certificate = new DerReader(source).ReadSequence();
        if (certificate.NextIs(VersionTag))
            certificate.Skip(VersionTag);
        certificate.Skip(Asn1Tag.Integer);
        return certificate.ReadEncoded(Asn1Tag.Sequence);
    }
}
