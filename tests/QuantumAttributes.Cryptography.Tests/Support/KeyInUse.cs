using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// A private key that is used in every way there is, by a caller who zeroes what it is handed, as the documentation tells it to.
/// </summary>
internal sealed class KeyInUse(AsymmetricPrivateKey key) : IDisposable
{
    private const int HybridSeedSize = 64 + 128; // of ML-KEM, and the most that a group takes

    private CryptographicAlgorithm Algorithm => key.Algorithm;

    private bool HasExpandedForm => Algorithm.ExpandedPrivateKeySize is not null;

    public static KeyInUse Make(CryptographicAlgorithm algorithm, ProviderSet providers) => new(algorithm switch
    {
        KemAlgorithm kem => KemPrivateKey.Generate(kem, providers),
        _ => SigningKey.Generate((SignatureAlgorithm)algorithm, providers),
    });

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
            foreach (Range part in SecretParts())
                Record(needles, expanded.Span[part], $"{what}, {Algorithm} expanded[{part}]");
        }
    }

    public void Use() => Use(key);

    /// <summary>Whether a signature takes so long that a hundred keys make only one each.</summary>
    private bool IsSlow => Algorithm.Family == "SLH-DSA";

    public void UseAgain() => UseUnlessSlow(key);

    /// <summary>Out by way of PKCS#8 and in again, and in by way of the expanded form where there is one.</summary>
    public void ImportAgainAndUse(ProviderSet providers)
    {
        if (Algorithm.Oid is not null)
        {
            byte[] pkcs8 = key.ExportPkcs8PrivateKey();
            using (AsymmetricPrivateKey again = ImportPkcs8(pkcs8, providers))
                UseUnlessSlow(again);
            CryptographicOperations.ZeroMemory(pkcs8);
        }

        if (HasExpandedForm)
        {
            using SecretBytes expanded = Expanded();
            using AsymmetricPrivateKey again = ImportExpanded(expanded.Span, providers);
            UseUnlessSlow(again);
        }
    }

    /// <summary>
    /// Imports that fail when much is done already: an expanded key whose parts disagree, a seed with such an expansion.
    /// </summary>
    public void FailToImport(ProviderSet providers)
    {
        if (!key.HasSeed || !HasExpandedForm || Algorithm.Oid is null)
            return;

        using SecretBytes seed = Seed();
        using SecretBytes expanded = Expanded();
        expanded.Span[0] ^= 1; // ML-KEM: a coefficient of the secret vector; ML-DSA: the seed of the matrix
        Assert.ThrowsAny<CryptographicException>(() => ImportExpanded(expanded.Span, providers));

        using SecretBytes both = new(seed.Span.Length + expanded.Span.Length + 64);
        int size = WriteBoth(seed.Span, expanded.Span, both.Span);
        Assert.ThrowsAny<CryptographicException>(() => ImportPkcs8(both.Span[..size], providers));
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

    /// <summary>The CHOICE of RFC 9881, section 6, and RFC 9935, section 6, that has both forms.</summary>
    private int WriteBoth(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> expanded, Span<byte> destination)
    {
        AsnWriter writer = new(AsnEncodingRules.DER, destination.Length);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
                writer.WriteObjectIdentifier(Algorithm.Oid!);
            using (writer.PushOctetString())
            using (writer.PushSequence())
            {
                writer.WriteOctetString(seed);
                writer.WriteOctetString(expanded);
            }
        }

        int size = writer.Encode(destination);
        writer.Reset(); // zeroes its buffer
        return size;
    }

    private AsymmetricPrivateKey ImportPkcs8(ReadOnlySpan<byte> pkcs8, ProviderSet providers) =>
        Algorithm is KemAlgorithm
            ? KemPrivateKey.ImportPkcs8PrivateKey(pkcs8, providers)
            : SigningKey.ImportPkcs8PrivateKey(pkcs8, providers);

    private AsymmetricPrivateKey ImportExpanded(ReadOnlySpan<byte> expanded, ProviderSet providers) =>
        Algorithm is KemAlgorithm kem
            ? KemPrivateKey.ImportExpanded(kem, expanded, providers)
            : SigningKey.ImportExpanded((SignatureAlgorithm)Algorithm, expanded, providers);

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

    /// <summary>Where an expanded key is secret; what of it is in the public key does not count anyway.</summary>
    private Range[] SecretParts() => Algorithm.Family switch
    {
        "ML-KEM" => [0..(Algorithm.PublicKeySize - 32), ^32..], // dk_PKE and z, but not H(ek)
        "ML-DSA" => [32..64, 128..], // K, s1, s2 and t0, but not rho and tr
        "SLH-DSA" => [0..(Algorithm.ExpandedPrivateKeySize!.Value / 2)], // SK.seed and SK.prf
        _ => [0..],
    };
}
