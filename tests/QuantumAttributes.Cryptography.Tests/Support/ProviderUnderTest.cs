using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The providers every suite runs over. A test on the platform's where this host has it not is skipped, and says so. Vector's are there
/// where the processor can; that they ran, tests/run.sh sees to.
/// </summary>
internal static class ProviderUnderTest
{
    public const string BouncyCastle = "BouncyCastle";
    public const string Platform = "Platform";
    public const string Vector = "Vector";
    public const string PlatformMissing = "platform post-quantum cryptography is not supported here";

    public static bool PlatformIsSupported => MLKem.IsSupported && MLDsa.IsSupported;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        VectorProvider.IsSupported ? [BouncyCastle, Platform, Vector] : [BouncyCastle, Platform];

    /// <summary>Those that can be told what to draw, down to the last byte of an encapsulation.</summary>
    public static IEnumerable<string> WithSeam => All.Where(static name => name != Platform);

    /// <summary>All of them, for a theory.</summary>
    public static TheoryData<string> AllNames => [.. All];

    /// <summary>Those that have more signatures than ML-DSA.</summary>
    public static TheoryData<string> Names => [BouncyCastle, Platform];

    /// <summary>
    /// The mechanisms that a provider has on a host of its best kind: .NET 10 has neither X25519 nor X448 of its own, and
    /// nothing that is experimental.
    /// </summary>
    public static IEnumerable<KemAlgorithm> KemsOf(string name) => name switch
    {
        Platform => KemAlgorithm.All.Except([KemAlgorithm.DhKemX25519, KemAlgorithm.DhKemX448])
            .Where(static a => a.Status != AlgorithmStatus.Experimental),
        Vector => KemAlgorithm.All.Where(Set(Vector).Supports),
        _ => KemAlgorithm.All,
    };

    /// <summary>
    /// Those of them that encapsulate with what the seam gives. The platform's ML-KEM draws from nobody's generator but its
    /// own; the ephemeral keys beside it, and those of DHKEMs, are the seam's.
    /// </summary>
    public static IEnumerable<KemAlgorithm> KemsThatDrawFromTheSeam(string name) =>
        KemsOf(name).Where(a => name != Platform || a.Family is "Hybrid KEM" or "DHKEM");

    /// <summary>
    /// The quick signature algorithms of a provider whose keys are drawn from the seam: all but the platform's SLH-DSA.
    /// </summary>
    public static IEnumerable<SignatureAlgorithm> SignaturesMadeFromTheSeam(string name) => QuickSignatures.All.Where(a => name switch
    {
        Platform => a.Family != SlhDsaSets.Family && a.Status != AlgorithmStatus.Experimental,
        Vector => Set(Vector).Supports(a),
        _ => true,
    });

    /// <summary>Every provider with some algorithms, by name.</summary>
    public static IEnumerable<(string Algorithm, string Provider)> With(
        Func<string, IEnumerable<CryptographicAlgorithm>> algorithms) =>
        from name in All
        from algorithm in algorithms(name)
        select (algorithm.Name, name);

    /// <summary>A set of that provider alone.</summary>
    public static ProviderSet Set(string name, RandomNumberGenerator? random = null)
    {
        random ??= RandomNumberGenerator.Create();
        return new ProviderSet(random, Create(name, random));
    }

    public static ICryptographyProvider Create(string name, RandomNumberGenerator random)
    {
        switch (name)
        {
            case BouncyCastle:
                return new BouncyCastleProvider(random);
            case Vector:
                return new VectorProvider(random);
            default:
                Assert.SkipUnless(PlatformIsSupported, PlatformMissing);
                return new PlatformProvider(random, allowBouncyCastle: true);
        }
    }
}
