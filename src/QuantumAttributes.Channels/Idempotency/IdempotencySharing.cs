using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Channels.Idempotency;

/// <summary>
/// What a store of idempotency keys outside the process needs (<see cref="IIdempotencyStore"/>). <c>AddQuantumAttributes</c> registers one.
/// Both stay their owner's.
/// </summary>
/// <param name="Options">How long a key is remembered, and how much of them.</param>
/// <param name="Sealer">Seals what the store keeps (<see cref="StoredUse"/>), under keys that live as long as that.</param>
public sealed record IdempotencySharing(IdempotencyOptions Options, IChannelSealer Sealer);
