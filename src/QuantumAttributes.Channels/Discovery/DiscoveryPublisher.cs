using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Discovery;

/// <summary>
/// Signs a server's discovery documents, keeps each for some minutes, and remembers what the ones still valid said, so that a
/// handshake can be held against the document that the client acted on (protocol.md §3, "Downgrade"). Servers of a farm do so together: each
/// answers with the newest document of all, and knows those of the others; where they have no store in common, a server answers with a new one once a
/// client came with a document or key that it does not know, since for a client documents never grow older.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
/// <param name="identity">The identity key as it is now; stays the caller's.</param>
/// <param name="keys">The KEM keys to publish.</param>
/// <param name="time">The clock.</param>
/// <param name="terms">What the documents say besides; null: the defaults.</param>
/// <param name="store">The documents of all servers of a farm; null: this one is alone.</param>
public sealed class DiscoveryPublisher(
    Func<SigningKey> identity, IChannelKeySource keys, TimeProvider time, PublishedTerms? terms = null, IDiscoveryStore? store = null)
{
    /// <summary>How old a document grows before a new one replaces it.</summary>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(5);

    // Who comes second finds the document of who was first: not more often than servers differ in the keys that they see.
    private const int MostTries = 5;

    // Whatever strangers cause to be issued, and who comes with a document that was forgotten reads another.
    private const int MostOfAnOrigin = 128;

    // What is left of a waiver must be worth a document, whose times are in whole seconds.
    private static readonly TimeSpan LeastClassical = TimeSpan.FromMinutes(1);

    private readonly PublishedTerms _terms = terms ?? new PublishedTerms();
    private readonly Lock _lock = new();
    private readonly List<Issued> _issued = [];
    private DateTimeOffset _doubted = DateTimeOffset.MinValue;

    /// <summary>The thumbprint that clients pin.</summary>
    public KeyThumbprint Identity => identity().VerifyingKey.Thumbprint;

    /// <summary>The document of an origin as it is now.</summary>
    /// <exception cref="ChannelStoreException">The store cannot be used.</exception>
    public async ValueTask<DiscoveryDocument> GetDocumentAsync(string origin, CancellationToken cancellationToken) =>
        (await GetCurrentAsync(origin, cancellationToken).ConfigureAwait(false)).Document;

    /// <summary>The compact JWS of an origin's document as it is now.</summary>
    /// <exception cref="ChannelStoreException">The store cannot be used.</exception>
    public async ValueTask<string> GetJwsAsync(string origin, CancellationToken cancellationToken) =>
        (await GetCurrentAsync(origin, cancellationToken).ConfigureAwait(false)).Jws;

    /// <summary>
    /// Says that a client acted on a document or a key that this server does not know: another one may have issued a newer document than this
    /// one's, which is then not answered with any more. Anybody can bring that about; it costs a document a second at most.
    /// </summary>
    internal void Doubt()
    {
        lock (_lock)
            _doubted = time.GetUtcNow();
    }

    /// <summary>The suites, best first, of the document of this origin with this hash; null where it is unknown or no longer valid.</summary>
    internal async ValueTask<IReadOnlyList<ushort>?> FindSuitesAsync(
        string origin, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        if (FindIssued(origin, hash.Span) is { } known)
            return known.Document.Suites;
        if (store is null
            || await store.FindAsync(origin, hash, cancellationToken).ConfigureAwait(false) is not { } stored
            || Read(stored, origin) is not { } issued)
            return null;
        Keep(issued, asNewest: false);
        return issued.Document.Suites;
    }

    private Issued? FindIssued(string origin, ReadOnlySpan<byte> hash)
    {
        lock (_lock)
        {
            DropExpired();
            foreach (Issued issued in _issued)
            {
                if (issued.Document.Origin == origin && hash.SequenceEqual(issued.Document.Hash.Span))
                    return issued;
            }

            return null;
        }
    }

    private async ValueTask<Issued> GetCurrentAsync(string origin, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChannelKey> channelKeys = await keys.GetKeysAsync(origin, cancellationToken).ConfigureAwait(false);
        Issued? newest;
        lock (_lock)
        {
            DropExpired();
            newest = _issued.FindLast(issued => issued.Document.Origin == origin);
            if (newest is not null && IsCurrent(newest, channelKeys) && !IsDoubted(newest))
                return newest;
            if (store is null)
                return Keep(Issue(origin, channelKeys, newest));
        }

        return await ShareAsync(store, origin, channelKeys, newest, cancellationToken).ConfigureAwait(false);
    }

    // Takes the newest document of all servers where it will do, and issues the next one otherwise.
    private async ValueTask<Issued> ShareAsync(
        IDiscoveryStore documents, string origin, IReadOnlyList<ChannelKey> channelKeys, Issued? own, CancellationToken cancellationToken)
    {
        for (int tried = 0; tried < MostTries; tried++)
        {
            StoredDocument? stored = await documents.FindNewestAsync(origin, cancellationToken).ConfigureAwait(false);
            Issued? newest = stored is null ? null : Read(stored, origin);
            if (newest?.Document.Keys.All(key => keys.Find(key.Id) is not null) == false
                && await keys.RefreshAsync(cancellationToken).ConfigureAwait(false))
                channelKeys = await keys.GetKeysAsync(origin, cancellationToken).ConfigureAwait(false); // its issuer saw more
            if (newest is not null && IsCurrent(newest, channelKeys))
                return Keep(newest);
            Issued next = Issue(origin, channelKeys, newest?.Document.IssuedAt > own?.Document.IssuedAt || own is null ? newest : own);
            bool added = await documents.TryAddAsync(
                new StoredDocument(
                    origin, (stored?.Number ?? 0) + 1, next.Document.Hash, next.Jws, next.Document.ExpiresAt + DiscoveryDocument.Skew),
                cancellationToken).ConfigureAwait(false);
            if (added)
                return Keep(next);
        }

        throw new ChannelStoreException($"Other servers issued documents for {origin} first each time: they see other keys than this one.");
    }

    private Issued Keep(Issued issued, bool asNewest = true)
    {
        bool IsOfOrigin(Issued other) => other.Document.Origin == issued.Document.Origin;
        lock (_lock)
        {
            _issued.RemoveAll(other => IsOfOrigin(other) && other.Document.Hash.Span.SequenceEqual(issued.Document.Hash.Span));
            _issued.Insert(asNewest ? _issued.Count : 0, issued);
            if (_issued.Count(IsOfOrigin) > MostOfAnOrigin)
                _issued.RemoveAt(_issued.FindIndex(IsOfOrigin));
        }

        return issued;
    }

    // Documents say when they were issued in whole seconds: none is older than one of the same second.
    private bool IsDoubted(Issued issued) =>
        issued.Checked <= _doubted && issued.Checked.ToUnixTimeSeconds() < time.GetUtcNow().ToUnixTimeSeconds();

    private bool IsCurrent(Issued issued, IReadOnlyList<ChannelKey> channelKeys) =>
        time.GetUtcNow() - issued.Document.IssuedAt < RefreshInterval
        && issued.Document.Policy == PolicyOf(ClassicalUntil())
        && issued.Document.Identity == Identity
        && issued.Document.Keys.Select(key => key.Id).SequenceEqual(channelKeys.Select(key => key.Id));

    // Only what this server's own identity signed: whoever writes the store could otherwise offer a client's handshake another choice of suites.
    private Issued? Read(StoredDocument stored, string origin)
    {
        try
        {
            DiscoveryDocument document = DiscoveryDocument.Verify(stored.Jws);
            bool counts = document.Identity == Identity && document.Origin == origin && document.IsValidAt(time.GetUtcNow())
                && document.Hash.Span.SequenceEqual(stored.Hash.Span);
            return counts ? new Issued(document, stored.Jws, time.GetUtcNow()) : null;
        }
        catch (ChannelException)
        {
            return null;
        }
    }

    private DateTimeOffset? ClassicalUntil() => _terms.ClassicalUntil() is { } until && until - time.GetUtcNow() >= LeastClassical ? until : null;

    private static ChannelPolicy PolicyOf(DateTimeOffset? classical) => classical is null ? ChannelPolicy.Require : ChannelPolicy.AllowClassical;

    private Issued Issue(string origin, IReadOnlyList<ChannelKey> channelKeys, Issued? previous)
    {
        DateTimeOffset? classical = ClassicalUntil();
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset issuedAt = previous is not null && previous.Document.IssuedAt > now ? previous.Document.IssuedAt : now; // never back
        DateTimeOffset expiresAt = issuedAt + DiscoveryDocument.MaxValidity;
        var document = new DiscoveryDocument
        {
            Origin = origin,
            IssuedAt = issuedAt,
            ExpiresAt = classical < expiresAt ? classical.Value : expiresAt, // a document never outlives the waiver that it speaks of
            Policy = PolicyOf(classical),
            PolicyMaxAge = classical is null ? _terms.PolicyMaxAge : TimeSpan.Zero, // nothing to be remembered
            Suites = [.. _terms.Suites.Where(suite => channelKeys.Any(key => key.Suite == suite)).Select(suite => suite.Id)],
            Successions = _terms.Successions(origin),
            Keys = [.. channelKeys.Select(key => new PublishedKey(key.Id, key.Suite.Id, key.PublicKey, key.NotBefore, key.NotAfter))],
        };
        SigningKey key = identity();
        string jws = document.Sign(key);
        return new Issued(document.SignedBy(key.VerifyingKey.Thumbprint, jws), jws, now);
    }

    private void DropExpired()
    {
        DateTimeOffset now = time.GetUtcNow();
        _issued.RemoveAll(issued => issued.Document.ExpiresAt + DiscoveryDocument.Skew < now);
    }

    /// <summary>A document, and when it was the newest as far as this server could know.</summary>
    private sealed record Issued(DiscoveryDocument Document, string Jws, DateTimeOffset Checked);
}
