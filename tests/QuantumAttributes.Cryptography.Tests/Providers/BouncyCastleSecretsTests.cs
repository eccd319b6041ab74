using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>These fail when a new BouncyCastle renames what <see cref="BouncyCastleSecrets"/> reaches for.</summary>
public class BouncyCastleSecretsTests
{
    [Fact]
    public void Given_MLKemKey_When_Erased_Expect_NothingLeft()
    {
        MLKemPrivateKeyParameters key = MLKemPrivateKeyParameters.FromSeed(MLKemParameters.ml_kem_768, Keys.Counting(64));
        BouncyCastleSecrets.Erase(key);

        Assert.All(key.GetEncoded(), static b => Assert.Equal(0, b));
        Assert.All(key.GetSeed(), static b => Assert.Equal(0, b));
    }

    [Fact]
    public void Given_MLDsaKey_When_Erased_Expect_OnlyRhoAndTrLeft()
    {
        MLDsaPrivateKeyParameters key = MLDsaPrivateKeyParameters.FromSeed(MLDsaParameters.ml_dsa_65, Keys.Counting(32));
        BouncyCastleSecrets.Erase(key);
        byte[] encoded = key.GetEncoded();

        Assert.All(encoded[32..64], static b => Assert.Equal(0, b));
        Assert.All(encoded[128..], static b => Assert.Equal(0, b));
        Assert.All(key.GetSeed(), static b => Assert.Equal(0, b));
    }

    [Fact]
    public void Given_SlhDsaKey_When_Erased_Expect_OnlyThePublicKeyLeft()
    {
        byte[] encoding = Keys.Counting(64, from: 1);
        SlhDsaPrivateKeyParameters key = SlhDsaPrivateKeyParameters.FromEncoding(SlhDsaParameters.slh_dsa_sha2_128f, encoding);
        BouncyCastleSecrets.Erase(key);
        byte[] left = key.GetEncoded();

        Assert.All(left[..32], static b => Assert.Equal(0, b));
        Assert.Equal(encoding[32..], left[32..]);
    }
}
