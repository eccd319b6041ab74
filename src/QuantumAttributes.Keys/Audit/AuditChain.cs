using System.Globalization;
using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Audit;

/// <summary>The entries of a log, first placed by their numbers and then followed from the first to the last.</summary>
internal sealed class AuditChain(KeyThumbprint? firstKey, ProviderSet? providers) : IDisposable
{
    private readonly SortedDictionary<long, Link> _links = [];
    private readonly Dictionary<string, VerifyingKey> _keys = []; // by thumbprint
    private readonly SortedDictionary<long, AuditFinding> _findings = [];
    private long _lastPlaced;

    /// <summary>Takes the next entry of the log, which stands at this position, from 1.</summary>
    public void Place(AuditRecord record, long position)
    {
        Link? link = Read(record);
        long sequence = link?.Entry.Sequence ?? record.Sequence;
        if (link is null)
            Find(sequence, AuditFault.Changed, "is no entry any more");
        else if (!_links.TryAdd(sequence, link) || sequence != record.Sequence || sequence <= _lastPlaced)
            Find(sequence, AuditFault.Reordered, $"stands at place {position.ToString(CultureInfo.InvariantCulture)} of the log");
        _lastPlaced = Math.Max(_lastPlaced, sequence);
    }

    /// <summary>Follows the chain.</summary>
    public AuditReport Finish(IReadOnlyList<KeyDescription> ring)
    {
        List<AuditEntry> authentic = [];
        Link? before = null;
        foreach ((long sequence, Link link) in _links)
        {
            if (!IsAuthentic(link, isFirst: sequence == 1))
                continue;
            for (long missing = (before?.Entry.Sequence ?? 0) + 1; missing < sequence; missing++)
                Find(missing, AuditFault.Removed, "is missing");
            bool follows = sequence == 1
                ? link.Entry.Previous.Length == 0
                : before?.Entry.Sequence != sequence - 1 || link.Entry.Previous == AuditEntry.HashOf(before.Text);
            if (!follows)
                Find(sequence, AuditFault.Unchained, "does not follow the entry before it");
            authentic.Add(link.Entry);
            before = link;
        }

        long last = before?.Entry.Sequence ?? 0;
        foreach (KeyDescription key in ring.Where(key => key.AuditSequence > last).OrderBy(static key => key.AuditSequence))
            Find(key.AuditSequence, AuditFault.CutOff, $"is missing at the end of the log: it tells of {key}");
        string? head = before is null ? null : $"{last.ToString(CultureInfo.InvariantCulture)}:{AuditEntry.HashOf(before.Text)}";
        return new AuditReport(authentic, [.. _findings.Values], head);
    }

    public void Dispose()
    {
        foreach (VerifyingKey key in _keys.Values)
            key.Dispose();
    }

    private static Link? Read(AuditRecord record)
    {
        try
        {
            JsonWebSignature signature = JsonWebSignature.Parse(record.Entry);
            return new Link(AuditEntry.Read(signature), signature, record.Entry, record.Sequence);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The first entry, and the first after a restart, are signed by the key that they bring in themselves.
    private bool IsAuthentic(Link link, bool isFirst)
    {
        VerifyingKey? introduced = ReadIntroduced(link.Entry);
        string signer = link.Signature.KeyId ?? "";
        VerifyingKey? key = _keys.GetValueOrDefault(signer)
            ?? (introduced is not null && introduced.Thumbprint.ToString() == signer ? introduced : null);
        bool isAuthentic = key is not null && link.Signature.Verify(key);
        if (!isAuthentic)
            Find(link.Place, AuditFault.Changed, "was changed after it was signed");
        else if (key == introduced && introduced is not null && !(isFirst && (firstKey is null || introduced.Thumbprint == firstKey)))
            Find(link.Entry.Sequence, AuditFault.Restarted, "goes on under an audit key that no entry before it vouches for");
        if (introduced is not null && (!isAuthentic || !_keys.TryAdd(introduced.Thumbprint.ToString(), introduced)))
            introduced.Dispose();
        return isAuthentic;
    }

    private VerifyingKey? ReadIntroduced(AuditEntry entry)
    {
        try
        {
            return entry.AuditKey is null ? null : VerifyingKey.FromJwk(entry.AuditKey, providers);
        }
        catch (CryptographicException)
        {
            return null; // then nothing is signed by it
        }
    }

    // One fault an entry: the first that is found.
    private void Find(long sequence, AuditFault fault, string what) =>
        _findings.TryAdd(sequence, new AuditFinding(sequence, fault, $"Entry {sequence.ToString(CultureInfo.InvariantCulture)} {what}."));

    private sealed record Link(AuditEntry Entry, JsonWebSignature Signature, string Text, long Place);
}
