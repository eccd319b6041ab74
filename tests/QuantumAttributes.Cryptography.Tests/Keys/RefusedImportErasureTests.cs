using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Private keys that are almost right: their import fails when much is done already, and nothing of them is left in memory. Of
/// every family, also of the experimental ones, whose keys never come to BouncyCastle here.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public class RefusedImportErasureTests(ITestOutputHelper output)
{
    private const int KeysOfEach = 4;

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_DamagedExpandedKeys_When_ImportRefused_Expect_NothingOfThemInMemory(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        SecretNeedles needles = new();
        using SecretBytes alive = SyntheticKeys.Of(SignatureAlgorithm.Falcon512Round3);
        needles.Add(alive.Span, SecretNeedles.Control);
        HashSet<string> refused = [];
        foreach (CryptographicAlgorithm algorithm in Keys.QuickAlgorithms(providers))
        {
            foreach (KeyDamage damage in KeyDamage.Of(algorithm))
            {
                for (int i = 0; i < KeysOfEach; i++)
                {
                    using SecretBytes damaged = NewKey(algorithm, providers);
                    damage.Do(damaged.Span);
                    foreach (Range part in Keys.SecretParts(algorithm))
                        needles.Add(damaged.Span[part], $"{algorithm} with another {damage.Place}, [{part}]");
                    Assert.ThrowsAny<CryptographicException>(() => Keys.ImportExpanded(algorithm, damaged.Span, providers));
                    refused.Add(algorithm.Family);
                }
            }
        }

        needles.AssertOnlyTheControlIsFound(output, $"damaged keys of {string.Join(", ", refused)} on {provider}");

        // Hybrids have seeds only, and every seed is one.
        Assert.Equal(Families(providers).Except(["Hybrid KEM"]).Order(), refused.Order());
    }

    /// <summary>The whole key is made, and then found not to be the one that the encoding says it is.</summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_Pkcs8WhosePartsDisagree_When_ImportRefused_Expect_NothingOfItInMemory(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        SecretNeedles needles = new();
        using KeyInUse alive = KeyInUse.Make(SignatureAlgorithm.MLDsa65, providers);
        alive.Record(needles, SecretNeedles.Control);
        HashSet<string> refused = [];
        foreach (CryptographicAlgorithm algorithm in Keys.QuickAlgorithms(providers).Where(static a => a.Oid is not null))
        {
            for (int i = 0; i < KeysOfEach; i++)
            {
                using AsymmetricPrivateKey key = Keys.Generate(algorithm, providers);
                new KeyInUse(key).Record(needles, "key");
                using SecretBytes withPublicKey = DisagreeingPkcs8.WithWrongPublicKey(key);
                Assert.ThrowsAny<CryptographicException>(() => Keys.ImportPkcs8(algorithm, withPublicKey.Span, providers));
                if (key.HasSeed && algorithm.ExpandedPrivateKeySize is not null)
                {
                    using SecretBytes withExpandedKey = DisagreeingPkcs8.WithWrongExpandedKey(key);
                    Assert.ThrowsAny<CryptographicException>(() => Keys.ImportPkcs8(algorithm, withExpandedKey.Span, providers));
                }

                refused.Add(algorithm.Family);
            }
        }

        needles.AssertOnlyTheControlIsFound(output, $"PKCS#8 of {string.Join(", ", refused)} on {provider}");
    }

    private static IEnumerable<string> Families(ProviderSet providers) =>
        Keys.QuickAlgorithms(providers).Select(static a => a.Family).Distinct();

    private static SecretBytes NewKey(CryptographicAlgorithm algorithm, ProviderSet providers)
    {
        if (algorithm.Status == AlgorithmStatus.Experimental)
            return SyntheticKeys.Of(algorithm);

        using AsymmetricPrivateKey key = Keys.Generate(algorithm, providers);
        SecretBytes expanded = new(algorithm.ExpandedPrivateKeySize!.Value);
        key.ExportExpanded(expanded.Span);
        return expanded;
    }
}
