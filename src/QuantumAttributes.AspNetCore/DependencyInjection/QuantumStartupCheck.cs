using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.Agents;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Hubs;
using QuantumAttributes.AspNetCore.Identities;
using QuantumAttributes.AspNetCore.Policy;
using QuantumAttributes.AspNetCore.Sessions;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Policies;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.AspNetCore;

/// <summary>Looks at the whole set-up before the first request: an application that would fail open, or later, does not start.</summary>
internal sealed class QuantumStartupCheck(
    IOptions<QuantumOptions> options, IEnumerable<IQuantumModule> modules, QuantumOrigins origins, IServiceProvider services,
    ILogger<QuantumStartupCheck> logger)
{
    private readonly QuantumOptions _options = options.Value;

    /// <summary>What the application says that it uses: in the options, and as the algorithm of a capability.</summary>
    private IEnumerable<CryptographicAlgorithm> OfTheApplication =>
    [
        .. _options.SelfTestedAlgorithms,
        .. services.GetServices<AgentDescriptor>().SelectMany(agent => agent.Capabilities)
            .Select(capability => AlgorithmCatalogue.TryFind(capability.Algorithm, out CryptographicAlgorithm? algorithm) ? algorithm : null)
            .OfType<CryptographicAlgorithm>(),
    ];

    /// <summary>What can come to use, by the protocol or by the application.</summary>
    private IEnumerable<CryptographicAlgorithm> InUse => ChannelAlgorithms.All.Union(OfTheApplication);

    /// <summary>Checks everything and says all that is wrong at once.</summary>
    /// <param name="endpoints">All endpoints.</param>
    /// <param name="authorizes">Whether the application has the authorization middleware.</param>
    /// <exception cref="QuantumConfigurationException">Something is wrong.</exception>
    public void Run(IReadOnlyList<Endpoint> endpoints, bool authorizes)
    {
        var problems = new List<string>();
        if (_options.RequireAuthByDefault && !authorizes)
            problems.Add("quantum.RequireAuthByDefault: nobody would ask. Call app.UseAuthorization() between UseRouting() and UseEndpoints(…).");
        bool sound = CheckOrigins(problems) & CheckChannels(problems) & CheckProviders(problems);
        _options.Limits.Check(problems);
        var policy = services.GetRequiredService<DowngradePolicy>();
        policy.Check(endpoints, problems);
        sound &= SessionSetup.Check(_options, problems);
        sound &= CheckHubs(endpoints, problems);
        CheckMapping(endpoints, problems);
        CheckProfiles(endpoints, problems);
        CheckIdentities(endpoints, problems);
        CheckSuccessions(problems);
        sound &= CheckSharing(problems);
        string? identity = CheckKeys(problems);
        if (problems.Count > 0 || !sound)
            throw new QuantumConfigurationException(problems);

        _ = services.GetRequiredService<INonceStore>(); // counts its five seconds from the start, not from the first signature
        _ = services.GetRequiredService<IIdempotencyStore>(); // knows of nothing before it is there
        var providers = services.GetRequiredService<ProviderSet>();
        QuantumLog.Started(
            logger,
            identity!,
            origins.MayListen ? "(those that the server listens on)" : string.Join(", ", origins.All),
            providers.Describe(InUse.Where(providers.Supports)));
        policy.Announce(endpoints);
        CompareWithManifests(endpoints);
    }

    private void CompareWithManifests(IReadOnlyList<Endpoint> endpoints)
    {
        var comparison = new ManifestComparison(modules.Select(module => module.Manifest).OfType<QuantumManifest>());
        if (comparison.Unlisted(endpoints) is { Count: > 0 } unlisted)
            QuantumLog.NotInManifest(logger, string.Join(", ", unlisted));
    }

    private bool CheckOrigins(List<string> problems)
    {
        int before = problems.Count;
        if (_options.Origins.Count == 0 && !origins.MayListen)
            problems.Add("quantum.Origins: there is none. Add the origin that clients see, such as https://bank.example.");
        foreach (string origin in _options.Origins)
        {
            try
            {
                QuantumOrigins.Normalize(origin);
            }
            catch (FormatException e)
            {
                problems.Add($"quantum.Origins: {e.Message} Write scheme, host and port only.");
            }
        }

        string pathBase = _options.PublicPathBase;
        if (pathBase.Length > 0 && (pathBase[0] != '/' || pathBase.EndsWith('/')))
            problems.Add($"quantum.PublicPathBase: '{pathBase}' must begin with a slash and not end with one.");
        else if (pathBase.Length > 0 && !(Uri.TryCreate($"http://host{pathBase}", UriKind.Absolute, out Uri? uri) && uri.AbsolutePath == pathBase))
            problems.Add($"quantum.PublicPathBase: '{pathBase}' is not a path as requests have it. Write it as it stands in a URL, such as /bank.");
        return problems.Count == before;
    }

    private bool CheckChannels(List<string> problems)
    {
        int before = problems.Count;
        var channels = _options.Channels;
        if (channels.Lifetime < TimeSpan.FromSeconds(1) || channels.Lifetime > TimeSpan.FromSeconds(300))
            problems.Add($"quantum.Channels.Lifetime: {channels.Lifetime} is out of range. Use 1 to 300 seconds.");
        if (channels.Suites.Count == 0 || channels.Suites.Distinct().Count() != channels.Suites.Count)
            problems.Add("quantum.Channels.Suites: there is none, or one comes twice. Name each suite once, best first, or leave ChannelSuite.All.");
        if (channels.MaxFramePlaintext is < 1 or > Frame.MaxPlaintext)
            problems.Add($"quantum.Channels.MaxFramePlaintext: {channels.MaxFramePlaintext} is out of range. Use 1 to {Frame.MaxPlaintext} bytes.");
        if (channels.MaxProvisionalChannels < 1 || channels.MaxChannels < 1 || channels.MaxChannelsPerIdentity < 1)
            problems.Add("quantum.Channels: a cap is below 1, so that no channel could ever open. Raise it.");
        else if (channels.MaxAnonymousChannels < 1 || channels.MaxAnonymousChannels > channels.MaxChannels)
            problems.Add($"quantum.Channels.MaxAnonymousChannels: {channels.MaxAnonymousChannels} is out of range. Use 1 to MaxChannels, or null for half of it.");
        if (_options.MaxSignedContentLength < 0)
            problems.Add("quantum.MaxSignedContentLength: it is negative. Use 0 or more bytes.");
        if (_options.PolicyMaxAge < TimeSpan.Zero || _options.PolicyMaxAge > PolicyField.LongestMaxAge)
            problems.Add($"quantum.PolicyMaxAge: {_options.PolicyMaxAge} is out of range. Use 0 to {PolicyField.LongestMaxAge.Days} days.");
        problems.AddRange(_options.Idempotency.Validate().Select(problem => $"quantum.Idempotency.{problem}"));
        return problems.Count == before;
    }

    private bool CheckHubs(IReadOnlyList<Endpoint> endpoints, List<string> problems)
    {
        var hubs = new HubSetup(
            services.GetRequiredService<QuantumHubs>(), _options, services.GetRequiredService<IAuthorizationPolicyProvider>(), services, endpoints);
        return hubs.Check(problems);
    }

    // Shared keys without a shared window, or without shared nonces, would let a request through on each server once.
    private bool CheckSharing(List<string> problems)
    {
        if (_options.Channels.ReplayMode != ReplayMode.Shared)
            return true;
        const string Remedy = "Call builder.Services.AddQuantumEntityFrameworkStores(…), or register one of your own.";
        int before = problems.Count;
        if (services.GetService<IDiscoveryStore>() is null)
            problems.Add($"quantum.ShareChannels(): there is no IDiscoveryStore that the servers share. {Remedy}");
        if (services.GetRequiredService<INonceStore>() is MemoryNonceStore)
            problems.Add($"quantum.ShareChannels(): the nonces of signed requests are this process's own: each server would accept one once. {Remedy}");
        if (KeepsIdempotencyKeysToItself())
            problems.Add($"quantum.ShareChannels(): idempotency keys are this process's own: two first uses of one would run on each server. {Remedy}");
        if (services.GetService<IChannelStore>() is not { } store)
        {
            problems.Add($"quantum.ShareChannels(): there is no IChannelStore that the servers share. {Remedy}");
            return false;
        }

        try
        {
            // A startup filter cannot wait otherwise, and nothing else runs yet.
            store.FindAsync(default, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (ChannelStoreException e)
        {
            problems.Add($"quantum.ShareChannels(): {e.Message}");
        }

        return problems.Count == before;
    }

    // Whoever cannot sign in has no idempotency keys.
    private bool KeepsIdempotencyKeysToItself()
    {
        try
        {
            return services.GetRequiredService<IIdempotencyStore>() is MemoryIdempotencyStore
                && services.GetRequiredService<IQuantumIdentityStore>() is not IdentityStores { IsEmpty: true };
        }
        catch (Exception e) when (e is QuantumConfigurationException or KeyProtectionException or KeyStoreException or ArgumentException)
        {
            return false; // said by the checks of the keys and of the identities
        }
    }

    private bool CheckProviders(List<string> problems)
    {
        int before = problems.Count;
        var providers = services.GetRequiredService<ProviderSet>();
        IEnumerable<CryptographicAlgorithm> demanded = [.. _options.Channels.Suites.Select(suite => suite.Kem), SignatureAlgorithm.MLDsa65, .. OfTheApplication];
        foreach (CryptographicAlgorithm missing in demanded.Distinct().Where(algorithm => !providers.Supports(algorithm)))
        {
            string fewer = _options.Channels.Suites.Any(suite => suite.Kem == missing) ? ", or name fewer suites in quantum.Channels.Suites" : "";
            problems.Add($"quantum.Cryptography: {_options.Cryptography} offers no {missing} on this machine. Choose Fastest or PlatformFirst{fewer}.");
        }

        try
        {
            providers.RunSelfTest(InUse.Where(providers.Supports));
        }
        catch (CryptographicException e)
        {
            problems.Add($"quantum.Cryptography: {e.Message} Do not use this provider on this machine: choose another preference, and report it.");
        }

        return problems.Count == before;
    }

    private static void CheckMapping(IReadOnlyList<Endpoint> endpoints, List<string> problems)
    {
        if (!endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<QuantumAttributesMapped>() is not null))
            problems.Add("app.MapQuantumAttributes() was not called. Call it before app.Run(): without it no client can open a channel.");
    }

    private void CheckProfiles(IReadOnlyList<Endpoint> endpoints, List<string> problems)
    {
        IEnumerable<QuantumProfileUse> declared = modules.SelectMany(module => module.ProfileUses);
        IEnumerable<QuantumProfileUse> mapped = endpoints.SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Where(data => data.Policy?.StartsWith(QuantumAuthAttribute.PolicyPrefix, StringComparison.Ordinal) == true)
            .Select(data => new QuantumProfileUse(data.Policy![QuantumAuthAttribute.PolicyPrefix.Length..], endpoint.DisplayName ?? "an endpoint")));
        IEnumerable<QuantumProfileUse> ofHubs = services.GetRequiredService<QuantumHubs>().All.SelectMany(hub => hub.Policies)
            .Where(use => use.Profile is not null).Select(use => new QuantumProfileUse(use.Profile!, use.Where));
        foreach (var uses in declared.Concat(ofHubs).Concat(mapped).GroupBy(use => use.Profile).Where(uses => !_options.Profiles.ContainsKey(uses.Key)))
            problems.Add($"The profile '{uses.Key}', used by {uses.First().Where}, is unknown. Add it with quantum.AddProfile(\"{uses.Key}\", …).");

        problems.AddRange(_options.Profiles.Values.SelectMany(profile => profile.Problems));
        QuantumMechanism known = MechanismNames.All.Aggregate(QuantumMechanism.None, (all, pair) => all | pair.Mechanism);
        foreach (QuantumProfile profile in _options.Profiles.Values.Where(profile => (profile.Mechanisms & known) == 0))
        {
            problems.Add(
                $"The profile '{profile.Name}' demands {profile.Mechanisms}, which there is not. "
                + "Use RequireMechanism with Channel, Session or Signature.");
        }

        foreach (Endpoint endpoint in endpoints.Where(endpoint =>
            endpoint.Metadata.GetMetadata<IQuantumAuthMetadata>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null))
        {
            problems.Add($"{endpoint.DisplayName} has both [QuantumAuth] and [AllowAnonymous], which would let everybody in. Remove one of them.");
        }
    }

    private void CheckIdentities(IReadOnlyList<Endpoint> endpoints, List<string> problems)
    {
        bool used = _options.RequireAuthByDefault
            || modules.Any(module => module.ProfileUses.Count > 0)
            || endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<IQuantumAuthMetadata>() is not null);
        try
        {
            // A store that the application registers itself takes the place of those of the options.
            if (services.GetRequiredService<IQuantumIdentityStore>() is IdentityStores { IsEmpty: true } && used)
            {
                problems.Add(
                    "quantum.Identities: there is no identity store, and [QuantumAuth] or RequireAuthByDefault is in use. "
                    + "Call quantum.Identities.AddJwkSet(…), AddConfiguration(…) or AddStore(…).");
            }
        }
        catch (QuantumConfigurationException e)
        {
            problems.AddRange(e.Problems);
        }
    }

    private void CheckSuccessions(List<string> problems)
    {
        try
        {
            services.GetRequiredService<SuccessionFile>().Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ChannelException)
        {
            problems.Add($"quantum.Keys.PublishSuccessions: '{_options.Keys.Successions}': {e.Message} Correct the path or the file.");
        }
    }

    private string? CheckKeys(List<string> problems)
    {
        try
        {
            // A startup filter cannot wait otherwise, and nothing else runs yet.
            services.GetRequiredService<QuantumKeyManager>().InitializeAsync().AsTask().GetAwaiter().GetResult();
            return services.GetRequiredService<DiscoveryPublisher>().Identity.ToString();
        }
        catch (QuantumConfigurationException e)
        {
            problems.AddRange(e.Problems);
        }
        catch (KeyProtectionException e)
        {
            problems.Add($"quantum.Keys.Protect…: {e.Message}");
        }
        catch (Exception e) when (e is KeyStoreException or KeyRingException or ArgumentException)
        {
            problems.Add($"quantum.Keys: {e.Message}");
        }
        catch (Exception e) when (e is AlgorithmNotSupportedException or FormatException)
        {
            // Said by the checks of the providers and of the origins already.
        }

        return null;
    }
}
