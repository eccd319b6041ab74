using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// PKCS#8 that holds a good key beside something that does not belong to it. The writers see zeros in the place of the secret:
/// their buffers move, and nobody zeroes what they leave behind.
/// </summary>
internal static class DisagreeingPkcs8
{
    /// <summary>OneAsymmetricKey of version 2 (RFC 5958, section 2), with a public key that another key has.</summary>
    public static SecretBytes WithWrongPublicKey(AsymmetricPrivateKey key)
    {
        byte[] publicKey = key.ExportPublicKey();
        publicKey[0] ^= 1;
        byte[] pkcs8 = key.ExportPkcs8PrivateKey();
        ReadOnlySpan<byte> contents = Pkcs8PrivateKey.Read(pkcs8).PrivateKey;

        AsnWriter last = new(AsnEncodingRules.DER);
        last.WriteBitString(publicKey, tag: new Asn1Tag(TagClass.ContextSpecific, 1));
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            AlgorithmIdentifier.Write(writer, key.Algorithm.Oid!);
            writer.WriteOctetString(new byte[contents.Length]);
            last.CopyTo(writer);
        }

        SecretBytes encoded = new(writer.GetEncodedLength());
        writer.Encode(encoded.Span);
        contents.CopyTo(encoded.Span[^(contents.Length + last.GetEncodedLength())..]);
        CryptographicOperations.ZeroMemory(pkcs8);
        return encoded;
    }

    /// <summary>
    /// The CHOICE of RFC 9881, section 6, and RFC 9935, section 6, that has both forms, of one key and almost the same.
    /// </summary>
    public static SecretBytes WithWrongExpandedKey(AsymmetricPrivateKey key)
    {
        int seedSize = key.Algorithm.SeedSize!.Value;
        int expandedSize = key.Algorithm.ExpandedPrivateKeySize!.Value;
        AsnWriter last = new(AsnEncodingRules.DER);
        last.WriteOctetString(new byte[expandedSize]);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            AlgorithmIdentifier.Write(writer, key.Algorithm.Oid!);
            using (writer.PushOctetString())
            using (writer.PushSequence())
            {
                writer.WriteOctetString(new byte[seedSize]);
                last.CopyTo(writer);
            }
        }

        SecretBytes encoded = new(writer.GetEncodedLength());
        writer.Encode(encoded.Span);
        key.ExportSeed(encoded.Span[^(seedSize + last.GetEncodedLength())..^last.GetEncodedLength()]);
        key.ExportExpanded(encoded.Span[^expandedSize..]);
        encoded.Span[^1] ^= 1;
        return encoded;
    }
}
