using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class ExpandedKeyTarget : FuzzTarget
{
    private const byte Repair = 0x80;

    private static readonly KemAlgorithm[] Kems = [.. KemAlgorithm.All.Where(algorithm => algorithm.ExpandedPrivateKeySize is not null)];

    private static readonly SignatureAlgorithm[] Signatures =
        [.. SignatureAlgorithm.All.Where(algorithm => algorithm.ExpandedPrivateKeySize is not null)];

    public override string Name => "expanded-key";

    public override string Claim => "an expanded private key of the algorithm in byte 0: CryptographicException, or a key that works";

    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        byte[] bytes = input[1..];
        int index = (input[0] & ~Repair) % (Kems.Length + Signatures.Length);
        if (index < Kems.Length)
            Import(Kems[index], bytes, (input[0] & Repair) != 0);
        else
            Import(Signatures[index - Kems.Length], bytes);
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        for (int i = 0; i < Kems.Length; i++)
        {
            byte[] expanded = Expand(Kems[i]);
            yield return new FuzzSeed(Kems[i].Name, [(byte)i, .. expanded]);
            yield return new FuzzSeed($"{Kems[i].Name}-repaired", [(byte)(Repair | i), .. expanded]);
        }

        for (int i = 0; i < Signatures.Length; i++)
            yield return new FuzzSeed(Signatures[i].Name, [(byte)(Kems.Length + i), .. Expand(Signatures[i])]);
        yield return new FuzzSeed("short", [(byte)Kems.Length, 1, 2, 3]);
    }

    private static void Import(KemAlgorithm algorithm, byte[] bytes, bool repair)
    {
        // dk = s || ek || H(ek) || z. With a hash that is right, the checks behind it are within a fuzzer's reach.
        int hash = bytes.Length - 64;
        if (repair && bytes.Length == algorithm.ExpandedPrivateKeySize)
            Sha3.Sha3_256(bytes.AsSpan(hash - algorithm.PublicKeySize, algorithm.PublicKeySize), bytes.AsSpan(hash, 32));
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

    private static byte[] Expand(KemAlgorithm algorithm)
    {
        using IDecapsulator decapsulator =
            FuzzCryptography.Providers.Get(algorithm).CreateDecapsulatorFromSeed(FuzzCryptography.Seed(algorithm.Name, algorithm.SeedSize));
        byte[] expanded = new byte[algorithm.ExpandedPrivateKeySize!.Value];
        decapsulator.ExportExpandedKey(expanded);
        return expanded;
    }

    private static byte[] Expand(SignatureAlgorithm algorithm)
    {
        using ISigner signer =
            FuzzCryptography.Providers.Get(algorithm).CreateSignerFromSeed(FuzzCryptography.Seed(algorithm.Name, algorithm.SeedSize));
        byte[] expanded = new byte[algorithm.ExpandedPrivateKeySize!.Value];
        signer.ExportExpandedKey(expanded);
        return expanded;
    }
}
