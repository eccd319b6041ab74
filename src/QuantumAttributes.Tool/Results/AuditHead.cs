using System.Globalization;
using System.Runtime.CompilerServices;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Tool.Results;

/// <summary>The head of an audit log, as <see cref="AuditReport.Head"/> writes it: number, colon, hash.</summary>
internal sealed record AuditHead(long Sequence, string Hash)
{
    private const int HashLength = 43;

    /// <summary>Reads a head; null where the text is none.</summary>
    public static AuditHead? Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && text.Length - colon - 1 == HashLength
            ? new AuditHead(sequence, text[(colon + 1)..])
            : null;
    }

    /// <summary>Passes a log through, and says when it comes by the entry of this head.</summary>
    public async IAsyncEnumerable<AuditRecord> Watch(
        IAsyncEnumerable<AuditRecord> records, Action found, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (AuditRecord record in records.WithCancellation(cancellationToken))
        {
            if (record.Sequence == Sequence && AuditEntry.HashOf(record.Entry) == Hash)
                found();
            yield return record;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}
