using System.Net;
using Microsoft.AspNetCore.Connections;
using QuantumAttributes.Channels;

namespace QuantumAttributes.Client.Hubs;

/// <summary>Puts a channel on every connection that another factory makes.</summary>
internal sealed class QuantumConnectionFactory(IConnectionFactory factory, HubConnector connector) : IConnectionFactory
{
    /// <exception cref="InvalidOperationException">The end point is no http or https URL.</exception>
    /// <exception cref="ChannelException">No channel could be opened.</exception>
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        await connector.ConnectAsync(factory, endpoint, cancellationToken).ConfigureAwait(false);
}
