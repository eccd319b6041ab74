using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Ring;

namespace QuantumAttributes.Fuzz;

internal sealed class KeyMaterialTarget : FuzzTarget
{
    private static readonly string[] Algorithms = [KeyPolicy.TicketAlgorithm, "ML-DSA-44", "X-Wing", "ML-KEM-512", "unknown"];

    public override string Name => "key-material";

    public override string Claim => "a secret at rest, behind one byte for its algorithm: CryptographicException, or a key that is written as the same";

    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        string algorithm = Algorithms[input[0] % Algorithms.Length];
        using KeyMaterial? material = Contract.Parse<KeyMaterial, CryptographicException>(
            () => KeyMaterial.Decode(algorithm, input.AsSpan(1), FuzzCryptography.Providers));
        if (material is null)
            return;
        using SecretBytes encoded = material.Encode();
        Contract.Holds(encoded.Span.SequenceEqual(input.AsSpan(1)), "a secret has one encoding");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        for (byte i = 0; i < Algorithms.Length - 1; i++)
        {
            using KeyMaterial material = KeyMaterial.Generate(Algorithms[i], FuzzCryptography.Providers);
            using SecretBytes encoded = material.Encode();
            yield return new FuzzSeed(Algorithms[i].ToLowerInvariant(), [i, .. encoded.Span]);
        }

        yield return new FuzzSeed("expanded", [1, 2, .. new byte[2560]]);
        yield return new FuzzSeed("short", [0, 3, .. new byte[31]]);
        yield return new FuzzSeed("unknown", [4, 1]);
    }
}
