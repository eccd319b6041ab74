using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// A private key that is used in every way there is, by a caller who zeroes what it is handed, as the documentation tells it to.
/// </summary>
/// <param name="key">The key.</param>
/// <param name="leavesPrf">
/// Whether a signature leaves SK.prf behind: BouncyCastle's SLH-DSA with SHA-2 copies it for HMAC, as docs/cryptography.md says.
/// </param>
internal sealed class KeyInUse(AsymmetricPrivateKey key, bool leavesPrf = false) : IDisposable
{
    private const int HybridSeedSize = 64 + 128; // of ML-KEM, and the most that a group takes

    private CryptographicAlgorithm Algorithm => key.Algorithm;

    private bool HasExpandedForm => Algorithm.ExpandedPrivateKeySize is not null;

    public static KeyInUse Make(CryptographicAlgorithm algorithm, ProviderSet providers) => new(
        Keys.Generate(algorithm, providers),
        leavesPrf: algorithm is SignatureAlgorithm { Family: SlhDsaSets.Family } signature
            && algorithm.Name.Contains("SHA2", StringComparison.Ordinal)
            && providers.ProviderNameOf(signature) == ProviderUnderTest.BouncyCastle);

    /// <summary>Adds what is secret of the key to what is looked for.</summary>
    public void Record(SecretNeedles needles, string what)
    {
        if (key.HasSeed)
        {
            using SecretBytes seed = Seed();
            Record(needles, seed.Span, $"{what}, {Algorithm} seed");
            if (Algorithm.Family == "Hybrid KEM")
            {
                using SecretBytes expandedSeed = new(HybridSeedSize);
                Sha3.Shake256(seed.Span, expandedSeed.Span);
                Record(needles, expandedSeed.Span, $"{what}, {Algorithm} expanded seed");
            }
        }

        if (HasExpandedForm)
        {
            using SecretBytes expanded = Expanded();
            foreach (Range part in leavesPrf ? [0..(Algorithm.PublicKeySize / 2)] : Keys.SecretParts(Algorithm))
                Record(needles, expanded.Span[part], $"{what}, {Algorithm} expanded[{part}]");
        }
    }

    public void Use() => Use(key);

    /// <summary>Whether a signature takes so long that a hundred keys make only one each.</summary>
    private bool IsSlow => Algorithm.Family == SlhDsaSets.Family;

    public void UseAgain() => UseUnlessSlow(key);

    /// <summary>Out by way of PKCS#8 and in again, and in by way of the expanded form where there is one.</summary>
    public void ImportAgainAndUse(ProviderSet providers)
    {
        if (Algorithm.Oid is not null)
        {
            byte[] pkcs8 = key.ExportPkcs8PrivateKey();
            using (AsymmetricPrivateKey again = Keys.ImportPkcs8(Algorithm, pkcs8, providers))
                UseUnlessSlow(again);
            CryptographicOperations.ZeroMemory(pkcs8);
        }

        if (HasExpandedForm)
        {
            using SecretBytes expanded = Expanded();
            using AsymmetricPrivateKey again = Keys.ImportExpanded(Algorithm, expanded.Span, providers);
            UseUnlessSlow(again);
        }
    }

    public void Dispose() => key.Dispose();

    private void Record(SecretNeedles needles, ReadOnlySpan<byte> secret, string what) =>
        needles.Add(secret, what, known: key.ExportPublicKey());

    private void UseUnlessSlow(AsymmetricPrivateKey key)
    {
        if (!IsSlow)
            Use(key);
    }

    private static void Use(AsymmetricPrivateKey key)
    {
        if (key is KemPrivateKey kem)
        {
            byte[] ciphertext = new byte[kem.Algorithm.CiphertextSize];
            using SecretBytes sent = new(kem.Algorithm.SharedSecretSize);
            using SecretBytes received = new(kem.Algorithm.SharedSecretSize);
            kem.PublicKey.Encapsulate(ciphertext, sent.Span);
            kem.Decapsulate(ciphertext, received.Span);
            Assert.True(sent.Span.SequenceEqual(received.Span));
        }
        else
        {
            SigningKey signing = (SigningKey)key;
            Assert.True(signing.VerifyingKey.Verify("data"u8, signing.Sign("data"u8)));
        }
    }

    private SecretBytes Seed()
    {
        SecretBytes seed = new(Algorithm.SeedSize!.Value);
        key.ExportSeed(seed.Span);
        return seed;
    }

    private SecretBytes Expanded()
    {
        SecretBytes expanded = new(Algorithm.ExpandedPrivateKeySize!.Value);
        key.ExportExpanded(expanded.Span);
        return expanded;
    }
}
