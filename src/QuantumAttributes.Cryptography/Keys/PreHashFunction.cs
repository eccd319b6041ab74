using System.Collections.Frozen;
using System.Formats.Asn1;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The hash functions of pre-hash signatures (FIPS 204, section 5.4.1; FIPS 205, section 10.2.2): the approved ones, each with the
/// size of its output in bytes.
/// </summary>
internal static class PreHashFunction
{
    private static readonly FrozenDictionary<string, int> Sizes = new Dictionary<string, int>
    {
        ["2.16.840.1.101.3.4.2.1"] = 32, // SHA-256
        ["2.16.840.1.101.3.4.2.2"] = 48, // SHA-384
        ["2.16.840.1.101.3.4.2.3"] = 64, // SHA-512
        ["2.16.840.1.101.3.4.2.4"] = 28, // SHA-224
        ["2.16.840.1.101.3.4.2.5"] = 28, // SHA-512/224
        ["2.16.840.1.101.3.4.2.6"] = 32, // SHA-512/256
        ["2.16.840.1.101.3.4.2.7"] = 28, // SHA3-224
        ["2.16.840.1.101.3.4.2.8"] = 32, // SHA3-256
        ["2.16.840.1.101.3.4.2.9"] = 48, // SHA3-384
        ["2.16.840.1.101.3.4.2.10"] = 64, // SHA3-512
        ["2.16.840.1.101.3.4.2.11"] = 32, // SHAKE128, 256 bits
        ["2.16.840.1.101.3.4.2.12"] = 64, // SHAKE256, 512 bits
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, byte[]> EncodedOids = Sizes.Keys.ToFrozenDictionary(static oid => oid, Encode);

    /// <summary>The DER of an approved function's object identifier, as FIPS 204 and 205 put it before the hash.</summary>
    public static byte[] EncodedOid(string hashAlgorithmOid) => EncodedOids[hashAlgorithmOid];

    /// <exception cref="ArgumentException">The function is not an approved one, or its hashes have another size.</exception>
    public static void Check(ReadOnlySpan<byte> hash, string hashAlgorithmOid)
    {
        ArgumentNullException.ThrowIfNull(hashAlgorithmOid);
        if (!Sizes.TryGetValue(hashAlgorithmOid, out int size))
            throw new ArgumentException("The hash function is none that FIPS 204 and 205 approve.", nameof(hashAlgorithmOid));
        KeyErrors.CheckBufferSize(hash.Length, size, "hash", nameof(hash));
    }

    private static byte[] Encode(string oid)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }
}
