using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>The challenge of a 401 (protocol.md §6): what an endpoint takes, the same for everybody, and never why somebody was refused.</summary>
internal static class QuantumChallenge
{
    /// <summary>The challenge of an endpoint that demands all of these profiles, of which there is one at least.</summary>
    public static string For(IReadOnlyCollection<QuantumProfile> profiles)
    {
        IEnumerable<string> algorithms = SignatureAlgorithm.All
            .Where(algorithm => IsOffered(algorithm, profiles) && profiles.All(profile => profile.Accepts(algorithm)))
            .Select(QuantumClaims.NameOf);
        string challenge = $"{QuantumAuthenticationDefaults.Scheme} algs=\"{string.Join(' ', algorithms)}\", "
            + $"mechanisms=\"{string.Join(' ', MechanismNames.Of(MechanismsOf(profiles)))}\"";
        return profiles.Any(profile => profile.IsHybrid)
            ? $"{challenge}, classical=\"{string.Join(' ', ClassicalVerifyingKey.AlgorithmNames)}\""
            : challenge;
    }

    // Unasked only what signs everything, requests too; what a profile names, whatever it is.
    private static bool IsOffered(SignatureAlgorithm algorithm, IReadOnlyCollection<QuantumProfile> profiles) =>
        algorithm.HttpSignatureName is not null || profiles.Any(profile => profile.Algorithms is not null);

    // One that all take; else the caller needs several at once.
    private static QuantumMechanism MechanismsOf(IReadOnlyCollection<QuantumProfile> profiles)
    {
        QuantumMechanism common = profiles.Select(Accepted).Aggregate((all, one) => all & one);
        return common != QuantumMechanism.None ? common : profiles.Select(Accepted).Aggregate((all, one) => all | one);
    }

    // A signed request is a fresh sign-in, whichever mechanism came before.
    private static QuantumMechanism Accepted(QuantumProfile profile) =>
        profile.Freshness is null ? profile.Mechanisms : profile.Mechanisms | QuantumMechanism.Signature;
}
