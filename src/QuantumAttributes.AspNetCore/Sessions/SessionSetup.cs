using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.Channels.Sessions;

namespace QuantumAttributes.AspNetCore.Sessions;

/// <summary>What the start-up check asks about sessions.</summary>
internal static class SessionSetup
{
    /// <summary>Whether everything is right; otherwise what is not, with its option and remedy.</summary>
    public static bool Check(QuantumOptions options, List<string> problems)
    {
        int before = problems.Count;
        TimeSpan lifetime = options.Sessions.Lifetime;
        if (lifetime < TimeSpan.FromSeconds(1) || lifetime > SessionServerOptions.MaxLifetime)
            problems.Add($"quantum.Sessions.Lifetime: {lifetime} is out of range. Use 1 to {(int)SessionServerOptions.MaxLifetime.TotalSeconds} seconds.");
        if (options.TakesSessions)
            return problems.Count == before;

        string reason = options.Sessions.Enabled
            ? "every suite of quantum.Channels.Suites is for CNSA 2.0, which has no HMAC-SHA-256. Add another suite"
            : "quantum.Sessions.Enabled is false. Set it";
        foreach (QuantumProfile profile in options.Profiles.Values.Where(profile => profile.Mechanisms == QuantumMechanism.Session))
        {
            problems.Add(
                $"The profile '{profile.Name}' demands Session, and no sessions are taken: {reason}, or use RequireMechanism with Channel or Signature.");
        }

        return problems.Count == before;
    }
}
