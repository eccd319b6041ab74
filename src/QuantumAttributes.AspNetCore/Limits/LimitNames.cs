namespace QuantumAttributes.AspNetCore;

/// <summary>The limits as counters and logs name them.</summary>
internal static class LimitNames
{
    public const string HandshakeRate = "handshake-rate";
    public const string HandshakesPending = "handshakes-pending";
    public const string HandshakeQueue = "handshake-queue";
    public const string HandshakeTime = "handshake-time";
    public const string Channels = "channels";
    public const string ChannelsOfIdentity = "channels-of-identity";
    public const string Signatures = "signatures-of-identity";
}
