using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>The feature of a request that the channel middleware opened.</summary>
internal sealed class QuantumChannelFeature(OpenedRequest request) : IQuantumChannelFeature
{
    public ChannelId Id => request.Channel.Id;

    public ChannelSuite Suite => request.Channel.Suite;

    public string Origin => request.Channel.Origin;

    public DateTimeOffset Opened => request.Channel.Opened;

    public TimeSpan Remaining => request.Channel.Remaining;

    public QuantumIdentity? Identity => request.Identity;
}
