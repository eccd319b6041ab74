using System.Formats.Asn1;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>A kind of classical key, as OpenSSL reads and writes it. Ours travel raw, or inside composites.</summary>
/// <param name="Oid">The algorithm.</param>
/// <param name="CurveOid">The curve, where the algorithm is that of all curves (RFC 5480).</param>
internal sealed record ClassicalKeyType(string Oid, string? CurveOid = null)
{
    private const string EcPublicKey = "1.2.840.10045.2.1";

    public static ClassicalKeyType OfCurve(string curveOid) => new(EcPublicKey, curveOid);

    /// <summary>ECPrivateKey (RFC 5915) without its optional parts.</summary>
    public static byte[] EcPrivateKey(byte[] scalar)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteOctetString(scalar);
        }

        return writer.Encode();
    }

    public byte[] WritePublicKeyInfo(byte[] publicKey)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteAlgorithm(writer);
            writer.WriteBitString(publicKey);
        }

        return writer.Encode();
    }

    /// <summary>PKCS#8 of an ECPrivateKey, or of a raw key, which RFC 8410 puts into an octet string of its own.</summary>
    public byte[] WritePrivateKeyInfo(byte[] privateKey)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            WriteAlgorithm(writer);
            if (CurveOid is null)
            {
                using (writer.PushOctetString())
                    writer.WriteOctetString(privateKey);
            }
            else
            {
                writer.WriteOctetString(privateKey);
            }
        }

        return writer.Encode();
    }

    /// <summary>The scalar, or the raw key, in PKCS#8.</summary>
    public byte[] ReadPrivateKeyInfo(byte[] pkcs8)
    {
        AsnReader info = new AsnReader(pkcs8, AsnEncodingRules.DER).ReadSequence();
        info.ReadInteger();
        info.ReadSequence();
        AsnReader key = new(info.ReadOctetString(), AsnEncodingRules.DER);
        if (CurveOid is null)
            return key.ReadOctetString();

        AsnReader ecPrivateKey = key.ReadSequence();
        ecPrivateKey.ReadInteger();
        return ecPrivateKey.ReadOctetString();
    }

    private void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oid);
            if (CurveOid is not null)
                writer.WriteObjectIdentifier(CurveOid);
        }
    }
}
