using System.Formats.Asn1;
using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class Pkcs8Target : FuzzTarget
{
    public override string Name => "pkcs8";

    public override string Claim => "PKCS#8: CryptographicException, or a key that works and comes back from its own export";

    protected override void Execute(byte[] input)
    {
        using KemPrivateKey? kem = Contract.Parse<KemPrivateKey, CryptographicException>(
            () => KemPrivateKey.ImportPkcs8PrivateKey(input, FuzzCryptography.Providers));
        if (kem is not null)
            ImportedKey.Check(kem);

        using SigningKey? signature = Contract.Parse<SigningKey, CryptographicException>(
            () => SigningKey.ImportPkcs8PrivateKey(input, FuzzCryptography.Providers));
        if (signature is not null)
            ImportedKey.Check(signature);

        Contract.Holds(kem is null || signature is null, "one identifier names one algorithm");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        foreach (KemAlgorithm algorithm in FuzzCryptography.Kems.Where(algorithm => algorithm.Oid is not null))
        {
            using KemPrivateKey key = FuzzCryptography.KemKey(algorithm);
            byte[] pkcs8 = key.ExportPkcs8PrivateKey();
            yield return new FuzzSeed(algorithm.Name, pkcs8);
            yield return new FuzzSeed($"{algorithm.Name}-public", WithPublicKey(pkcs8, key.PublicKey.Export()));
        }

        foreach (SignatureAlgorithm algorithm in FuzzCryptography.Signatures.Where(algorithm => algorithm.Oid is not null))
        {
            using SigningKey key = FuzzCryptography.SigningKey(algorithm);
            byte[] pkcs8 = key.ExportPkcs8PrivateKey();
            yield return new FuzzSeed(algorithm.Name, pkcs8);
            yield return new FuzzSeed($"{algorithm.Name}-cut", pkcs8[..^1]);
            yield return new FuzzSeed($"{algorithm.Name}-public", WithPublicKey(pkcs8, key.VerifyingKey.Export()));
        }
    }

    /// <summary>The same key in version 2 of RFC 5958: with an attribute, and the public key.</summary>
    private static byte[] WithPublicKey(byte[] pkcs8, byte[] publicKey)
    {
        AsnReader info = new AsnReader(pkcs8, AsnEncodingRules.DER).ReadSequence();
        info.ReadInteger();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteEncodedValue(info.ReadEncodedValue().Span);
            writer.WriteEncodedValue(info.ReadEncodedValue().Span);
            using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.9.20");
                using (writer.PushSetOf())
                    writer.WriteCharacterString(UniversalTagNumber.BMPString, "name");
            }

            writer.WriteBitString(publicKey, 0, new Asn1Tag(TagClass.ContextSpecific, 1));
        }

        return writer.Encode();
    }
}
