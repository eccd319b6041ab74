using QuantumAttributes.Channels.Keys;

namespace QuantumAttributes.Channels.Discovery;

/// <summary>A server's KEM key as its discovery document lists it.</summary>
/// <param name="Id">The key's name.</param>
/// <param name="Suite">The number of the suite it serves.</param>
/// <param name="PublicKey">The public key, as long as the suite's KEM has it.</param>
/// <param name="NotBefore">When its life begins.</param>
/// <param name="NotAfter">When its life ends.</param>
public sealed record PublishedKey(
    ChannelKeyId Id, ushort Suite, ReadOnlyMemory<byte> PublicKey, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
