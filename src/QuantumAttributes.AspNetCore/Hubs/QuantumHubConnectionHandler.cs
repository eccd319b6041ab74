using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>
/// Handles a hub's connections behind <see cref="HubGate"/>: the hub protocol runs over records of a channel where the hub demands one. Registered
/// for each hub as its <see cref="HubConnectionHandler{THub}"/>, so that whoever maps the hub gets it.
/// </summary>
internal sealed class QuantumHubConnectionHandler<[DynamicallyAccessedMembers(QuantumHubConnectionHandler.HubMembers)] THub>(
    HubLifetimeManager<THub> lifetimeManager, IHubProtocolResolver protocols, IOptions<HubOptions> globalOptions, IOptions<HubOptions<THub>> options,
    ILoggerFactory loggers, IUserIdProvider userIds, IServiceScopeFactory scopes, HubGate gate)
    : HubConnectionHandler<THub>(lifetimeManager, protocols, globalOptions, options, loggers, userIds, scopes)
    where THub : Hub
{
    public override Task OnConnectedAsync(ConnectionContext connection) => gate.RunAsync(typeof(THub), connection, base.OnConnectedAsync);
}

/// <summary>What is the same for all hubs.</summary>
internal static class QuantumHubConnectionHandler
{
    /// <summary>What SignalR looks up of a hub.</summary>
    public const DynamicallyAccessedMemberTypes HubMembers = DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods;
}
