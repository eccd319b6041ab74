namespace QuantumAttributes.Channels;

/// <summary>What a party says about answers outside a channel (protocol.md §7).</summary>
public enum ChannelPolicy
{
    /// <summary>Nothing outside a channel is accepted.</summary>
    Require = 0,

    /// <summary>A waiver allows classical answers for a time.</summary>
    AllowClassical = 1,
}
