using System.Security.Claims;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Tests.Authentication;

public class QuantumProfileTests
{
    private static readonly SigningKey Key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private static readonly QuantumProof ByChannel = new(QuantumMechanism.Channel, Now);

    [Theory]
    [InlineData(new[] { QuantumMechanism.Channel }, QuantumMechanism.Channel, true)]
    [InlineData(new[] { QuantumMechanism.Channel, QuantumMechanism.Signature }, QuantumMechanism.Signature, true)]
    [InlineData(new[] { QuantumMechanism.Channel }, QuantumMechanism.Signature, false)]
    [InlineData(new[] { QuantumMechanism.None }, QuantumMechanism.Channel, false)]
    public void Given_Mechanisms_When_AProfileDemandsOne_Expect_ThatOneOfThemIsIt(QuantumMechanism[] used, QuantumMechanism demanded, bool expected)
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireMechanism(demanded).Build();

        ClaimsPrincipal user = Principal(Identity(), [.. used.Select(one => new QuantumProof(one, Now))]);

        Assert.Equal(expected, profile.IsSatisfiedBy(user, Now));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Given_AKeyOfCategory3_When_AProfileDemandsACategory_Expect_NoHigherOne(int category, bool expected)
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireCategory(category).Build();

        Assert.Equal(expected, profile.IsSatisfiedBy(Principal(Identity(), ByChannel), Now));
    }

    [Theory]
    [InlineData("Quantum", true)]
    [InlineData("Cookies", false)]
    public void Given_TheSameClaims_When_AnotherSchemeMadeThem_Expect_ThemToCountForNothing(string scheme, bool expected)
    {
        var claims = new ClaimsIdentity(Principal(Identity(), ByChannel).Claims, scheme);

        Assert.Equal(expected, new QuantumProfileBuilder("x").Build().IsSatisfiedBy(new ClaimsPrincipal(claims), Now));
    }

    [Theory]
    [InlineData("teller", true)]
    [InlineData("Teller", false)]
    [InlineData("auditor", false)]
    public void Given_ARole_When_AProfileDemandsOne_Expect_ExactlyIt(string demanded, bool expected)
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireRole(demanded).Build();

        var teller = Principal(Identity(new Claim(ClaimTypes.Role, "teller")), ByChannel);

        Assert.Equal(expected, profile.IsSatisfiedBy(teller, Now));
    }

    [Fact]
    public void Given_AnIdentityWhoseClaimsLie_When_ItsPrincipalIsMade_Expect_OnlyWhatWasProven()
    {
        ClaimsPrincipal principal = Principal(
            Identity(
                new Claim(QuantumClaims.Mechanism, "signature"),
                new Claim(QuantumClaims.KeyId, "another"),
                new Claim(QuantumClaims.Algorithm, "ml-dsa-87"),
                new Claim(QuantumClaims.Hybrid, "true"),
                new Claim(QuantumClaims.AuthenticationTime, "1"),
                new Claim("Quantum:Anything", "that a later version may prove")),
            ByChannel);

        Assert.Equal("channel", Assert.Single(principal.FindAll(QuantumClaims.Mechanism)).Value);
        Assert.Equal(Key.VerifyingKey.Thumbprint.ToString(), Assert.Single(principal.FindAll(QuantumClaims.KeyId)).Value);
        Assert.Equal("ml-dsa-65", Assert.Single(principal.FindAll(QuantumClaims.Algorithm)).Value);
        Assert.Equal("1800000000", Assert.Single(principal.FindAll(QuantumClaims.AuthenticationTime)).Value);
        Assert.Equal(4, principal.Claims.Count(claim => claim.Type.StartsWith("quantum:", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("ML-DSA-65", true)]
    [InlineData("ML-DSA-87", false)]
    [InlineData("SLH-DSA-SHA2-192s", false)]
    public void Given_AKey_When_AProfileDemandsAnAlgorithm_Expect_ExactlyIt(string algorithm, bool expected)
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireAlgorithm(algorithm).Build();

        Assert.Equal(expected, profile.IsSatisfiedBy(Principal(Identity(), ByChannel), Now));
    }

    [Fact]
    public void Given_ANameThatIsNoAlgorithm_When_Demanded_Expect_NobodyToHaveIt()
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireAlgorithm("RSA").Build();

        Assert.Single(profile.Problems);
        Assert.False(profile.IsSatisfiedBy(Principal(Identity(), ByChannel), Now));
    }

    [Theory]
    [InlineData(QuantumMechanism.Signature, true, true)]
    [InlineData(QuantumMechanism.Signature, false, false)]
    [InlineData(QuantumMechanism.Channel, false, false)]
    public void Given_AHybridProfile_When_ACallerComes_Expect_TwoSignatures(QuantumMechanism mechanism, bool two, bool expected)
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireHybrid().Build();

        ClaimsPrincipal user = Principal(Identity(), new QuantumProof(mechanism, Now, two));

        Assert.Equal(QuantumMechanism.Signature, profile.Mechanisms);
        Assert.Equal(expected, profile.IsSatisfiedBy(user, Now));
        Assert.True(profile.CouldBeSatisfiedBy(user));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(-5, true)]
    [InlineData(-6, false)]
    public void Given_TheAgeOfAProof_When_AProfileDemandsAFreshOne_Expect_NoneOlderAndNoneFromTheFuture(int age, bool expected)
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireFreshSignIn(TimeSpan.FromMinutes(1)).Build();

        ClaimsPrincipal user = Principal(Identity(), ByChannel);

        Assert.Equal(expected, profile.IsSatisfiedBy(user, Now.AddSeconds(age)));
        Assert.True(profile.CouldBeSatisfiedBy(user));
    }

    [Fact]
    public void Given_TwoProofs_When_APrincipalIsMade_Expect_TheTimeOfTheLater()
    {
        ClaimsPrincipal user = Principal(Identity(), ByChannel, new QuantumProof(QuantumMechanism.Signature, Now.AddSeconds(9)));

        Assert.Equal("1800000009", user.FindFirst(QuantumClaims.AuthenticationTime)!.Value);
    }

    [Fact]
    public void Given_ACallerWithoutTheRole_When_Refused_Expect_ThatSigningInAnewWouldNotHelp()
    {
        QuantumProfile profile = new QuantumProfileBuilder("x").RequireRole("teller").RequireHybrid().Build();

        Assert.False(profile.CouldBeSatisfiedBy(Principal(Identity(), ByChannel)));
    }

    [Fact]
    public void Given_NoAlgorithm_When_Demanded_Expect_AnError() =>
        Assert.Throws<ArgumentException>(() => new QuantumProfileBuilder("x").RequireAlgorithm());

    [Fact]
    public void Given_LessThanASecond_When_DemandedAsFreshness_Expect_AnError() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantumProfileBuilder("x").RequireFreshSignIn(TimeSpan.FromMilliseconds(999)));

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Given_ACategoryThatIsNone_When_Demanded_Expect_AnError(int category) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantumProfileBuilder("x").RequireCategory(category));

    private static QuantumIdentity Identity(params Claim[] claims) => new() { Key = Key.VerifyingKey, Subject = "alice", Claims = claims };

    private static ClaimsPrincipal Principal(QuantumIdentity identity, params QuantumProof[] proofs) =>
        new(new CallerIdentity(identity, proofs[0], proofs.Length > 1 ? proofs[1] : null));
}
