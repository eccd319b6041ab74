namespace QuantumAttributes.Cryptography.Tests.Symmetric;

/// <summary>The symmetric cryptography every suite runs over: the platform's, and ours where the processor can.</summary>
internal static class SymmetricUnderTest
{
    public static TheoryData<string> Names =>
        VectorSymmetricCryptography.IsSupported ? [ProviderUnderTest.Platform, ProviderUnderTest.Vector] : [ProviderUnderTest.Platform];

    public static SymmetricCryptography Of(string name) =>
        name == ProviderUnderTest.Vector ? VectorSymmetricCryptography.Instance : SymmetricCryptography.Platform;

    /// <summary>Ours, or the test is skipped.</summary>
    public static SymmetricCryptography Vector()
    {
        Assert.SkipUnless(VectorSymmetricCryptography.IsSupported, "AVX2 is not supported here");
        return VectorSymmetricCryptography.Instance;
    }
}
