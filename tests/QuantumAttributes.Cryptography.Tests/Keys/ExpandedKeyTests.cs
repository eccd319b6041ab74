using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class ExpandedKeyTests
{
    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_ExpandedKemKey_When_SeedWanted_Expect_CryptographicException(string provider)
    {
        byte[] expanded = Keys.Expanded(KemAlgorithm.MLKem768, Keys.Counting(64));
        using KemPrivateKey key = KemPrivateKey.ImportExpanded(KemAlgorithm.MLKem768, expanded, ProviderUnderTest.Set(provider));

        Assert.False(key.HasSeed);
        Assert.Throws<CryptographicException>(() => key.ExportSeed());
        Assert.Throws<CryptographicException>(() => key.ExportSeed(new byte[64]));
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_ExpandedSigningKey_When_Used_Expect_SignsButGivesNoSeed(string provider)
    {
        byte[] expanded = Keys.Expanded(SignatureAlgorithm.MLDsa65, Keys.Counting(32));
        using SigningKey key = SigningKey.ImportExpanded(SignatureAlgorithm.MLDsa65, expanded, ProviderUnderTest.Set(provider));

        Assert.True(key.VerifyingKey.Verify("data"u8, key.Sign("data"u8)));
        Assert.False(key.HasSeed);
        Assert.Throws<CryptographicException>(() => key.ExportSeed());
        Assert.Throws<CryptographicException>(() => key.ExportSeed(new byte[32]));
    }
}
