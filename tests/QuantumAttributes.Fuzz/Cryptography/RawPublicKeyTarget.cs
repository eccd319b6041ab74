using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class RawPublicKeyTarget : FuzzTarget
{
    public override string Name => "raw-public-key";

    public override string Claim => "a raw public key of the algorithm in byte 0: CryptographicException, or a key that works";

    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        byte[] bytes = input[1..];
        int index = input[0] % (KemAlgorithm.All.Count + SignatureAlgorithm.All.Count);
        if (index < KemAlgorithm.All.Count)
            Import(KemAlgorithm.All[index], bytes);
        else
            Import(SignatureAlgorithm.All[index - KemAlgorithm.All.Count], bytes);
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        for (int i = 0; i < KemAlgorithm.All.Count; i++)
        {
            using KemPrivateKey key = FuzzCryptography.KemKey(KemAlgorithm.All[i]);
            yield return new FuzzSeed(key.Algorithm.Name, [(byte)i, .. key.PublicKey.Export()]);
        }

        for (int i = 0; i < SignatureAlgorithm.All.Count; i++)
        {
            using SigningKey key = FuzzCryptography.SigningKey(SignatureAlgorithm.All[i]);
            yield return new FuzzSeed(key.Algorithm.Name, [(byte)(KemAlgorithm.All.Count + i), .. key.VerifyingKey.Export()]);
        }

        yield return new FuzzSeed("short", [0, 1, 2, 3]);
        yield return new FuzzSeed("unreduced", [0, .. Enumerable.Repeat((byte)0xFF, KemAlgorithm.All[0].PublicKeySize)]);
    }

    private static void Import(KemAlgorithm algorithm, byte[] bytes)
    {
        using KemPublicKey? key = Contract.Parse<KemPublicKey, CryptographicException>(
            () => KemPublicKey.Import(algorithm, bytes, FuzzCryptography.Providers));
        if (key is null)
            return;
        Contract.Holds(key.Export().AsSpan().SequenceEqual(bytes), "the key is its bytes");
        key.Encapsulate();
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
