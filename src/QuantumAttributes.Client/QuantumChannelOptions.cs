namespace QuantumAttributes.Client;

/// <summary>Whom a client's channels may lead to.</summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public sealed class QuantumChannelOptions : QuantumTrustOptions
{
    /// <summary>
    /// Whether a channel is opened at the first request and every request goes through it. Without, requests go as they are, until an
    /// origin's policy is known to take a channel only: from then on they are refused. On.
    /// </summary>
    public bool AutoEstablishChannel { get; set; } = true;
}
