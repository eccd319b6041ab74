using QuantumAttributes.AspNetCore.Authentication;

namespace QuantumAttributes.AspNetCore.Tests.Authentication;

public class QuantumChallengeTests
{
    /// <summary>What a profile takes that names no mechanism.</summary>
    private const string Any = "channel session signature";

    [Fact]
    public void Given_TheDefaultProfile_When_AnEndpointChallenges_Expect_TheProtocolsExample() =>
        Assert.Equal($"Quantum algs=\"ml-dsa-65 ml-dsa-87\", mechanisms=\"{Any}\"", Challenge(profile => { }));

    [Fact]
    public void Given_ACategory_When_AnEndpointChallenges_Expect_ItsAlgorithms()
    {
        Assert.Equal($"Quantum algs=\"ml-dsa-44 ml-dsa-65 ml-dsa-87\", mechanisms=\"{Any}\"", Challenge(profile => profile.RequireCategory(2)));
        Assert.Equal($"Quantum algs=\"ml-dsa-87\", mechanisms=\"{Any}\"", Challenge(profile => profile.RequireCategory(5)));
    }

    [Fact]
    public void Given_Algorithms_When_AnEndpointChallenges_Expect_ThoseOfTheCategory() =>
        Assert.Equal(
            $"Quantum algs=\"ml-dsa-65 SLH-DSA-SHA2-192s\", mechanisms=\"{Any}\"",
            Challenge(profile => profile.RequireAlgorithm(
                SignatureAlgorithmName.MLDsa44, SignatureAlgorithmName.MLDsa65, SignatureAlgorithmName.SlhDsaSha2_192s)));

    [Fact]
    public void Given_AMechanism_When_AnEndpointChallenges_Expect_It() =>
        Assert.Equal(
            "Quantum algs=\"ml-dsa-65 ml-dsa-87\", mechanisms=\"channel\"",
            Challenge(profile => profile.RequireMechanism(QuantumMechanism.Channel)));

    // Only a signature makes a sign-in fresh at once.
    [Fact]
    public void Given_Freshness_When_AnEndpointChallenges_Expect_TheSignatureNamed() =>
        Assert.Equal(
            "Quantum algs=\"ml-dsa-65 ml-dsa-87\", mechanisms=\"channel signature\"",
            Challenge(profile => profile.RequireMechanism(QuantumMechanism.Channel).RequireFreshSignIn(TimeSpan.FromMinutes(1))));

    [Fact]
    public void Given_AHybridProfile_When_AnEndpointChallenges_Expect_TheClassicalAlgorithmsToo() =>
        Assert.Equal(
            "Quantum algs=\"ml-dsa-65 ml-dsa-87\", mechanisms=\"signature\", classical=\"ecdsa-p256-sha256 ecdsa-p384-sha384\"",
            Challenge(profile => profile.RequireHybrid()));

    [Fact]
    public void Given_SeveralProfiles_When_AnEndpointChallenges_Expect_WhatAllTake() =>
        Assert.Equal(
            "Quantum algs=\"ml-dsa-87\", mechanisms=\"signature\"",
            Challenge(profile => profile.RequireCategory(5), profile => profile.RequireMechanism(QuantumMechanism.Signature)));

    [Fact]
    public void Given_ProfilesWithoutACommonMechanism_When_AnEndpointChallenges_Expect_BothMechanisms() =>
        Assert.Equal(
            "Quantum algs=\"ml-dsa-65 ml-dsa-87\", mechanisms=\"channel signature\"",
            Challenge(
                profile => profile.RequireMechanism(QuantumMechanism.Channel),
                profile => profile.RequireMechanism(QuantumMechanism.Signature)));

    [Fact]
    public void Given_RolesAndClaims_When_AnEndpointChallenges_Expect_NothingOfThem() =>
        Assert.Equal(Challenge(profile => { }), Challenge(profile => profile.RequireRole("teller").RequireClaim("branch", "7")));

    private static string Challenge(params Action<QuantumProfileBuilder>[] profiles) => QuantumChallenge.For(
        [.. profiles.Select((configure, number) =>
        {
            var builder = new QuantumProfileBuilder($"{number}");
            configure(builder);
            return builder.Build();
        })]);
}
