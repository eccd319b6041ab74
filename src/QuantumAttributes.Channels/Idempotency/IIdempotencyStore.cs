namespace QuantumAttributes.Channels.Idempotency;

/// <summary>
/// Remembers which requests have run, so that none runs twice (wire protocol §4). Implementations are safe to call from several threads
/// and never forget a key before its time: they refuse instead.
/// </summary>
/// <remarks>
/// A server whose requests another process may answer as well needs a store that both share, such as <c>AddQuantumEntityFrameworkStores</c>
/// registers. One outside the process keeps a <see cref="StoredUse"/>, sealed. Every method throws <see cref="Storage.ChannelStoreException"/>
/// where such a store cannot be used, and then the request does not run, or its key stays one that may have run.
/// </remarks>
public interface IIdempotencyStore
{
    /// <summary>
    /// Decides about a request in one atomic step. With <see cref="IdempotencyVerdict.Run"/> the key is marked as running, and exactly one
    /// of the other methods follows; where none ever does, the process ended, and the key stays one that may have run.
    /// </summary>
    ValueTask<IdempotencyDecision> BeginAsync(IdempotentRequest request, CancellationToken cancellationToken = default);

    /// <summary>The request has run: keeps its answer for whoever sends it again.</summary>
    ValueTask KeepAsync(IdempotentRequest request, KeptAnswer answer);

    /// <summary>The request may have run, and there is no answer that could be kept.</summary>
    ValueTask BreakOffAsync(IdempotentRequest request);

    /// <summary>The request had no effect, as the application says: the key is as new.</summary>
    ValueTask WithdrawAsync(IdempotentRequest request);
}
