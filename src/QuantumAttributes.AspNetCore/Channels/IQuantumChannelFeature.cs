using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>The channel that a request came in: a feature of its <c>HttpContext</c>. A request without it came outside any channel.</summary>
public interface IQuantumChannelFeature
{
    /// <summary>The channel's name.</summary>
    ChannelId Id { get; }

    /// <summary>The channel's suite.</summary>
    ChannelSuite Suite { get; }

    /// <summary>The origin that the client opened the channel to.</summary>
    string Origin { get; }

    /// <summary>When the channel was opened: the time of its handshake.</summary>
    DateTimeOffset Opened { get; }

    /// <summary>How much of the channel's lifetime is left.</summary>
    TimeSpan Remaining { get; }

    /// <summary>Who signed the channel's handshake; null where nobody did.</summary>
    QuantumIdentity? Identity { get; }
}
