using System.Security.Claims;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>What a caller must have proven and be, under the name that <c>[QuantumAuth("name")]</c> gives.</summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Mechanisms">The mechanisms of which one at least must have been used.</param>
/// <param name="Category">The least NIST category of the caller's key.</param>
/// <param name="Claims">The claims that the caller must have: type, and the values of which one is enough (none: any value).</param>
public sealed record QuantumProfile(
    string Name, QuantumMechanism Mechanisms, int Category, IReadOnlyList<(string Type, IReadOnlyList<string> Values)> Claims)
{
    /// <summary>Whether a caller satisfies the profile.</summary>
    public bool IsSatisfiedBy(ClaimsPrincipal user) =>
        user.Identities.Any(identity => identity.AuthenticationType == QuantumAuthenticationDefaults.Scheme && IsSatisfiedBy(identity));

    private bool IsSatisfiedBy(ClaimsIdentity identity) =>
        (QuantumClaims.ReadMechanisms(identity) & Mechanisms) != 0
        && QuantumClaims.ReadCategory(identity) >= Category
        && Claims.All(demand => identity.HasClaim(claim =>
            claim.Type == demand.Type && (demand.Values.Count == 0 || demand.Values.Contains(claim.Value, StringComparer.Ordinal))));
}
