using System.Formats.Asn1;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// AlgorithmIdentifier (RFC 5280, section 4.1.1.2) without parameters: RFC 9881, RFC 9909 and RFC 9935 demand their absence.
/// </summary>
internal static class AlgorithmIdentifier
{
    public static void Write(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(oid);
    }

    public static byte[] Encode(string oid)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        Write(writer, oid);
        return writer.Encode();
    }
}
