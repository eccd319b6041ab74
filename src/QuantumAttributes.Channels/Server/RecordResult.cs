using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Channels.Server;

/// <summary>What <see cref="ChannelServer.OpenAsync"/> makes of a request record.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Request">The opened request, where <paramref name="Outcome"/> is <see cref="RecordOutcome.Opened"/>; the caller disposes it.</param>
/// <param name="Failure">Why, where <paramref name="Outcome"/> is <see cref="RecordOutcome.StoreFailed"/>.</param>
public readonly record struct RecordResult(RecordOutcome Outcome, OpenedRequest? Request = null, ChannelStoreException? Failure = null);
