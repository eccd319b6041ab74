using System.Globalization;
using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Audit;

/// <summary>
/// The entries of a log. What counts of them is what is authentic: a forged entry says nothing about where others stand, or which are
/// missing.
/// </summary>
internal sealed class AuditChain(KeyThumbprint? firstKey, ProviderSet? providers) : IDisposable
{
    // Who has an audit key could leave out any number of entries, and the findings have to end.
    private const int MaxMissing = 10_000;

    private readonly List<Link> _links = [];
    private readonly Dictionary<string, AuditKey> _keys = []; // by thumbprint
    private readonly SortedDictionary<long, AuditFinding> _findings = [];

    /// <summary>Takes the next entry of the log, which stands at this position, from 1.</summary>
    public void Place(AuditRecord record, long position)
    {
        if (Read(record, position) is { } link)
            _links.Add(link);
        else
            Find(record.Sequence, AuditFault.Changed, "is no entry any more");
    }

    /// <summary>Follows the chain.</summary>
    public AuditReport Finish(IReadOnlyList<KeyDescription> ring)
    {
        // Entries bring in the keys that sign later ones, so that they are verified in the order of their numbers, wherever they stand.
        List<Link> authentic = [];
        foreach (Link link in _links.OrderBy(static link => link.Sequence).ThenBy(static link => link.Position))
        {
            if (IsAuthentic(link))
                authentic.Add(link);
        }

        if (_links.Count > 0 && _links.TrueForAll(static link => link.Sequence != 1))
            Find(1, AuditFault.Removed, "is missing");
        FindReordered(authentic);
        Link? last = FindUnchained(authentic);
        foreach (KeyDescription key in ring.Where(key => key.AuditSequence > (last?.Sequence ?? 0)).OrderBy(static key => key.AuditSequence))
            Find(key.AuditSequence, AuditFault.CutOff, $"is missing at the end of the log: it tells of {key}");
        string? head = last is null ? null : $"{Text(last.Sequence)}:{AuditEntry.HashOf(last.Text)}";
        return new AuditReport([.. authentic.Select(static link => link.Entry)], [.. _findings.Values], head);
    }

    public void Dispose()
    {
        foreach (AuditKey key in _keys.Values)
            key.Verifying.Dispose();
    }

    private static Link? Read(AuditRecord record, long position)
    {
        try
        {
            JsonWebSignature signature = JsonWebSignature.Parse(record.Entry);
            return new Link(AuditEntry.Read(signature), signature, record.Sequence, position);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The first entry, and the first after a restart, are signed by the key that they bring in themselves.
    private bool IsAuthentic(Link link)
    {
        VerifyingKey? introduced = ReadIntroduced(link.Entry);
        string signer = link.Signature.KeyId ?? "";
        bool isRestart = !_keys.TryGetValue(signer, out AuditKey? known) && introduced is not null && introduced.Thumbprint.ToString() == signer;
        bool isAuthentic = (isRestart ? introduced : known?.Verifying) is { } key && link.Signature.Verify(key);
        if (!isAuthentic)
            Find(link.Place, AuditFault.Changed, "was changed after it was signed, or is not signed by an audit key that counts there");
        else if (isRestart && !(link.Sequence == 1 && (firstKey is null || introduced!.Thumbprint == firstKey)))
            Find(link.Sequence, AuditFault.Restarted, "goes on under an audit key that no entry before it vouches for");
        if (introduced is not null && !(isAuthentic && _keys.TryAdd(introduced.Thumbprint.ToString(), new AuditKey(introduced, link.Entry.Key))))
            introduced.Dispose();
        if (isAuthentic && link.Entry.Action == AuditAction.MarkCompromised)
            Forget(link.Entry.Key);
        return isAuthentic;
    }

    // What a compromised key signs after that is not believed.
    private void Forget(KeyId id)
    {
        foreach ((string thumbprint, AuditKey key) in _keys.Where(key => key.Value.Id == id).ToArray())
        {
            _keys.Remove(thumbprint);
            key.Verifying.Dispose();
        }
    }

    private VerifyingKey? ReadIntroduced(AuditEntry entry)
    {
        try
        {
            return entry.AuditKey is null ? null : VerifyingKey.FromJwk(entry.AuditKey, providers);
        }
        catch (Exception e) when (e is CryptographicException or AlgorithmNotSupportedException)
        {
            return null; // then nothing is signed by it
        }
    }

    private void FindReordered(IEnumerable<Link> authentic)
    {
        long newest = 0;
        foreach (Link link in authentic.OrderBy(static link => link.Position))
        {
            if (link.Sequence != link.Place || link.Sequence <= newest)
                Find(link.Sequence, AuditFault.Reordered, $"stands at place {Text(link.Position)} of the log");
            newest = Math.Max(newest, link.Sequence);
        }
    }

    private Link? FindUnchained(IEnumerable<Link> authentic)
    {
        Link? before = null;
        foreach (Link link in authentic)
        {
            long expected = (before?.Sequence ?? 0) + 1;
            if (link.Sequence < expected)
            {
                if (link.Text != before?.Text)
                    Find(link.Sequence, AuditFault.Unchained, "is there in two forms");
                continue;
            }

            for (long missing = expected; missing < Math.Min(link.Sequence, expected + MaxMissing); missing++)
                Find(missing, AuditFault.Removed, "is missing");
            bool follows = link.Sequence == 1
                ? link.Entry.Previous.Length == 0
                : link.Sequence > expected || link.Entry.Previous == AuditEntry.HashOf(before!.Text);
            if (!follows)
                Find(link.Sequence, AuditFault.Unchained, "does not follow the entry before it");
            before = link;
        }

        return before;
    }

    // One fault an entry: the first that is found.
    private void Find(long sequence, AuditFault fault, string what) =>
        _findings.TryAdd(sequence, new AuditFinding(sequence, fault, $"Entry {Text(sequence)} {what}."));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record AuditKey(VerifyingKey Verifying, KeyId Id);

    /// <param name="Entry">The entry.</param>
    /// <param name="Signature">Its signature.</param>
    /// <param name="Place">The number under which the store has it.</param>
    /// <param name="Position">Where it stands in the log, from 1.</param>
    private sealed record Link(AuditEntry Entry, JsonWebSignature Signature, long Place, long Position)
    {
        public long Sequence => Entry.Sequence;

        public string Text => Signature.Text;
    }
}
