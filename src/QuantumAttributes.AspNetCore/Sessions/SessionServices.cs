using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Sessions;

/// <summary>Registers what sessions need beside channels and authentication.</summary>
internal static class SessionServices
{
    public static void Add(IServiceCollection services, Func<IServiceProvider, ChannelSharing?> sharing)
    {
        services.PostConfigure<QuantumOptions>(static quantum => quantum.SettleMechanisms());
        services.TryAddSingleton<ITicketSealer, RingTicketSealer>();
        services.TryAddSingleton(provider => new SessionServer(
            provider.GetRequiredService<IOptions<QuantumOptions>>().Value.Sessions,
            provider.GetRequiredService<IChannelKeySource>(),
            provider.GetRequiredService<DiscoveryPublisher>(),
            provider.GetRequiredService<IQuantumIdentityStore>(),
            provider.GetRequiredService<ITicketSealer>(),
            provider.GetRequiredService<ProviderSet>(),
            provider.GetRequiredService<TimeProvider>(),
            sharing(provider)));
        services.TryAddSingleton<SessionTicketOpener>();
        services.TryAddSingleton<SessionAuthenticator>();
    }
}
