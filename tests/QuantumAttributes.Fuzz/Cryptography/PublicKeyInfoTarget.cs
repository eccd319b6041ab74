using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class PublicKeyInfoTarget : FuzzTarget
{
    public override string Name => "spki";

    public override string Claim =>
        "SubjectPublicKeyInfo: CryptographicException, or a key that works and exports the same bytes";

    protected override void Execute(byte[] input)
    {
        using KemPublicKey? kem = Contract.Parse<KemPublicKey, CryptographicException>(
            () => KemPublicKey.ImportSubjectPublicKeyInfo(input, FuzzCryptography.Providers));
        if (kem is not null)
        {
            Contract.Holds(kem.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(input), "one key has one encoding");
            kem.Encapsulate();
        }

        using VerifyingKey? signature = Contract.Parse<VerifyingKey, CryptographicException>(
            () => VerifyingKey.ImportSubjectPublicKeyInfo(input, FuzzCryptography.Providers));
        if (signature is not null)
        {
            Contract.Holds(signature.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(input), "one key has one encoding");
            Contract.Holds(!signature.Verify(input, new byte[signature.Algorithm.SignatureSize]), "zeros are no signature");
        }

        Contract.Holds(kem is null || signature is null, "one identifier names one algorithm");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        foreach (KemAlgorithm algorithm in FuzzCryptography.Kems.Where(algorithm => algorithm.Oid is not null))
        {
            using KemPrivateKey key = FuzzCryptography.KemKey(algorithm);
            yield return new FuzzSeed(algorithm.Name, key.PublicKey.ExportSubjectPublicKeyInfo());
        }

        foreach (SignatureAlgorithm algorithm in FuzzCryptography.Signatures.Where(algorithm => algorithm.Oid is not null))
        {
            using SigningKey key = FuzzCryptography.SigningKey(algorithm);
            byte[] info = key.VerifyingKey.ExportSubjectPublicKeyInfo();
            yield return new FuzzSeed(algorithm.Name, info);
            yield return new FuzzSeed($"{algorithm.Name}-trailing", [.. info, 0]);
        }

        // SEQUENCE of SEQUENCE { OID id-ecPublicKey, OID prime256v1 } and a bit string: parameters, and nothing of ours.
        yield return new FuzzSeed("p-256", Convert.FromHexString("3017301306072a8648ce3d020106082a8648ce3d030107030000"));
    }
}
