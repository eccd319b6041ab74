namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Shared secrets that both ends have written into the caller's buffers: when the caller has zeroed those there are none left,
/// nor what they were made of, ML-KEM's secret and the group's. Also of ciphertexts that are rejected. Not of the experimental
/// mechanisms, whose secrets BouncyCastle leaves behind.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public class SharedSecretErasureTests(ITestOutputHelper output)
{
    private const int SecretsOfEach = 20;
    private const int MLKemSeedSize = 64;

    public static TheoryData<string, string> Families => new MatrixTheoryData<string, string>(
        ProviderUnderTest.All, ["ML-KEM", "Hybrid KEM", "DHKEM"]);

    [Theory]
    [MemberData(nameof(Families))]
    public void Given_SharedSecretsZeroedByTheCaller_When_MemorySearched_Expect_NothingOfThem(string provider, string family)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        KemAlgorithm[] algorithms = [.. KemAlgorithm.All.Where(a => a.Family == family && providers.Supports(a))];
        SecretNeedles needles = new();
        using KemPrivateKey other = KemPrivateKey.Generate(algorithms[0], providers);
        using SecretBytes alive = new(other.Algorithm.SharedSecretSize);
        other.PublicKey.Encapsulate(new byte[other.Algorithm.CiphertextSize], alive.Span);
        needles.Add(alive.Span, SecretNeedles.Control);
        foreach (KemAlgorithm algorithm in algorithms)
        {
            using KemPrivateKey key = KemPrivateKey.Generate(algorithm, providers);
            byte[] ciphertext = new byte[algorithm.CiphertextSize];
            for (int i = 0; i < SecretsOfEach; i++)
            {
                Send(key, ciphertext, needles);
                Receive(key, ciphertext, needles);
                if (algorithm.NistCategory == 0)
                    continue; // a DHKEM rejects nothing that is a point

                ciphertext[0] ^= 1;
                Receive(key, ciphertext, needles);
            }
        }

        needles.AssertOnlyTheControlIsFound(output, $"shared secrets of {family} on {provider}");
        alive.Span.Clear();
    }

    private static void Send(KemPrivateKey key, byte[] ciphertext, SecretNeedles needles)
    {
        using SecretBytes secret = new(key.Algorithm.SharedSecretSize);
        key.PublicKey.Encapsulate(ciphertext, secret.Span);
        needles.Add(secret.Span, $"sent, {key.Algorithm}");
    }

    private static void Receive(KemPrivateKey key, byte[] ciphertext, SecretNeedles needles)
    {
        using SecretBytes secret = new(key.Algorithm.SharedSecretSize);
        key.Decapsulate(ciphertext, secret.Span);
        needles.Add(secret.Span, $"received, {key.Algorithm}");
        (INominalGroup? group, KemAlgorithm? mlKem) = PartsOf(key.Algorithm);
        if (group is null)
            return;

        int seedSize = mlKem is null ? 0 : MLKemSeedSize;
        int ciphertextSize = mlKem?.CiphertextSize ?? 0;
        using SecretBytes parts = new(seedSize + group.SeedSize);
        ExportParts(key, parts.Span);
        using SecretBytes fromGroup = new(group.SharedSecretSize);
        using (IGroupScalar scalar = group.CreateScalar(parts.Span[seedSize..]))
            scalar.Agree(ciphertext.AsSpan(ciphertextSize), fromGroup.Span);
        needles.Add(fromGroup.Span, $"group's part, {key.Algorithm}");
        if (mlKem is null)
            return;

        using SecretBytes fromMLKem = new(mlKem.SharedSecretSize);
        using (KemPrivateKey part = KemPrivateKey.ImportSeed(mlKem, parts.Span[..seedSize]))
            part.Decapsulate(ciphertext.AsSpan(0, ciphertextSize), fromMLKem.Span);
        needles.Add(fromMLKem.Span, $"ML-KEM's part, {key.Algorithm}");
    }

    private static (INominalGroup? Group, KemAlgorithm? MLKem) PartsOf(KemAlgorithm algorithm) => algorithm.Name switch
    {
        "X-Wing" => (MontgomeryGroup.Curve25519, KemAlgorithm.MLKem768),
        "MLKEM768-P256" => (INominalGroup.P256, KemAlgorithm.MLKem768),
        "MLKEM1024-P384" => (INominalGroup.P384, KemAlgorithm.MLKem1024),
        "DHKEM-P256" => (INominalGroup.P256, null),
        "DHKEM-P384" => (INominalGroup.P384, null),
        "DHKEM-X25519" => (MontgomeryGroup.Curve25519, null),
        "DHKEM-X448" => (MontgomeryGroup.Curve448, null),
        _ => (null, null),
    };

    /// <summary>
    /// Of a hybrid, the seeds of ML-KEM and of the scalar; of a DHKEM the scalar, with as many zeros as a seed has more.
    /// </summary>
    private static void ExportParts(KemPrivateKey key, Span<byte> parts)
    {
        if (key.Algorithm.ExpandedPrivateKeySize is { } size)
        {
            key.ExportExpanded(parts[..size]);
            return;
        }

        using SecretBytes seed = new(key.Algorithm.SeedSize!.Value);
        key.ExportSeed(seed.Span);
        Sha3.Shake256(seed.Span, parts);
    }
}
