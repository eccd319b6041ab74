using System.Net;
using Microsoft.AspNetCore.Connections;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>Gives somebody on the path a hold of what another factory connects.</summary>
internal sealed class HoldingFactory(IConnectionFactory factory, RecordPath toServer, RecordPath toClient) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new HeldConnection(await factory.ConnectAsync(endpoint, cancellationToken), toServer, toClient);
}
