using System.Security.Claims;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Tests.Authentication;

public class QuantumProfileTests
{
    private static readonly SigningKey Key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    [Theory]
    [InlineData(QuantumMechanism.Channel, QuantumMechanism.Channel, true)]
    [InlineData(QuantumMechanism.Channel | QuantumMechanism.Signature, QuantumMechanism.Signature, true)]
    [InlineData(QuantumMechanism.Channel, QuantumMechanism.Signature, false)]
    [InlineData(QuantumMechanism.None, QuantumMechanism.Channel, false)]
    public void Given_Mechanisms_When_AProfileDemandsOne_Expect_ThatOneOfThemIsIt(QuantumMechanism used, QuantumMechanism demanded, bool expected)
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireMechanism(demanded).Build();

        Assert.Equal(expected, profile.IsSatisfiedBy(QuantumClaims.CreatePrincipal(Identity(), used)));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Given_AKeyOfCategory3_When_AProfileDemandsACategory_Expect_NoHigherOne(int category, bool expected)
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireCategory(category).Build();

        Assert.Equal(expected, profile.IsSatisfiedBy(QuantumClaims.CreatePrincipal(Identity(), QuantumMechanism.Channel)));
    }

    [Theory]
    [InlineData("Quantum", true)]
    [InlineData("Cookies", false)]
    public void Given_TheSameClaims_When_AnotherSchemeMadeThem_Expect_ThemToCountForNothing(string scheme, bool expected)
    {
        var claims = new ClaimsIdentity(QuantumClaims.CreatePrincipal(Identity(), QuantumMechanism.Channel).Claims, scheme);

        Assert.Equal(expected, new QuantumProfileBuilder("x").Build().IsSatisfiedBy(new ClaimsPrincipal(claims)));
    }

    [Theory]
    [InlineData("teller", true)]
    [InlineData("Teller", false)]
    [InlineData("auditor", false)]
    public void Given_ARole_When_AProfileDemandsOne_Expect_ExactlyIt(string demanded, bool expected)
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireRole(demanded).Build();

        var teller = QuantumClaims.CreatePrincipal(Identity(new Claim(ClaimTypes.Role, "teller")), QuantumMechanism.Channel);

        Assert.Equal(expected, profile.IsSatisfiedBy(teller));
    }

    [Fact]
    public void Given_AnIdentityWhoseClaimsLie_When_ItsPrincipalIsMade_Expect_OnlyWhatWasProven()
    {
        ClaimsPrincipal principal = QuantumClaims.CreatePrincipal(
            Identity(
                new Claim(QuantumClaims.Mechanism, "signature"),
                new Claim(QuantumClaims.KeyId, "another"),
                new Claim(QuantumClaims.Algorithm, "ml-dsa-87")),
            QuantumMechanism.Channel);

        Assert.Equal("channel", Assert.Single(principal.FindAll(QuantumClaims.Mechanism)).Value);
        Assert.Equal(Key.VerifyingKey.Thumbprint.ToString(), Assert.Single(principal.FindAll(QuantumClaims.KeyId)).Value);
        Assert.Equal("ml-dsa-65", Assert.Single(principal.FindAll(QuantumClaims.Algorithm)).Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Given_ACategoryThatIsNone_When_Demanded_Expect_AnError(int category) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantumProfileBuilder("x").RequireCategory(category));

    private static QuantumIdentity Identity(params Claim[] claims) => new() { Key = Key.VerifyingKey, Subject = "alice", Claims = claims };
}
