using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Channels.Policies;
using QuantumAttributes.Client;
using QuantumAttributes.Client.Channels;
using QuantumAttributes.Client.Sessions;
using QuantumAttributes.Cryptography;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives an <see cref="HttpClient"/> quantum channels and post-quantum sign-in.</summary>
/// <remarks>
/// Clients use the <see cref="ProviderSet"/> among the services, else <see cref="ProviderSet.Default"/>. The first client that is made
/// self-tests it and logs its choice of providers (event 2); where the self-test fails, no client is made: a
/// <see cref="System.Security.Cryptography.CryptographicException"/>, each time.
/// </remarks>
public static class QuantumHttpClientBuilderExtensions
{
    /// <summary>
    /// Sends every request of this client through a quantum channel, opened at the first one and renewed by itself. Cookies, redirects,
    /// decompression and credentials of the primary handler are switched off: they would act on what is outside the channel.
    /// </summary>
    /// <remarks>
    /// A request that gets no answer in its channel fails with a <see cref="QuantumAttributes.Channels.ChannelException"/>, unless it can be
    /// sent again without running twice, which happens once by itself: a safe one, or one with an <c>Idempotency-Key</c> of a client that
    /// signs in, and with a body that can be read again.
    /// What an origin says of its policy is remembered in the <see cref="IPolicyMemory"/> among the services, else in this process's memory.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Nothing is pinned and nothing is to be remembered: the channel could lead anywhere. Or no suite is allowed.</exception>
    public static IHttpClientBuilder AddQuantumChannel(this IHttpClientBuilder builder, Action<QuantumChannelOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new QuantumChannelOptions();
        configure(options);
        if (options.Suites.Count == 0)
            throw new InvalidOperationException("Suites is empty, so that no channel could be opened, in AddQuantumChannel(…).");
        if (!options.IsSet)
            throw new InvalidOperationException("Call PinIdentity(…) with the server's thumbprint, or RememberFirstIdentity(…), in AddQuantumChannel(…).");
        builder.Services.Configure<QuantumClientSettings>(builder.Name, settings => settings.Channel = options);
        return builder.AddQuantumHandlers();
    }

    /// <summary>
    /// Signs this client in with an ML-DSA key: by the handshake of its channel, and by a signature on each request that the server asks it
    /// for, or on all where there is no channel; or in a session with the server, where the options say <see cref="QuantumAuthOptions.UseSession"/>.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="signingKey">The key; stays the caller's, and is used as long as the client is.</param>
    /// <param name="configure">Changes the options.</param>
    /// <exception cref="ArgumentException">The classical key is on another curve than P-256 and P-384.</exception>
    public static IHttpClientBuilder AddQuantumAuth(
        this IHttpClientBuilder builder, SigningKey signingKey, Action<QuantumAuthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(signingKey);
        var options = new QuantumAuthOptions();
        configure?.Invoke(options);
        ClassicalSigner? classical = options.ClassicalKey is { } key ? new ClassicalSigner(key) : null; // one for all handlers
        builder.Services.Configure<QuantumClientSettings>(
            builder.Name, settings => (settings.SigningKey, settings.ClassicalSigner, settings.Auth) = (signingKey, classical, options));
        return builder.AddQuantumHandlers();
    }

    // After whatever the application configures, so that the channel is the last to touch a request before the wire.
    private static IHttpClientBuilder AddQuantumHandlers(this IHttpClientBuilder builder)
    {
        string name = builder.Name;
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ClientCryptography>();
        builder.Services.TryAddSingleton<IPolicyMemory, PolicyMemory>();
        builder.Services.TryAddSingleton<OriginPolicies>();
        builder.Services.TryAddKeyedSingleton(name, (services, _) => new ChannelPool(
            Settings(services, name),
            services.GetRequiredService<OriginPolicies>(),
            services.GetRequiredService<ClientCryptography>().Providers,
            services.GetRequiredService<TimeProvider>()));
        builder.Services.TryAddKeyedSingleton(name, (services, _) => new SessionPool(
            Settings(services, name), services.GetRequiredService<ClientCryptography>().Providers, services.GetRequiredService<TimeProvider>()));
        builder.Services.PostConfigure<HttpClientFactoryOptions>(name, factory =>
            factory.HttpMessageHandlerBuilderActions.Add(handlers => QuantumHandlers.Place(handlers, Settings(handlers.Services, name))));
        return builder;
    }

    private static QuantumClientSettings Settings(IServiceProvider services, string name) =>
        services.GetRequiredService<IOptionsMonitor<QuantumClientSettings>>().Get(name);
}
