using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

/// <summary>BouncyCastle on randomness that repeats itself, and keys made of it: the same in every execution on every machine.</summary>
internal static class FuzzCryptography
{
    private static readonly RepeatableRandom Random = new();

    public static ProviderSet Providers { get; } = new(Random, new BouncyCastleProvider(Random));

    public static void Reset() => Random.Reset();

    public static KemPrivateKey KemKey(KemAlgorithm algorithm) =>
        KemPrivateKey.ImportSeed(algorithm, Seed(algorithm.Name, algorithm.SeedSize), Providers);

    public static SigningKey SigningKey(SignatureAlgorithm algorithm) =>
        QuantumAttributes.Cryptography.SigningKey.ImportSeed(algorithm, Seed(algorithm.Name, algorithm.SeedSize), Providers);

    public static byte[] Seed(string name, int size) =>
        HKDF.Expand(HashAlgorithmName.SHA256, SHA256.HashData(Encoding.UTF8.GetBytes(name)), size);
}
