using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Audit;

/// <summary>
/// Verifies an audit log: each signature, by the audit key that the entries before it brought in; the chain of hashes; the numbers; and
/// that the log tells of every key's last change.
/// </summary>
/// <remarks>
/// Who has an audit key of the log that was not marked compromised, be it a former one, can write another end of the log. The
/// <see cref="AuditReport.Head"/>, kept elsewhere, shows that.
/// </remarks>
public static class AuditVerifier
{
    /// <summary>Verifies a log.</summary>
    /// <param name="records">The log, as the store has it.</param>
    /// <param name="keys">The ring's keys, each with the number of its last entry.</param>
    /// <param name="firstKey">The audit key that the log has to begin with; null to believe the first entry.</param>
    /// <param name="providers">Cryptography; null for the fastest of this machine.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KeyStoreException">The store cannot be read.</exception>
    public static async ValueTask<AuditReport> VerifyAsync(
        IAsyncEnumerable<AuditRecord> records, IReadOnlyList<KeyDescription> keys, KeyThumbprint? firstKey = null,
        ProviderSet? providers = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(keys);
        using AuditChain chain = new(firstKey, providers);
        long position = 0;
        await foreach (AuditRecord record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
            chain.Place(record, ++position);
        return chain.Finish(keys);
    }
}
