using System.Security.Claims;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>The claims of a caller that signed in with post-quantum cryptography (protocol.md §6).</summary>
public static class QuantumClaims
{
    /// <summary>The thumbprint of the caller's key.</summary>
    public const string KeyId = "quantum:kid";

    /// <summary>The algorithm of the caller's key, such as <c>ml-dsa-65</c>.</summary>
    public const string Algorithm = "quantum:alg";

    /// <summary>How the caller proved possession: <c>channel</c> or <c>signature</c>; a claim for each.</summary>
    public const string Mechanism = "quantum:mechanism";

    /// <summary>Makes the principal of an identity.</summary>
    internal static ClaimsPrincipal CreatePrincipal(QuantumIdentity identity, QuantumMechanism mechanisms)
    {
        var claims = new ClaimsIdentity(QuantumAuthenticationDefaults.Scheme, ClaimTypes.Name, ClaimTypes.Role);
        claims.AddClaim(new Claim(ClaimTypes.Name, identity.Subject));
        claims.AddClaim(new Claim(ClaimTypes.NameIdentifier, identity.Subject));
        claims.AddClaim(new Claim(KeyId, identity.KeyId.ToString()));
        claims.AddClaim(new Claim(Algorithm, identity.Key.Algorithm.HttpSignatureName ?? identity.Key.Algorithm.Name));
        foreach ((QuantumMechanism mechanism, string name) in MechanismNames.All)
        {
            if (mechanisms.HasFlag(mechanism))
                claims.AddClaim(new Claim(Mechanism, name));
        }

        // An identity cannot give itself the claims that only a proof gives.
        claims.AddClaims(identity.Claims.Where(claim => claim.Type is not (KeyId or Algorithm or Mechanism)));
        return new ClaimsPrincipal(claims);
    }

    internal static QuantumMechanism ReadMechanisms(ClaimsIdentity identity) =>
        MechanismNames.All.Where(pair => identity.HasClaim(Mechanism, pair.Name))
            .Aggregate(QuantumMechanism.None, (all, pair) => all | pair.Mechanism);

    internal static int ReadCategory(ClaimsIdentity identity) =>
        SignatureAlgorithm.TryParse(identity.FindFirst(Algorithm)?.Value, out SignatureAlgorithm? algorithm) ? algorithm.NistCategory : 0;
}
