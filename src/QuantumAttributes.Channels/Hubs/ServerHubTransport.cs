using System.IO.Pipelines;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>The server's end of a hub's connection.</summary>
internal sealed class ServerHubTransport(IDuplexPipe connection, HubKeys keys, ServerHubChannel channel, HubRenewal renewal)
    : HubTransport(connection, keys)
{
    private HubGrant? _granted; // until the client has changed to its keys

    internal override bool IsOver => channel.Ended.IsCancellationRequested || channel.Remaining == TimeSpan.Zero;

    internal override async ValueTask ReceiveHandshakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (AwaitsSwitch)
            throw Refused("A renewal began before the one before it was over.");
        HandshakeResult result = await renewal(channel, message, cancellationToken).ConfigureAwait(false);
        if (result.Granted is not { } granted)
            throw Refused($"The renewal was refused: {result.Outcome}.");
        _granted = granted;
        Renew(granted.Keys, result.Response);
    }

    internal override void ReceiveFirst() => channel.Confirm();

    internal override void ReceiveSwitch()
    {
        channel.Renew(_granted!);
        _granted = null;
    }

    internal override void Fail(ChannelException failure) => channel.Fail(failure);

    internal override async ValueTask CheckPeerAsync(CancellationToken cancellationToken)
    {
        if (!await channel.CheckAsync(cancellationToken).ConfigureAwait(false))
            throw new ChannelException("The client's key may no longer sign in.");
    }

    private static ChannelException Refused(string message) => new(ChannelFailure.HandshakeRefused, message);
}
