using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.AspNetCore.Hubs;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers hubs.</summary>
public static class QuantumHubServiceCollectionExtensions
{
    /// <summary>
    /// Registers SignalR, and a hub that carries attributes of ours, so that its connections do as they say, whoever maps it. Generated modules call
    /// this for every hub of their assembly; call it for one that no module knows, such as a closed generic one. A second call adds policies only.
    /// </summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="policies">The policies that the hub's methods name: an application that lacks one does not start.</param>
    public static IServiceCollection AddQuantumHub<[DynamicallyAccessedMembers(QuantumHubConnectionHandler.HubMembers)] THub>(
        this IServiceCollection services, params IReadOnlyList<QuantumPolicyUse> policies)
        where THub : Hub
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(policies);
        if (!services.Any(service => service.ImplementationInstance is HubRegistration<THub>))
        {
            services.AddSignalR();
            services.AddSingleton<HubConnectionHandler<THub>, QuantumHubConnectionHandler<THub>>();
        }

        services.AddSingleton<HubRegistration>(new HubRegistration<THub>(policies));
        return services;
    }
}
