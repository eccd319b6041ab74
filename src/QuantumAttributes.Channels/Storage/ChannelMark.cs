namespace QuantumAttributes.Channels.Storage;

/// <summary>What became of a request number. The default refuses.</summary>
public enum ChannelMark
{
    /// <summary>There is no such channel, or its time is over.</summary>
    Unknown,

    /// <summary>The number was seen before, or has left the window.</summary>
    Replayed,

    /// <summary>The number is new, and is remembered from now on.</summary>
    Marked,
}
