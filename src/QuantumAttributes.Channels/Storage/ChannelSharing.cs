namespace QuantumAttributes.Channels.Storage;

/// <summary>What a server needs to share its channels with others (<see cref="ReplayMode.Shared"/>). Both stay their owner's.</summary>
/// <param name="Store">Keeps the channels and what was seen in them.</param>
/// <param name="Sealer">Seals their secrets for the store.</param>
public sealed record ChannelSharing(IChannelStore Store, IChannelSealer Sealer);
