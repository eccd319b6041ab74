using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class RawPublicKeyTarget : FuzzTarget
{
    public override string Name => "raw-public-key";

    public override string Claim => "a public key of a named algorithm, raw: CryptographicException, or a key that works";

    protected override void Execute(byte[] input)
    {
        switch (AlgorithmInput.Read(input, out byte[] bytes))
        {
            case KemAlgorithm kem when FuzzCryptography.Kems.Contains(kem):
                Import(kem, bytes);
                break;
            case SignatureAlgorithm signature when FuzzCryptography.Signatures.Contains(signature):
                Import(signature, bytes);
                break;
        }
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        foreach (KemAlgorithm algorithm in FuzzCryptography.Kems)
        {
            using KemPrivateKey key = FuzzCryptography.KemKey(algorithm);
            yield return new FuzzSeed(algorithm.Name, AlgorithmInput.Write(algorithm, key.PublicKey.Export()));
        }

        foreach (SignatureAlgorithm algorithm in FuzzCryptography.Signatures)
        {
            using SigningKey key = FuzzCryptography.SigningKey(algorithm);
            yield return new FuzzSeed(algorithm.Name, AlgorithmInput.Write(algorithm, key.VerifyingKey.Export()));
        }

        byte[] unreduced = [.. Enumerable.Repeat((byte)0xFF, KemAlgorithm.MLKem512.PublicKeySize)];
        yield return new FuzzSeed("unreduced", AlgorithmInput.Write(KemAlgorithm.MLKem512, unreduced));
        yield return new FuzzSeed("short", AlgorithmInput.Write(SignatureAlgorithm.MLDsa44, [1, 2, 3]));
    }

    private static void Import(KemAlgorithm algorithm, byte[] bytes)
    {
        using KemPublicKey? key = Contract.Parse<KemPublicKey, CryptographicException>(
            () => KemPublicKey.Import(algorithm, bytes, FuzzCryptography.Providers));
        if (key is null)
            return;
        Contract.Holds(key.Export().AsSpan().SequenceEqual(bytes), "the key is its bytes");
        bool works = Contract.Parse<byte[], CryptographicException>(() => key.Encapsulate().SharedSecret) is not null;
        Contract.Holds(works || algorithm.Family == "DHKEM", "only Diffie-Hellman alone finds out when it is used");
    }

    private static void Import(SignatureAlgorithm algorithm, byte[] bytes)
    {
        using VerifyingKey? key = Contract.Parse<VerifyingKey, CryptographicException>(
            () => VerifyingKey.Import(algorithm, bytes, FuzzCryptography.Providers));
        if (key is null)
            return;
        Contract.Holds(key.Export().AsSpan().SequenceEqual(bytes), "the key is its bytes");
        Contract.Holds(!key.Verify("fuzz"u8, new byte[algorithm.SignatureSize]), "zeros are no signature");
    }
}
