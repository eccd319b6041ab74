using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The parameter sets of SLH-DSA, by name, beside the providers that have them.</summary>
internal static class SlhDsaSets
{
    public const string Family = "SLH-DSA";

    /// <summary>Sign within a second; the others take several.</summary>
    public static IEnumerable<string> Fast => All.Where(static name => name.EndsWith('f'));

    public static IEnumerable<string> Small => All.Where(static name => name.EndsWith('s'));

    public static IEnumerable<string> All =>
        SignatureAlgorithm.All.Where(static a => a.Family == Family).Select(static a => a.Name);

    public static TheoryData<string, string> FastOnEveryProvider
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (string set in Fast)
            {
                rows.Add(set, ProviderUnderTest.BouncyCastle);
                rows.Add(set, ProviderUnderTest.Platform);
            }

            return rows;
        }
    }

    /// <summary>A set of that provider alone. Windows has ML-DSA and no SLH-DSA.</summary>
    public static ProviderSet Provider(string name, RandomNumberGenerator? random = null)
    {
        ProviderSet providers = ProviderUnderTest.Set(name, random);
        Assert.SkipUnless(providers.Supports(SignatureAlgorithm.SlhDsaSha2_128f), ProviderUnderTest.PlatformMissing);
        return providers;
    }

    /// <summary>A new signing key in its standard form.</summary>
    public static byte[] NewKey(SignatureAlgorithm algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm, ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));
        return Keys.Expanded(key);
    }
}
