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
    public void Given_SymmetricKey_When_Erased_Expect_NothingLeft()
    {
        KeyParameter key = new(Keys.Counting(32, from: 1));
        BouncyCastleSecrets.Erase(key);

        Assert.All(key.GetKey(), static b => Assert.Equal(0, b));
    }
}
