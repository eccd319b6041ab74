using System.Security.Claims;
using Microsoft.AspNetCore.Connections.Features;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>A connection in a channel: who the handshake says the client is, and how long that holds.</summary>
internal sealed class ChannelAdmission(ServerHubChannel channel) : IHubAdmission, IQuantumChannelFeature, IConnectionUserFeature
{
    private readonly HubUser _user = new(channel);

    public ChannelId Id => channel.Id;

    public ChannelSuite Suite => channel.Suite;

    public string Origin => channel.Origin;

    public DateTimeOffset Opened => channel.Opened;

    public TimeSpan Remaining => channel.Remaining;

    public QuantumIdentity? Identity => channel.SignIn?.Identity;

    public ClaimsPrincipal User => _user;

    // The handshake's client, and nobody else: what requests of long polling say later changes nothing.
    ClaimsPrincipal? IConnectionUserFeature.User
    {
        get => _user;
        set { }
    }

    public ValueTask<bool> CheckAsync(CancellationToken cancellationToken) => channel.CheckAsync(cancellationToken);
}
