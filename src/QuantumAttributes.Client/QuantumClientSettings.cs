using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client;

/// <summary>What was said about one named client.</summary>
internal sealed class QuantumClientSettings
{
    public QuantumChannelOptions? Channel { get; set; }

    /// <summary>Whether requests go through a channel.</summary>
    public bool UsesChannel => Channel is { AutoEstablishChannel: true };

    public SigningKey? SigningKey { get; set; }

    public ClassicalSigner? ClassicalSigner { get; set; }

    public QuantumAuthOptions Auth { get; set; } = new();
}
