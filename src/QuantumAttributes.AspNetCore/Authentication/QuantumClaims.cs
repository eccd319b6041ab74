using System.Globalization;
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

    /// <summary>How the caller proved possession: <c>channel</c>, <c>session</c> or <c>signature</c>; a claim for each.</summary>
    public const string Mechanism = "quantum:mechanism";

    /// <summary>When the caller last proved possession, in whole seconds since 1970.</summary>
    public const string AuthenticationTime = "quantum:auth_time";

    /// <summary><c>true</c> where the request was signed with the caller's classical key besides; else there is no such claim.</summary>
    public const string Hybrid = "quantum:hybrid";

    private const string ReservedPrefix = "quantum:";

    /// <summary>Makes the principal of an identity from the proofs that its request carries, of which there is one at least.</summary>
    internal static ClaimsPrincipal CreatePrincipal(QuantumIdentity identity, params IReadOnlyCollection<QuantumProof> proofs)
    {
        var claims = new ClaimsIdentity(QuantumAuthenticationDefaults.Scheme, ClaimTypes.Name, ClaimTypes.Role);
        claims.AddClaim(new Claim(ClaimTypes.Name, identity.Subject));
        claims.AddClaim(new Claim(ClaimTypes.NameIdentifier, identity.Subject));
        claims.AddClaim(new Claim(KeyId, identity.KeyId.ToString()));
        claims.AddClaim(new Claim(Algorithm, NameOf(identity.Key.Algorithm)));
        foreach ((QuantumMechanism mechanism, string name) in MechanismNames.All)
        {
            if (proofs.Any(proof => proof.Mechanism == mechanism))
                claims.AddClaim(new Claim(Mechanism, name));
        }

        string time = proofs.Max(proof => proof.Time).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        claims.AddClaim(new Claim(AuthenticationTime, time, ClaimValueTypes.Integer64));
        if (proofs.Any(proof => proof.IsHybrid))
            claims.AddClaim(new Claim(Hybrid, "true", ClaimValueTypes.Boolean));

        // An identity cannot give itself the claims that only a proof gives.
        claims.AddClaims(identity.Claims.Where(claim =>
            !claim.Type.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase) && !claim.Type.Equals(QuantumWaiver.ClaimType, StringComparison.OrdinalIgnoreCase)));
        return new ClaimsPrincipal(claims);
    }

    /// <summary>An algorithm's name in claims and challenges.</summary>
    internal static string NameOf(SignatureAlgorithm algorithm) => algorithm.HttpSignatureName ?? algorithm.Name;

    internal static QuantumMechanism ReadMechanisms(ClaimsIdentity identity)
    {
        var all = QuantumMechanism.None;
        foreach (Claim claim in identity.Claims)
        {
            if (!claim.Type.Equals(Mechanism, StringComparison.OrdinalIgnoreCase))
                continue;
            for (int i = 0; i < MechanismNames.All.Count; i++)
                all |= claim.Value == MechanismNames.All[i].Name ? MechanismNames.All[i].Mechanism : QuantumMechanism.None;
        }

        return all;
    }

    internal static SignatureAlgorithm? ReadAlgorithm(ClaimsIdentity identity) =>
        SignatureAlgorithm.TryParse(identity.FindFirst(Algorithm)?.Value, out SignatureAlgorithm? algorithm) ? algorithm : null;

    internal static bool IsHybrid(ClaimsIdentity identity) => identity.HasClaim(Hybrid, "true");

    /// <summary>When the caller last proved possession, in seconds since 1970; null where nothing says so.</summary>
    internal static long? ReadTime(ClaimsIdentity identity) =>
        long.TryParse(identity.FindFirst(AuthenticationTime)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long time) ? time : null;
}
