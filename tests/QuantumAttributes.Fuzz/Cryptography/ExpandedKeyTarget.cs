using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class ExpandedKeyTarget : FuzzTarget
{
    private static readonly KemAlgorithm[] Kems = [.. FuzzCryptography.Kems.Where(HasExpandedForm)];
    private static readonly SignatureAlgorithm[] Signatures = [.. FuzzCryptography.Signatures.Where(HasExpandedForm)];

    public override string Name => "expanded-key";

    public override string Claim => "an expanded private key of a named algorithm: CryptographicException, or a key that works";

    // The first byte of the key's own, where it is odd, asks for the hash in an ML-KEM key to be put right.
    protected override void Execute(byte[] input)
    {
        CryptographicAlgorithm? algorithm = AlgorithmInput.Read(input, out byte[] bytes);
        if (bytes.Length == 0)
            return;
        byte[] key = bytes[1..];
        if (algorithm is KemAlgorithm kem && Kems.Contains(kem))
            Import(kem, bytes[0] % 2 == 0 ? key : Repair(kem, key));
        else if (algorithm is SignatureAlgorithm signature && Signatures.Contains(signature))
            Import(signature, key);
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        foreach (KemAlgorithm algorithm in Kems)
        {
            using KemPrivateKey key = FuzzCryptography.KemKey(algorithm);
            byte[] expanded = Expand(key);
            yield return new FuzzSeed(algorithm.Name, AlgorithmInput.Write(algorithm, [0, .. expanded]));
            if (HasHash(algorithm))
                yield return new FuzzSeed($"{algorithm.Name}-repaired", AlgorithmInput.Write(algorithm, [1, .. expanded]));
        }

        foreach (SignatureAlgorithm algorithm in Signatures)
        {
            using SigningKey key = FuzzCryptography.SigningKey(algorithm);
            yield return new FuzzSeed(algorithm.Name, AlgorithmInput.Write(algorithm, [0, .. Expand(key)]));
        }

        yield return new FuzzSeed("short", AlgorithmInput.Write(SignatureAlgorithm.MLDsa44, [0, 1, 2, 3]));
    }

    private static void Import(KemAlgorithm algorithm, byte[] bytes)
    {
        using KemPrivateKey? key = Contract.Parse<KemPrivateKey, CryptographicException>(
            () => KemPrivateKey.ImportExpanded(algorithm, bytes, FuzzCryptography.Providers));
        if (key is not null)
            ImportedKey.Check(key);
    }

    private static void Import(SignatureAlgorithm algorithm, byte[] bytes)
    {
        using SigningKey? key = Contract.Parse<SigningKey, CryptographicException>(
            () => SigningKey.ImportExpanded(algorithm, bytes, FuzzCryptography.Providers));
        if (key is not null)
            ImportedKey.Check(key);
    }

    /// <summary>
    /// FIPS 203, section 7.3: <c>dk = s || ek || H(ek) || z</c>. With a hash that is right, the checks behind it come into reach.
    /// </summary>
    private static byte[] Repair(KemAlgorithm algorithm, byte[] key)
    {
        const int HashSize = 32;
        const int RejectionSize = 32;
        int hash = key.Length - RejectionSize - HashSize;
        if (HasHash(algorithm) && key.Length == algorithm.ExpandedPrivateKeySize)
            Sha3.Sha3_256(key.AsSpan(hash - algorithm.PublicKeySize, algorithm.PublicKeySize), key.AsSpan(hash, HashSize));
        return key;
    }

    private static bool HasHash(KemAlgorithm algorithm) => algorithm.Family == "ML-KEM";

    private static bool HasExpandedForm(CryptographicAlgorithm algorithm) => algorithm.ExpandedPrivateKeySize is not null;

    private static byte[] Expand(AsymmetricPrivateKey key)
    {
        byte[] expanded = new byte[key.Algorithm.ExpandedPrivateKeySize!.Value];
        key.ExportExpanded(expanded);
        return expanded;
    }
}
