using System.Globalization;
using System.Security.Claims;
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

    /// <summary>An algorithm's name in claims and challenges.</summary>
    internal static string NameOf(SignatureAlgorithm algorithm) => algorithm.HttpSignatureName ?? algorithm.Name;

    /// <summary>The algorithm that a caller proved to have a key of, or null.</summary>
    internal static SignatureAlgorithm? ReadAlgorithm(ClaimsIdentity identity) => identity switch
    {
        CallerIdentity caller => caller.Algorithm,
        _ when SignatureAlgorithm.TryParse(identity.FindFirst(Algorithm)?.Value, out SignatureAlgorithm? algorithm) => algorithm,
        _ => null,
    };

    /// <summary>The name of the algorithm that a user's claims say, or null.</summary>
    internal static string? FindAlgorithm(ClaimsPrincipal user)
    {
        foreach (ClaimsIdentity identity in user.Identities)
        {
            string? name = identity is CallerIdentity caller ? NameOf(caller.Algorithm) : identity.FindFirst(Algorithm)?.Value;
            if (name is not null)
                return name;
        }

        return null;
    }

    /// <summary>The mechanisms by which a caller proved it.</summary>
    internal static QuantumMechanism ReadMechanisms(ClaimsIdentity identity)
    {
        if (identity is CallerIdentity caller)
            return caller.Mechanisms;
        var all = QuantumMechanism.None;
        foreach (Claim claim in identity.FindAll(Mechanism))
        {
            foreach ((QuantumMechanism mechanism, string name) in MechanismNames.All)
                all |= claim.Value == name ? mechanism : QuantumMechanism.None;
        }

        return all;
    }

    internal static bool IsHybrid(ClaimsIdentity identity) => identity is CallerIdentity caller ? caller.IsHybrid : identity.HasClaim(Hybrid, "true");

    /// <summary>When the caller last proved possession, in seconds since 1970; null where nothing says so.</summary>
    internal static long? ReadTime(ClaimsIdentity identity) => identity switch
    {
        CallerIdentity caller => caller.Time.ToUnixTimeSeconds(),
        _ when long.TryParse(
            identity.FindFirst(AuthenticationTime)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long time) => time,
        _ => null,
    };
}
