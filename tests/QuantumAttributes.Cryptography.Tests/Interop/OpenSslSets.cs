namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Every parameter set that OpenSSL 3.5 has. Its names are the standards', and so are ours.</summary>
internal static class OpenSslSets
{
    private static readonly string[] MLKem = ["ML-KEM-512", "ML-KEM-768", "ML-KEM-1024"];
    private static readonly string[] MLDsa = ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

    public static TheoryData<string, string> Kems => OnBoth(MLKem);

    public static TheoryData<string, string> MLDsas => OnBoth(MLDsa);

    /// <summary>The sets that sign in less than a second.</summary>
    public static TheoryData<string> Fast => [.. MLDsa, .. SlhDsaSets.Fast];

    public static TheoryData<string, string> FastOnBoth => OnBoth([.. MLDsa, .. SlhDsaSets.Fast]);

    /// <summary>
    /// The small sets of SLH-DSA on BouncyCastle alone: signing takes seconds, and the platform's code for all sets is one.
    /// </summary>
    public static TheoryData<string, string> Signatures => [.. FastOnBoth, .. On(ProviderUnderTest.BouncyCastle, SlhDsaSets.Small)];

    /// <summary>
    /// Every set signs certificates and requests. SLH-DSA on one provider, to whom they are messages like any other: the small sets
    /// on the platform, which is the faster one.
    /// </summary>
    public static TheoryData<string, string> Issuers =>
        [.. MLDsas, .. On(ProviderUnderTest.BouncyCastle, SlhDsaSets.Fast), .. On(ProviderUnderTest.Platform, SlhDsaSets.Small)];

    private static TheoryData<string, string> On(string provider, IEnumerable<string> names) =>
        [.. names.Select(name => (name, provider))];

    private static TheoryData<string, string> OnBoth(IEnumerable<string> names) =>
    [
        .. names.SelectMany(static name => new[] { (name, ProviderUnderTest.BouncyCastle), (name, ProviderUnderTest.Platform) }),
    ];
}
