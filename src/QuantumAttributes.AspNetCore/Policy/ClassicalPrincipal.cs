using System.Security.Claims;

namespace QuantumAttributes.AspNetCore.Policy;

/// <summary>A caller whom only classical cryptography vouches for, as handlers see them under a waiver: marked, and without any claim of ours.</summary>
internal static class ClassicalPrincipal
{
    private const string No = "false";
    private const string ClaimPrefix = QuantumWaiver.ClaimType + ":";

    /// <summary>The principal of another authentication scheme, marked; null where nobody is signed in.</summary>
    public static ClaimsPrincipal? Mark(ClaimsPrincipal? principal)
    {
        ClaimsIdentity[] identities = [.. principal?.Identities.Where(identity => identity.IsAuthenticated).Select(Mark) ?? []];
        return identities.Length == 0 ? null : new ClaimsPrincipal(identities);
    }

    /// <summary>Whether an identity is a marked one.</summary>
    public static bool IsMarked(ClaimsIdentity identity) => identity.HasClaim(QuantumWaiver.ClaimType, No);

    // Whatever an issuer of classical tokens writes: that a key of ours was proven, only we say.
    private static ClaimsIdentity Mark(ClaimsIdentity identity)
    {
        ClaimsIdentity marked = identity.Clone();
        foreach (Claim claim in marked.Claims.Where(IsOurs).ToArray())
            marked.TryRemoveClaim(claim);
        marked.AddClaim(new Claim(QuantumWaiver.ClaimType, No, ClaimValueTypes.Boolean));
        return marked;
    }

    private static bool IsOurs(Claim claim) =>
        claim.Type.Equals(QuantumWaiver.ClaimType, StringComparison.OrdinalIgnoreCase) || claim.Type.StartsWith(ClaimPrefix, StringComparison.OrdinalIgnoreCase);
}
