namespace QuantumAttributes.Cryptography.Tests;

/// <summary>One message, one key, one hint: other encodings of a valid signature are refused (FIPS 204, Algorithm 21).</summary>
public class SignatureMalleabilityTests
{
    private const int Omega = 55;
    private const int K = 6;
    private const int HintOffset = 48 + (5 * 640);

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_HintPaddingNotZero_When_Verified_Expect_Refused(string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, ProviderUnderTest.Set(provider));
        byte[] signature = SignatureWhose(key, static hint => hint[Omega + K - 1] < Omega);
        AssertRefusedAfter(key, signature, static hint => hint[Omega - 1] = 255);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_HintPositionsSwapped_When_Verified_Expect_Refused(string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, ProviderUnderTest.Set(provider));
        byte[] signature = SignatureWhose(key, static hint => hint[Omega] >= 2);
        AssertRefusedAfter(key, signature, static hint => (hint[0], hint[1]) = (hint[1], hint[0]));
    }

    /// <summary>A position given twice says what given once says, and there is room for it.</summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_LastHintPositionRepeated_When_Verified_Expect_Refused(string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, ProviderUnderTest.Set(provider));
        byte[] signature =
            SignatureWhose(key, static hint => hint[Omega + K - 1] < Omega && hint[Omega + K - 1] > hint[Omega + K - 2]);
        AssertRefusedAfter(key, signature, static hint =>
        {
            int count = hint[Omega + K - 1]++;
            hint[count] = hint[count - 1];
        });
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_HintCountAboveOmega_When_Verified_Expect_Refused(string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, ProviderUnderTest.Set(provider));
        AssertRefusedAfter(key, key.Sign("data"u8), static hint => hint[Omega + K - 1] = Omega + 1);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_HintCountsDescending_When_Verified_Expect_Refused(string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, ProviderUnderTest.Set(provider));
        byte[] signature = SignatureWhose(key, static hint => hint[Omega] > 0);
        AssertRefusedAfter(key, signature, static hint => hint[Omega + 1] = 0);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_SignatureLongerOrShorter_When_Verified_Expect_Refused(string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, ProviderUnderTest.Set(provider));
        byte[] signature = key.Sign("data"u8);

        Assert.False(key.VerifyingKey.Verify("data"u8, signature.AsSpan(0, 3308)));
        Assert.False(key.VerifyingKey.Verify("data"u8, [.. signature, 0]));
        Assert.False(key.VerifyingKey.Verify("data"u8, []));
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_OtherContextOrData_When_Verified_Expect_Refused(string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, ProviderUnderTest.Set(provider));
        byte[] signature = key.Sign("data"u8, "context"u8);

        Assert.True(key.VerifyingKey.Verify("data"u8, signature, "context"u8));
        Assert.False(key.VerifyingKey.Verify("data"u8, signature));
        Assert.False(key.VerifyingKey.Verify("data"u8, signature, "contexT"u8));
        Assert.False(key.VerifyingKey.Verify("Data"u8, signature, "context"u8));
    }

    private static byte[] SignatureWhose(SigningKey key, Predicate<byte[]> hint)
    {
        byte[] signature;
        do
        {
            signature = key.Sign("data"u8);
        }
        while (!hint(signature[HintOffset..]));
        return signature;
    }

    private static void AssertRefusedAfter(SigningKey key, byte[] signature, Action<byte[]> change)
    {
        Assert.True(key.VerifyingKey.Verify("data"u8, signature));
        byte[] hint = signature[HintOffset..];
        change(hint);
        hint.CopyTo(signature, HintOffset);
        Assert.False(key.VerifyingKey.Verify("data"u8, signature));
    }
}
