using System.Security.Cryptography;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

public class NoProtectionTests
{
    [Fact]
    public void Given_NoParameters_When_Derived_Expect_ZerosOverAllThatWasThere()
    {
        using NoProtection protection = new();
        byte[] key = RandomNumberGenerator.GetBytes(32);

        protection.DeriveKey(protection.CreateParameters(RandomNumberGenerator.Create()), key);

        Assert.Equal(new byte[32], key);
        Assert.Equal(KeyProtectionKind.None, protection.Kind);
        Assert.True(protection.IsCurrent([]));
    }

    [Fact]
    public void Given_Parameters_When_Derived_Expect_KeyProtectionException()
    {
        using NoProtection protection = new();

        Assert.Throws<KeyProtectionException>(() => protection.DeriveKey([0], new byte[32]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Given_ABufferOfAnotherLength_When_Derived_Expect_ArgumentException(int length)
    {
        using NoProtection protection = new();

        Assert.Throws<ArgumentException>(() => protection.DeriveKey([], new byte[length]));
    }
}
