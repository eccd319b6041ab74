using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>Registers what hubs need beside channels and authentication; nothing of it is made where there are none.</summary>
internal static class HubServices
{
    public static void Add(IServiceCollection services, Func<IServiceProvider, ChannelSharing?> sharing)
    {
        services.TryAddSingleton<HubTokens>();
        services.TryAddSingleton<QuantumHubs>();
        services.AddOptions<HubOptions>().PostConfigure<QuantumHubs>(static (options, hubs) => options.AddFilter(new HubAdmissionFilter(hubs)));
        services.TryAddSingleton<HubGate>();
        services.TryAddSingleton<HubHandshakes>();
        services.TryAddSingleton(provider => CreateServer(provider, sharing(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, QuantumHubMatcherPolicy>());
    }

    private static HubServer CreateServer(IServiceProvider provider, ChannelSharing? sharing)
    {
        QuantumOptions options = provider.GetRequiredService<IOptions<QuantumOptions>>().Value;
        var server = new HubServer(
            options.Channels with { Lifetime = options.Hubs.ChannelLifetime },
            provider.GetRequiredService<IChannelKeySource>(),
            provider.GetRequiredService<DiscoveryPublisher>(),
            provider.GetRequiredService<IQuantumIdentityStore>(),
            options.TakesSessions ? provider.GetRequiredService<SessionTicketOpener>() : null,
            provider.GetRequiredService<ProviderSet>(),
            provider.GetRequiredService<TimeProvider>(),
            sharing,
            e => QuantumLog.StoreFailed(provider.GetRequiredService<ILogger<HubServer>>(), e));
        provider.GetRequiredService<QuantumMetrics>().Observe(server);
        return server;
    }
}
