using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The providers every suite runs over. A test on a provider this host has not is skipped, and says so.</summary>
internal static class ProviderUnderTest
{
    public const string BouncyCastle = "BouncyCastle";
    public const string Platform = "Platform";
    public const string PlatformMissing = "platform post-quantum cryptography is not supported here";

    public static bool PlatformIsSupported => MLKem.IsSupported && MLDsa.IsSupported;

    public static TheoryData<string> Names => [BouncyCastle, Platform];

    /// <summary>
    /// The mechanisms that a provider has on a host of its best kind: .NET 10 has neither X25519 nor X448 of its own, and nothing that
    /// is experimental.
    /// </summary>
    public static IEnumerable<KemAlgorithm> KemsOf(string name) => name == Platform
        ? KemAlgorithm.All.Except([KemAlgorithm.DhKemX25519, KemAlgorithm.DhKemX448])
            .Where(static a => a.Status != AlgorithmStatus.Experimental)
        : KemAlgorithm.All;

    /// <summary>A set of that provider alone.</summary>
    public static ProviderSet Set(string name, RandomNumberGenerator? random = null)
    {
        random ??= RandomNumberGenerator.Create();
        if (name == BouncyCastle)
            return new ProviderSet(random, new BouncyCastleProvider(random));

        Assert.SkipUnless(PlatformIsSupported, PlatformMissing);
        return new ProviderSet(random, new PlatformProvider(random, allowBouncyCastle: true));
    }
}
