using System.Formats.Asn1;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// M', what a signature is over in the end (FIPS 204, Algorithms 2 and 4; FIPS 205, Algorithms 22 and 23): by hand, for
/// implementations that take it as it is.
/// </summary>
internal static class EncodedMessage
{
    public static byte[] Pure(byte[] message, byte[] context) => [0, (byte)context.Length, .. context, .. message];

    public static byte[] PreHash(byte[] hash, string hashOid, byte[] context)
    {
        AsnWriter oid = new(AsnEncodingRules.DER);
        oid.WriteObjectIdentifier(hashOid);
        return [1, (byte)context.Length, .. context, .. oid.Encode(), .. hash];
    }
}
