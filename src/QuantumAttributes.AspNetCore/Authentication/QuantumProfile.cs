using System.Security.Claims;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>What a caller must have proven and be, under the name that <c>[QuantumAuth("name")]</c> gives.</summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Mechanisms">The mechanisms of which one at least must have been used.</param>
/// <param name="Category">The least NIST category of the caller's key.</param>
/// <param name="Claims">The claims that the caller must have: type, and the values of which one is enough (none: any value).</param>
public sealed record QuantumProfile(
    string Name, QuantumMechanism Mechanisms, int Category, IReadOnlyList<(string Type, IReadOnlyList<string> Values)> Claims)
{
    /// <summary>The algorithms of which the caller's key must have one; null: any of the category.</summary>
    public IReadOnlyList<SignatureAlgorithm>? Algorithms { get; init; }

    /// <summary>Whether a classical signature must stand beside the post-quantum one.</summary>
    public bool IsHybrid { get; init; }

    /// <summary>How long ago the caller may have proven possession of the key; null: as long as the mechanism lets it.</summary>
    public TimeSpan? Freshness { get; init; }

    /// <summary>What is wrong with the profile: an application that has such a one does not start.</summary>
    internal IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether a caller satisfies the profile at this time.</summary>
    public bool IsSatisfiedBy(ClaimsPrincipal user, DateTimeOffset now)
    {
        foreach (ClaimsIdentity identity in user.Identities)
        {
            if (IsOurs(identity) && Admits(identity) && IsProvenBy(identity, now))
                return true;
        }

        return false;
    }

    /// <summary>Whether a key of this algorithm can satisfy the profile.</summary>
    internal bool Accepts(SignatureAlgorithm algorithm) => algorithm.NistCategory >= Category && Algorithms?.Contains(algorithm) != false;

    /// <summary>Whether the caller, who does not satisfy the profile yet, will by signing in once more, as it demands.</summary>
    internal bool CouldBeSatisfiedBy(ClaimsPrincipal user) =>
        user.Identities.Any(identity => IsOurs(identity) && Admits(identity));

    private static bool IsOurs(ClaimsIdentity identity) => identity.AuthenticationType == QuantumAuthenticationDefaults.Scheme;

    // What the caller is.
    private bool Admits(ClaimsIdentity identity) =>
        QuantumClaims.ReadAlgorithm(identity) is { } algorithm && Accepts(algorithm)
        && (Claims.Count == 0 || HasClaims(identity));

    private bool HasClaims(ClaimsIdentity identity) => Claims.All(demand => identity.HasClaim(claim =>
        claim.Type == demand.Type && (demand.Values.Count == 0 || demand.Values.Contains(claim.Value, StringComparer.Ordinal))));

    // How, and when, the caller has shown it.
    private bool IsProvenBy(ClaimsIdentity identity, DateTimeOffset now) =>
        (QuantumClaims.ReadMechanisms(identity) & Mechanisms) != 0
        && (!IsHybrid || QuantumClaims.IsHybrid(identity))
        && (Freshness is not { } freshness || IsFresh(identity, now, freshness));

    // A proof from the future is one from before the clock was set back: nobody knows how old it is.
    private static bool IsFresh(ClaimsIdentity identity, DateTimeOffset now, TimeSpan freshness) =>
        QuantumClaims.ReadTime(identity) is { } time
        && now.ToUnixTimeSeconds() - time is var age
        && age <= freshness.TotalSeconds
        && age >= -RequestSignatureProfile.MaxClockSkew.TotalSeconds;
}
