using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

public class DataProtectorProtectionTests
{
    private readonly EphemeralDataProtectionProvider _provider = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void Given_Randomness_When_ParametersAreMade_Expect_ItAsTheKeyAndNotInThem()
    {
        using DataProtectorProtection protection = new(_provider), other = new(_provider);
        byte[] parameters = protection.CreateParameters(new ReplayedRandom(_key));
        var key = new byte[32];

        other.DeriveKey(parameters, key);

        Assert.Equal(_key, key);
        Assert.Equal(-1, parameters.AsSpan().IndexOf(_key.AsSpan(0, 8)));
        Assert.InRange(parameters.Length, 33, KeyProtection.MaxParametersSize);
        Assert.Equal(KeyProtectionKind.DataProtection, protection.Kind);
    }

    [Fact]
    public void Given_Parameters_When_UnprotectedByPurpose_Expect_OursAndNoOther()
    {
        using DataProtectorProtection protection = new(_provider);
        byte[] parameters = protection.CreateParameters(new ReplayedRandom(_key));

        Assert.Equal(_key, _provider.CreateProtector("QuantumAttributes.Keys.v1").Unprotect(parameters));
        Assert.Throws<CryptographicException>(() => _provider.CreateProtector("QuantumAttributes.Keys.v2").Unprotect(parameters));
    }

    [Fact]
    public void Given_OtherKeysOfDataProtection_When_Derived_Expect_KeyProtectionExceptionAndNoKey()
    {
        using DataProtectorProtection protection = new(_provider), other = new(new EphemeralDataProtectionProvider());
        byte[] key = [.. Enumerable.Repeat((byte)0xaa, 32)];

        Assert.Throws<KeyProtectionException>(() => other.DeriveKey(protection.CreateParameters(RandomNumberGenerator.Create()), key));
        Assert.Equal(new byte[32], key);
    }

    [Fact]
    public void Given_ParametersWithABitFlippedOrCutShort_When_Derived_Expect_KeyProtectionException()
    {
        using DataProtectorProtection protection = new(_provider);
        byte[] parameters = protection.CreateParameters(new ReplayedRandom(_key));
        for (int bit = 0; bit < 8 * parameters.Length; bit++)
        {
            byte[] flipped = [.. parameters];
            flipped[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.Throws<KeyProtectionException>(() => protection.DeriveKey(flipped, new byte[32]));
        }

        for (int length = 0; length < parameters.Length; length++)
            Assert.Throws<KeyProtectionException>(() => protection.DeriveKey(parameters.AsSpan(0, length), new byte[32]));
    }

    [Fact]
    public void Given_ParametersBeyondTheBound_When_Derived_Expect_ARefusalBeforeAnyoneIsAsked()
    {
        RecordingProvider provider = new(static bytes => bytes);
        using DataProtectorProtection protection = new(provider);

        Assert.Throws<KeyProtectionException>(() => protection.DeriveKey(new byte[KeyProtection.MaxParametersSize + 1], new byte[32]));
        Assert.Throws<KeyProtectionException>(() => protection.DeriveKey([], new byte[32]));
        Assert.Empty(provider.Seen);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Given_AKeyOfAnotherLength_When_Derived_Expect_ARefusalAndItWiped(int length)
    {
        byte[] returned = RandomNumberGenerator.GetBytes(length);
        using DataProtectorProtection protection = new(new RecordingProvider(_ => returned));

        Assert.Throws<KeyProtectionException>(() => protection.DeriveKey([1], new byte[32]));
        Assert.Equal(new byte[length], returned);
    }

    [Fact]
    public void Given_AProtectorThatLeavesTheKeyAsItIs_When_Used_Expect_AllItsBuffersWiped()
    {
        RecordingProvider provider = new(static bytes => bytes);
        using DataProtectorProtection protection = new(provider);
        var key = new byte[32];

        protection.DeriveKey(_key, key);
        protection.CreateParameters(new ReplayedRandom(_key));

        Assert.Equal(2, provider.Seen.Count);
        Assert.All(provider.Seen, buffer => Assert.Equal(new byte[32], buffer));
        Assert.NotEqual(new byte[32], key);
    }

    [Fact]
    public void Given_AProtectorThatMakesTooMuch_When_ParametersAreMade_Expect_KeyProtectionException()
    {
        using DataProtectorProtection protection = new(new RecordingProvider(static _ => new byte[KeyProtection.MaxParametersSize + 1]));

        Assert.Throws<KeyProtectionException>(() => protection.CreateParameters(new ReplayedRandom(_key)));
    }

    [Fact]
    public void Given_AProtectorThatFails_When_ParametersAreMade_Expect_KeyProtectionExceptionWithItsCause()
    {
        CryptographicException cause = new("no key");
        using DataProtectorProtection protection = new(new RecordingProvider(_ => throw cause));

        KeyProtectionException e = Assert.Throws<KeyProtectionException>(() => protection.CreateParameters(new ReplayedRandom(_key)));
        Assert.Same(cause, e.InnerException);
    }

    /// <summary>Stands in for Data Protection where that cannot be brought to do something, and keeps the buffers it was
    /// given.</summary>
    private sealed class RecordingProvider(Func<byte[], byte[]> transform) : IDataProtectionProvider, IDataProtector
    {
        public List<byte[]> Seen { get; } = [];

        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => Transform(plaintext);

        public byte[] Unprotect(byte[] protectedData) => Transform(protectedData);

        private byte[] Transform(byte[] bytes)
        {
            Seen.Add(bytes);
            return transform(bytes);
        }
    }
}
