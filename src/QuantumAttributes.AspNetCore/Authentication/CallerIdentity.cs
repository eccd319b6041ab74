using System.Globalization;
using System.Security.Claims;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>
/// A caller that signed in, as their request proves it. The claims that say so are made when somebody looks at them: most endpoints ask for
/// a profile and nothing else. Once made they belong to this one request, whatever the application adds or removes.
/// </summary>
/// <remarks>As thread-safe as any claims identity: not at all.</remarks>
internal sealed class CallerIdentity : ClaimsIdentity
{
    private const string ReservedPrefix = "quantum:";

    private readonly QuantumIdentity _identity;
    private bool _hasClaims;

    public CallerIdentity(QuantumIdentity identity, QuantumProof proof, QuantumProof? other = null)
        : base(QuantumAuthenticationDefaults.Scheme, ClaimTypes.Name, ClaimTypes.Role)
    {
        _identity = identity;
        Mechanisms = proof.Mechanism | (other?.Mechanism ?? QuantumMechanism.None);
        IsHybrid = proof.IsHybrid || other?.IsHybrid == true;
        Time = other?.Time > proof.Time ? other.Value.Time : proof.Time;
    }

    private CallerIdentity(CallerIdentity other)
        : base(QuantumAuthenticationDefaults.Scheme, ClaimTypes.Name, ClaimTypes.Role)
    {
        _identity = other._identity;
        Mechanisms = other.Mechanisms;
        IsHybrid = other.IsHybrid;
        Time = other.Time;
    }

    public SignatureAlgorithm Algorithm => _identity.Key.Algorithm;

    public QuantumMechanism Mechanisms { get; }

    public bool IsHybrid { get; }

    /// <summary>When the caller last proved possession of the key.</summary>
    public DateTimeOffset Time { get; }

    public override IEnumerable<Claim> Claims
    {
        get
        {
            MakeClaims();
            return base.Claims;
        }
    }

    public override void AddClaim(Claim claim)
    {
        MakeClaims();
        base.AddClaim(claim);
    }

    public override void AddClaims(IEnumerable<Claim?> claims)
    {
        MakeClaims();
        base.AddClaims(claims);
    }

    public override void RemoveClaim(Claim? claim)
    {
        MakeClaims();
        base.RemoveClaim(claim);
    }

    public override bool TryRemoveClaim(Claim? claim)
    {
        MakeClaims();
        return base.TryRemoveClaim(claim);
    }

    public override ClaimsIdentity Clone() => _hasClaims ? base.Clone() : new CallerIdentity(this);

    private void MakeClaims()
    {
        if (_hasClaims)
            return;
        _hasClaims = true;
        base.AddClaim(new Claim(ClaimTypes.Name, _identity.Subject));
        base.AddClaim(new Claim(ClaimTypes.NameIdentifier, _identity.Subject));
        base.AddClaim(new Claim(QuantumClaims.KeyId, _identity.KeyId.ToString()));
        base.AddClaim(new Claim(QuantumClaims.Algorithm, QuantumClaims.NameOf(Algorithm)));
        foreach (string name in MechanismNames.Of(Mechanisms))
            base.AddClaim(new Claim(QuantumClaims.Mechanism, name));
        string time = Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        base.AddClaim(new Claim(QuantumClaims.AuthenticationTime, time, ClaimValueTypes.Integer64));
        if (IsHybrid)
            base.AddClaim(new Claim(QuantumClaims.Hybrid, "true", ClaimValueTypes.Boolean));

        // An identity cannot give itself the claims that only a proof gives.
        foreach (Claim claim in _identity.Claims)
        {
            if (!claim.Type.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase)
                && !claim.Type.Equals(QuantumWaiver.ClaimType, StringComparison.OrdinalIgnoreCase))
                base.AddClaim(claim);
        }
    }
}
