using System.Security.Claims;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Tests.Authentication;

public sealed class CallerIdentityTests
{
    private static readonly SigningKey _key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
    private static readonly DateTimeOffset _time = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly Claim _role = new(ClaimTypes.Role, "teller");

    [Fact]
    public void Given_ACaller_When_ReadFromItsClaimsAlone_Expect_TheSame()
    {
        CallerIdentity caller = Create();

        var copy = new ClaimsIdentity(caller.Claims, QuantumAuthenticationDefaults.Scheme);

        Assert.Equal(QuantumMechanism.Channel | QuantumMechanism.Signature, QuantumClaims.ReadMechanisms(caller));
        Assert.Equal(QuantumClaims.ReadMechanisms(caller), QuantumClaims.ReadMechanisms(copy));
        Assert.Equal(SignatureAlgorithm.MLDsa44, QuantumClaims.ReadAlgorithm(copy));
        Assert.Equal(QuantumClaims.ReadTime(caller), QuantumClaims.ReadTime(copy));
        Assert.True(QuantumClaims.IsHybrid(caller) && QuantumClaims.IsHybrid(copy));
        Assert.Equal("ml-dsa-44", QuantumClaims.FindAlgorithm(new ClaimsPrincipal(caller)));
        Assert.Equal("ml-dsa-44", QuantumClaims.FindAlgorithm(new ClaimsPrincipal(copy)));
    }

    [Fact]
    public void Given_ACallerNobodyLookedAt_When_AClaimIsAdded_Expect_ItBesideTheOthers()
    {
        CallerIdentity caller = Create();

        caller.AddClaim(new Claim("department", "loans"));
        caller.AddClaims([new Claim("floor", "3")]);

        Assert.Equal("alice", caller.Name);
        Assert.True(caller.HasClaim("department", "loans") && caller.HasClaim("floor", "3") && caller.HasClaim(ClaimTypes.Role, "teller"));
        Assert.Equal(11, caller.Claims.Count());
    }

    [Fact]
    public void Given_ACallerNobodyLookedAt_When_AClaimIsRemoved_Expect_ItGone()
    {
        CallerIdentity caller = Create();

        Assert.False(caller.TryRemoveClaim(_role)); // the store's own claim, of which the caller has a copy
        Claim own = caller.FindFirst(ClaimTypes.Role)!;
        Assert.True(caller.TryRemoveClaim(own));
        Assert.Throws<InvalidOperationException>(() => Create().RemoveClaim(own));

        Assert.False(caller.HasClaim(ClaimTypes.Role, "teller"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_AClone_When_Changed_Expect_TheCallerAsItWas(bool lookedAt)
    {
        CallerIdentity caller = Create();
        if (lookedAt)
            _ = caller.Claims.Count();

        ClaimsIdentity clone = caller.Clone();
        clone.AddClaim(new Claim("department", "loans"));

        Assert.True(clone.HasClaim("department", "loans") && clone.HasClaim(ClaimTypes.Role, "teller") && clone.IsAuthenticated);
        Assert.Equal(QuantumClaims.ReadMechanisms(caller), QuantumClaims.ReadMechanisms(clone));
        Assert.Null(caller.FindFirst("department"));
        Assert.Null(Create().FindFirst("department"));
    }

    private static CallerIdentity Create() => new(
        new QuantumIdentity { Key = _key.VerifyingKey, Subject = "alice", Claims = [_role] },
        new QuantumProof(QuantumMechanism.Channel, _time),
        new QuantumProof(QuantumMechanism.Signature, _time.AddSeconds(5), IsHybrid: true));
}
