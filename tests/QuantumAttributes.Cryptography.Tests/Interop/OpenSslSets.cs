namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Every parameter set that OpenSSL 3.5 has. Its names are the standards', and so are ours.</summary>
internal static class OpenSslSets
{
    private static readonly string[] MLKem = ["ML-KEM-512", "ML-KEM-768", "ML-KEM-1024"];
    private static readonly string[] MLDsa = ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

    public static TheoryData<string, string> Kems => OnBoth(MLKem);

    public static TheoryData<string, string> MLDsas => OnBoth(MLDsa);

    /// <summary>SLH-DSA on BouncyCastle alone: the platform's is this very OpenSSL, and signing takes seconds.</summary>
    public static TheoryData<string, string> Signatures
    {
        get
        {
            TheoryData<string, string> sets = OnBoth(MLDsa);
            foreach (string hash in (string[])["SHA2", "SHAKE"])
            {
                foreach (string size in (string[])["128s", "128f", "192s", "192f", "256s", "256f"])
                    sets.Add($"SLH-DSA-{hash}-{size}", ProviderUnderTest.BouncyCastle);
            }

            return sets;
        }
    }

    private static TheoryData<string, string> OnBoth(string[] names)
    {
        TheoryData<string, string> sets = [];
        foreach (string name in names)
        {
            sets.Add(name, ProviderUnderTest.BouncyCastle);
            sets.Add(name, ProviderUnderTest.Platform);
        }

        return sets;
    }
}
