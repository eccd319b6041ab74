using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Hubs;
using QuantumAttributes.AspNetCore.Idempotency;
using QuantumAttributes.AspNetCore.Identities;
using QuantumAttributes.AspNetCore.Policy;
using QuantumAttributes.AspNetCore.Sealing;
using QuantumAttributes.AspNetCore.Sessions;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers quantum security.</summary>
public static class QuantumAttributesServiceCollectionExtensions
{
    // A row outlives its retention until it is swept, and the clocks of several servers differ.
    private static readonly TimeSpan _answersAfterRetention = TimeSpan.FromHours(1);

    /// <summary>
    /// Registers quantum security with the modules of this application and of its references. The source generator intercepts the call
    /// and hands the modules over; it never runs as it stands here.
    /// </summary>
    /// <exception cref="InvalidOperationException">The call was not intercepted.</exception>
    public static IServiceCollection AddQuantumAttributes(this IServiceCollection services, Action<QuantumOptions>? configure = null) =>
        throw new InvalidOperationException(
            "AddQuantumAttributes() was not intercepted by the QuantumAttributes source generator. Reference the package QuantumAttributes "
            + "from the application itself, call AddQuantumAttributes() in the application and not in a library, and keep "
            + "'QuantumAttributes.Generated' in the MSBuild property InterceptorsNamespaces.");

    /// <summary>
    /// Registers quantum security with the module of this application, for those who avoid interception:
    /// <c>AddQuantumModule&lt;Bank_AppQuantumModule&gt;(quantum => …)</c> does what <c>AddQuantumAttributes(quantum => …)</c> would in the
    /// application <c>Bank.App</c>. Another call adds another module, such as one that no reference names.
    /// </summary>
    /// <typeparam name="TModule">The module, which the source generator wrote into <c>QuantumAttributes.Generated</c>. Those of its references come with it.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddQuantumModule<TModule>(this IServiceCollection services, Action<QuantumOptions>? configure = null)
        where TModule : IQuantumModule, new() => services.AddQuantumAttributes(configure, [new TModule()]);

    /// <summary>Registers quantum security with these modules and those that they reference: what the generated interceptor calls.</summary>
    public static IServiceCollection AddQuantumAttributes(
        this IServiceCollection services, Action<QuantumOptions>? configure, IReadOnlyList<IQuantumModule> modules)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(modules);
        if (configure is not null)
            services.Configure(configure);
        AddModules(services, modules);
        if (services.Any(service => service.ServiceType == typeof(QuantumStartupCheck)))
            return services;

        AddCryptography(services);
        AddKeys(services);
        AddChannels(services);
        AddLimitsAndPolicy(services);
        SessionServices.Add(services, SharingOf);
        HubServices.Add(services, SharingOf);
        AddAuthentication(services);
        services.AddRouting();
        services.TryAddSingleton<QuantumMetrics>();
        services.AddSingleton<QuantumStartupCheck>();

