namespace QuantumAttributes.Channels.Storage;

/// <summary>Whether a channel may be. The default refuses.</summary>
public enum ChannelAdmission
{
    /// <summary>There is no such channel, or its time is over.</summary>
    Gone,

    /// <summary>There are as many channels as there may be.</summary>
    Full,

    /// <summary>The client's identity has as many channels as one may have.</summary>
    IdentityFull,

    /// <summary>It is there.</summary>
    Admitted,
}
