using System.Security.Cryptography;
using System.Text;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Takes composites apart and puts them together, after the draft's text and without the code under test.</summary>
internal static class CompositeParts
{
    public const string Prefix = "CompositeAlgorithmSignatures2025";
    public const int SeedSize = 32;

    public static IEnumerable<SignatureAlgorithm> All => SignatureAlgorithm.All.Where(static a => a.Family == "Composite ML-DSA");

    public static TheoryData<string> Names => [.. All.Select(static a => a.Name)];

    public static TheoryData<string, string> OnProviders
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (SignatureAlgorithm algorithm in All)
            {
                rows.Add(algorithm.Name, ProviderUnderTest.BouncyCastle);
                rows.Add(algorithm.Name, ProviderUnderTest.Platform);
            }

            return rows;
        }
    }

    /// <summary>The ML-DSA part, by the digits in the composite's name.</summary>
    public static SignatureAlgorithm MLDsaOf(SignatureAlgorithm algorithm) => SignatureAlgorithm.Parse("ML-DSA-" + algorithm.Name[5..7]);

    public static TraditionalAlgorithm TraditionalOf(SignatureAlgorithm algorithm) =>
        ((CompositeRules)algorithm.Rules).Parameters.Traditional;

    public static byte[] LabelOf(SignatureAlgorithm algorithm) => Encoding.ASCII.GetBytes(
        "COMPSIG-" + algorithm.Name.Replace("brainpoolP256r1", "BP256", StringComparison.Ordinal)
            .Replace("brainpoolP384r1", "BP384", StringComparison.Ordinal));

    /// <summary>M' of section 3.2.</summary>
    public static byte[] Representative(
        SignatureAlgorithm algorithm, byte[] message, byte[] context, string prefix = Prefix, byte[]? label = null) =>
    [
        .. Encoding.ASCII.GetBytes(prefix), .. label ?? LabelOf(algorithm), (byte)context.Length, .. context, .. Hash(algorithm, message),
    ];

    /// <summary>The ML-DSA part of a signature, under a context of its own.</summary>
    public static byte[] SignMLDsa(SigningKey key, byte[] representative, byte[] label)
    {
        using SigningKey part = SigningKey.ImportSeed(
            MLDsaOf(key.Algorithm), PrivateKeyOf(key).AsSpan(0, SeedSize), ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));
        return part.Sign(representative, label);
    }

    /// <summary>The traditional part of a signature.</summary>
    public static byte[] SignTraditional(SigningKey key, byte[] representative)
    {
        ISignatureScheme scheme = TraditionalOf(key.Algorithm).CreateScheme(RandomNumberGenerator.Create());
        using ISigner part = scheme.CreateSignerFromExpandedKey(PrivateKeyOf(key).AsSpan(SeedSize));
        byte[] signature = new byte[key.Algorithm.SignatureSize - MLDsaOf(key.Algorithm).SignatureSize];
        int size = part.Sign(SignatureInput.OfMessage(representative), signature, SigningMode.Hedged);
        return signature[..size];
    }

    public static byte[] PrivateKeyOf(SigningKey key)
    {
        byte[] privateKey = new byte[key.Algorithm.ExpandedPrivateKeySize!.Value];
        key.ExportExpanded(privateKey);
        return privateKey;
    }

    private static byte[] Hash(SignatureAlgorithm algorithm, byte[] message)
    {
        if (!algorithm.Name.EndsWith("SHAKE256", StringComparison.Ordinal))
            return algorithm.Name.EndsWith("SHA256", StringComparison.Ordinal) ? SHA256.HashData(message) : SHA512.HashData(message);

        Org.BouncyCastle.Crypto.Digests.ShakeDigest shake = new(256);
        shake.BlockUpdate(message, 0, message.Length);
        byte[] hash = new byte[64];
        shake.OutputFinal(hash, 0, hash.Length);
        return hash;
    }
}