        // First of all filters: what the others add runs inside the channel.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, QuantumStartupFilter>());
        return services;
    }

    private static void AddModules(IServiceCollection services, IReadOnlyList<IQuantumModule> modules)
    {
        services.AddQuantumAgents();
        foreach (IQuantumModule module in modules)
        {
            if (services.Any(service => service.ServiceType == typeof(IQuantumModule) && service.ImplementationInstance?.GetType() == module.GetType()))
                continue;
            AddModules(services, module.References);
            services.AddSingleton(module);
            module.RegisterServices(services);
        }
    }

    private static void AddCryptography(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => ProviderSet.Create(Options(provider).Cryptography));
        services.TryAddSingleton<IdentityReader>();
        services.TryAddSingleton<IQuantumIdentityStore>(provider => IdentityStores.Open(
            Options(provider).Identities.Sources, ContentRoot(provider), provider.GetRequiredService<IdentityReader>()));
    }

    private static void AddKeys(IServiceCollection services)
    {
        services.TryAddSingleton(OpenKeyStore);
        services.TryAddSingleton(provider => Options(provider).Keys.Protection(provider));
        services.TryAddSingleton(provider => new QuantumKeyManager(
            provider.GetRequiredService<IKeyStore>(),
            provider.GetRequiredService<KeyProtection>(),
            KeyRing(provider),
            provider.GetRequiredService<ProviderSet>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<QuantumKeyManager>>()));
        services.TryAddSingleton<IQuantumKeyManager>(provider => provider.GetRequiredService<QuantumKeyManager>());
        services.AddHostedService<KeyRingUpkeep>();
    }

    private static IKeyStore OpenKeyStore(IServiceProvider provider)
    {
        QuantumKeyOptions options = Options(provider).Keys;
        if (options.Store is { } store)
            return store(provider);
        try
        {
            return DirectoryKeyStore.Open(Path.GetFullPath(options.Directory, ContentRoot(provider)));
        }
        catch (KeyStoreException e)
        {
            throw new QuantumConfigurationException([$"quantum.Keys.PersistToDirectory: {e.Message}"]);
        }
    }

    // What the framework itself needs from the first request on. Origins of Development are not known yet.
    private static KeyRingOptions KeyRing(IServiceProvider provider)
    {
        KeyRingOptions ring = Options(provider).Keys.Ring;
        ring.Slots.Add(KeyPurpose.Identity);
        if (Shares(provider))
            ring.Slots.Add(KeyPurpose.StoredChannels);
        if (Options(provider).TakesSessions)
            ring.Slots.Add(KeyPurpose.SessionTickets);
        KeyPolicy answers = KeyPolicy.DefaultOf(KeyPurpose.StoredAnswers);
        ring.Policies.TryAdd(
            KeyPurpose.StoredAnswers, answers with { Overlap = Options(provider).Idempotency.Retention + _answersAfterRetention });
        QuantumOrigins origins = provider.GetRequiredService<QuantumOrigins>();
        foreach (string origin in origins.MayListen ? [] : origins.All)
        {
            foreach (ChannelSuite suite in Options(provider).Channels.Suites)
            {
                KeySlot slot = RingChannelKeySource.SlotOf(suite, origin);
                ring.Slots.Add(slot);
                ring.Policies.TryAdd(slot, ring.PolicyOf(slot) with { Algorithm = suite.Kem.Name });
            }
        }

        return ring;
    }

    private static void AddChannels(IServiceCollection services)
    {
        services.TryAddSingleton<QuantumOrigins>();
        services.TryAddSingleton<IChannelKeySource>(provider =>
            new RingChannelKeySource(provider.GetRequiredService<QuantumKeyManager>(), Options(provider).Channels.Suites));
        services.TryAddSingleton(provider => new SuccessionFile(
            Options(provider).Keys.Successions is { } path ? Path.GetFullPath(path, ContentRoot(provider)) : null,
            provider.GetRequiredService<ProviderSet>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SuccessionFile>>()));
        services.TryAddSingleton(provider => new DiscoveryPublisher(
            IdentityOf(provider.GetRequiredService<QuantumKeyManager>()),
            provider.GetRequiredService<IChannelKeySource>(),
            provider.GetRequiredService<TimeProvider>(),
            new PublishedTerms
            {
                Suites = Options(provider).Channels.Suites,
                Successions = provider.GetRequiredService<SuccessionFile>().For,
                PolicyMaxAge = Options(provider).PolicyMaxAge,
                ClassicalUntil = () => provider.GetRequiredService<DowngradePolicy>().OfApplication?.Until,
            },
            Shares(provider) ? provider.GetService<IDiscoveryStore>() : null)); // that there is one, the start-up check makes sure
        services.TryAddSingleton(CreateChannelServer);
        services.TryAddSingleton<HandshakeEndpoint>();
        services.TryAddSingleton<IIdempotencyStore>(provider => new MemoryIdempotencyStore(
            Options(provider).Idempotency, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new IdempotencySharing(Options(provider).Idempotency, SealerOf(provider, KeyPurpose.StoredAnswers)));
        services.TryAddSingleton<IdempotentRequests>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, QuantumChannelMatcherPolicy>());
        services.PostConfigure<OutputCacheOptions>(static caching => caching.AddBasePolicy(new ChannelOutputCachePolicy()));
    }

    private static ChannelServer CreateChannelServer(IServiceProvider provider)
    {
        var server = new ChannelServer(
            Options(provider).Channels,
            provider.GetRequiredService<IChannelKeySource>(),
            provider.GetRequiredService<DiscoveryPublisher>(),
            provider.GetRequiredService<IQuantumIdentityStore>(),
            provider.GetRequiredService<ProviderSet>(),
            provider.GetRequiredService<TimeProvider>(),
            SharingOf(provider));
        provider.GetRequiredService<QuantumMetrics>().Observe(server);
        return server;
    }

    private static void AddLimitsAndPolicy(IServiceCollection services)
    {
        services.TryAddSingleton<LimitLog>();
        services.TryAddSingleton<HandshakeLimiter>();
        services.TryAddSingleton<DowngradePolicy>();
        if (services.All(service => service.ServiceType != typeof(IPolicyEvaluator) || service.ImplementationType == typeof(PolicyEvaluator)))
            services.Replace(ServiceDescriptor.Transient<IPolicyEvaluator, WaiverPolicyEvaluator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, WaiverAuthorizationHandler>());
        services.AddHealthChecks().AddCheck<QuantumHealthCheck>(QuantumHealthCheck.Name);

        // Behind whatever the application configures, so that it cannot get lost.
        services.AddOptions<AuthorizationOptions>().PostConfigure<IOptions<QuantumOptions>>(static (authorization, quantum) =>
        {
            if (!quantum.Value.RequireAuthByDefault)
                return;
            AuthorizationPolicy required = authorization.GetPolicy(QuantumAuthAttribute.PolicyPrefix + QuantumAuthAttribute.DefaultProfile)!;
            authorization.FallbackPolicy = authorization.FallbackPolicy is { } own ? AuthorizationPolicy.Combine(own, required) : required;
        });
    }

    private static void AddAuthentication(IServiceCollection services)
    {
        services.TryAddSingleton<INonceStore>(provider => new MemoryNonceStore(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new RequestSignatureVerifier(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<INonceStore>()));
        services.TryAddSingleton<SignedRequestGate>();
        services.TryAddSingleton<RequestSignatureAuthenticator>();
        services.AddWebEncoders();
        services.AddAuthenticationCore(); // without the Data Protection that AddAuthentication() brings: nothing here uses its classical keys
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, QuantumAuthenticationHandler>(QuantumAuthenticationDefaults.Scheme, null);
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<QuantumOptions>, TimeProvider>(static (authorization, quantum, time) =>
        {
            foreach ((string name, QuantumProfile profile) in quantum.Value.Profiles)
            {
                authorization.AddPolicy(QuantumAuthAttribute.PolicyPrefix + name, policy => policy
                    .AddAuthenticationSchemes(QuantumAuthenticationDefaults.Scheme)
                    .RequireAuthenticatedUser()
                    .AddRequirements(new QuantumProfileRequirement(profile, time)));
            }
        });
    }

    private static Func<SigningKey> IdentityOf(QuantumKeyManager keys) => () => keys.ActiveSigningKey(KeyPurpose.Identity);

    private static bool Shares(IServiceProvider provider) => Options(provider).Channels.ReplayMode == ReplayMode.Shared;

    private static ChannelSharing? SharingOf(IServiceProvider provider) => Shares(provider)
        ? new ChannelSharing(provider.GetRequiredService<IChannelStore>(), SealerOf(provider, KeyPurpose.StoredChannels))
        : null;

    private static RingSealer SealerOf(IServiceProvider provider, KeyPurpose purpose) =>
        new(provider.GetRequiredService<QuantumKeyManager>(), purpose);

    private static QuantumOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<QuantumOptions>>().Value;

    private static string ContentRoot(IServiceProvider provider) => provider.GetRequiredService<IHostEnvironment>().ContentRootPath;
}
