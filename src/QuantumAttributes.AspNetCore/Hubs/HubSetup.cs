using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.AspNetCore.Channels;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>
/// What the start-up check asks about hubs: a hub that demands something and whose connections are not ours would run in the clear, and a method that
/// names a policy which there is not would never answer.
/// </summary>
internal sealed class HubSetup(
    QuantumHubs hubs, QuantumOptions options, IAuthorizationPolicyProvider policies, IServiceProvider services, IReadOnlyList<Endpoint> endpoints)
{
    /// <summary>
    /// Whether everything is right; otherwise what is not, with its option and remedy. Transports that cannot carry a channel are switched off.
    /// </summary>
    public bool Check(List<string> problems)
    {
        int before = problems.Count;
        TimeSpan lifetime = options.Hubs.ChannelLifetime;
        if (lifetime < TimeSpan.FromSeconds(1) || lifetime > TimeSpan.FromSeconds(300))
            problems.Add($"quantum.Hubs.ChannelLifetime: {lifetime} is out of range. Use 1 to 300 seconds.");
        CheckOrigins(problems);
        CheckHandlers(problems);
        CheckTransports(problems);
        CheckPolicies(problems);
        CheckMechanisms(problems);
        return problems.Count == before;
    }

    private void CheckOrigins(List<string> problems)
    {
        foreach (string origin in options.Hubs.AllowedOrigins)
        {
            try
            {
                if (QuantumOrigins.Normalize(origin) != origin)
                    problems.Add($"quantum.Hubs.AllowedOrigins: browsers write '{origin}' as '{QuantumOrigins.Normalize(origin)}'. Write it so.");
            }
            catch (FormatException e)
            {
                problems.Add($"quantum.Hubs.AllowedOrigins: {e.Message} Write scheme, host and port only.");
            }
        }
    }

    private void CheckHandlers(List<string> problems)
    {
        IEnumerable<Endpoint> demanding = endpoints.Where(endpoint => hubs.Find(endpoint) is null && IsDemanding(endpoint));
        foreach (Endpoint endpoint in demanding.DistinctBy(endpoint => endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType))
        {
            if (endpoint.Metadata.GetMetadata<HubMetadata>() is not { } metadata)
                continue;
            problems.Add(
                $"The hub {metadata.HubType.Name} demands what only our connection handler gives, and is not registered. "
                + $"Put the attribute on the class of the hub itself, or call builder.Services.AddQuantumHub<{metadata.HubType.Name}>().");
        }

        foreach (HubRegistration hub in hubs.All.DistinctBy(hub => hub.HubType).Where(hub => !hub.IsInPlace(services)))
        {
            problems.Add(
                $"The hub {hub.HubType.Name} has another HubConnectionHandler<{hub.HubType.Name}>, which would run it in the clear. Remove its registration.");
        }
    }

    private void CheckTransports(List<string> problems)
    {
        foreach (Endpoint endpoint in endpoints)
        {
            if (hubs.Find(endpoint) is not { } hub
                || endpoint.Metadata.GetMetadata<IQuantumChannelMetadata>() is null
                || hubs.Secure(endpoint).Metadata.GetMetadata<HttpConnectionDispatcherOptions>() is not { Transports: HttpTransportType.None })
                continue;
            problems.Add(
                $"The hub {hub.HubType.Name} takes server-sent events only, which cannot carry a channel. Allow WebSockets or LongPolling in MapHub(…).");
        }
    }

    private void CheckPolicies(List<string> problems)
    {
        foreach (QuantumPolicyUse use in hubs.All.SelectMany(hub => hub.Policies).Where(use => use.Profile is null).DistinctBy(use => use.Policy))
        {
            // A startup filter cannot wait otherwise, and nothing else runs yet.
            if (policies.GetPolicyAsync(use.Policy).GetAwaiter().GetResult() is not null)
                continue;
            problems.Add(
                $"There is no policy '{use.Policy}', which {use.Where} names: whoever calls it would wait for ever. "
                + $"Add it with builder.Services.AddAuthorizationBuilder().AddPolicy(\"{use.Policy}\", …).");
        }
    }

    // A handshake signs in by its channel or by a session's ticket, and with no classical key beside.
    private void CheckMechanisms(List<string> problems)
    {
        var said = new HashSet<(Type, string)>();
        foreach (Endpoint endpoint in endpoints)
        {
            if (hubs.Find(endpoint) is not { } hub || endpoint.Metadata.GetMetadata<IQuantumChannelMetadata>() is null)
                continue;
            foreach (string name in ProfilesOf(endpoint, hub.HubType))
            {
                if (!options.Profiles.TryGetValue(name, out QuantumProfile? profile) || CanBeMetInChannel(profile) || !said.Add((hub.HubType, name)))
                    continue;
                problems.Add(
                    $"The profile '{name}', which the hub {hub.HubType.Name} names, can be met by nobody there: a hub in a channel is signed in to by "
                    + "Channel or Session, and without a classical signature. Let the profile take one of them, or name another.");
            }
        }
    }

    private IEnumerable<string> ProfilesOf(Endpoint endpoint, Type hubType)
    {
        IEnumerable<string?> ofHub = hubs.Secure(endpoint).Metadata.GetMetadata<HubDemands>()!.Authorization
            .Select(demand => new QuantumPolicyUse(demand.Policy!, "").Profile);
        IEnumerable<string?> ofMethods = hubs.All.Where(hub => hub.HubType == hubType).SelectMany(hub => hub.Policies).Select(use => use.Profile);
        return ofHub.Concat(ofMethods).OfType<string>();
    }

    private static bool CanBeMetInChannel(QuantumProfile profile) =>
        (profile.Mechanisms & (QuantumMechanism.Channel | QuantumMechanism.Session)) != 0 && !profile.IsHybrid;

    private static bool IsDemanding(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IQuantumChannelMetadata>() is not null || endpoint.Metadata.GetMetadata<IQuantumAuthMetadata>() is not null;
}
