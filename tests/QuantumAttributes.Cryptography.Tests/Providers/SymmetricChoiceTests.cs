using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests.Providers;

/// <summary>Which symmetric cryptography goes with which providers.</summary>
public class SymmetricChoiceTests
{
    [Fact]
    public void Given_Preferences_When_SetsAreMade_Expect_OursOnlyWhereVectorComesFirst()
    {
        SymmetricCryptography ours =
            VectorSymmetricCryptography.IsSupported ? VectorSymmetricCryptography.Instance : SymmetricCryptography.Platform;

        Assert.Same(ours, ProviderSet.Create(ProviderPreference.Fastest).Symmetric);
        Assert.Same(SymmetricCryptography.Platform, ProviderSet.Create(ProviderPreference.PlatformFirst).Symmetric);
        Assert.Same(SymmetricCryptography.Platform, ProviderSet.Create(ProviderPreference.PlatformOnly).Symmetric);
    }

    [Fact]
    public void Given_SetsOfOnesOwn_When_Made_Expect_WhatTheFirstProviderBrings()
    {
        using var random = RandomNumberGenerator.Create();
        SymmetricCryptography ours =
            VectorSymmetricCryptography.IsSupported ? VectorSymmetricCryptography.Instance : SymmetricCryptography.Platform;

        Assert.Same(ours, new ProviderSet(random, new VectorProvider(random), new BouncyCastleProvider(random)).Symmetric);
        Assert.Same(SymmetricCryptography.Platform, new ProviderSet(random, new BouncyCastleProvider(random)).Symmetric);
    }
}
