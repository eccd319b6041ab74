using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>Answers a handshake that renews a connection: <see cref="HubServer.RenewAsync"/>, with what its caller has to do around it.</summary>
public delegate ValueTask<HandshakeResult> HubRenewal(ServerHubChannel channel, ReadOnlyMemory<byte> request, CancellationToken cancellationToken);
