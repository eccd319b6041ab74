using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>These fail when a new BouncyCastle renames what <see cref="BouncyCastleSecrets"/> reaches for.</summary>
public class BouncyCastleSecretsTests
{
    [Fact]
    public void Given_SymmetricKey_When_Erased_Expect_NothingLeft()
    {
        KeyParameter key = new(Keys.Counting(32, from: 1));
        BouncyCastleSecrets.Erase(key);

        Assert.All(key.GetKey(), static b => Assert.Equal(0, b));
    }
}
