using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Discovery;

/// <summary>
/// Signs a server's discovery documents, keeps each for some minutes, and remembers what the ones still valid said, so that a
/// handshake can be held against the document that the client acted on (protocol.md §3, "Downgrade").
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
/// <param name="identity">The identity key as it is now; stays the caller's.</param>
/// <param name="keys">The KEM keys to publish.</param>
/// <param name="time">The clock.</param>
/// <param name="suites">The suites to publish, best first; null: <see cref="ChannelSuite.All"/>.</param>
/// <param name="successions">The links to publish for an origin (<see cref="IdentitySuccession"/>), as compact JWS; null: none.</param>
public sealed class DiscoveryPublisher(
    Func<SigningKey> identity, IChannelKeySource keys, TimeProvider time, IReadOnlyList<ChannelSuite>? suites = null,
    Func<string, IReadOnlyList<string>>? successions = null)
{
    /// <summary>How old a document grows before a new one replaces it.</summary>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PolicyMaxAge = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private readonly List<Issued> _issued = [];

    /// <summary>The thumbprint that clients pin.</summary>
    public KeyThumbprint Identity => identity().VerifyingKey.Thumbprint;

    /// <summary>The document of an origin as it is now.</summary>
    public async ValueTask<DiscoveryDocument> GetDocumentAsync(string origin, CancellationToken cancellationToken) =>
        (await GetCurrentAsync(origin, cancellationToken).ConfigureAwait(false)).Document;

    /// <summary>The compact JWS of an origin's document as it is now.</summary>
    public async ValueTask<string> GetJwsAsync(string origin, CancellationToken cancellationToken) =>
        (await GetCurrentAsync(origin, cancellationToken).ConfigureAwait(false)).Jws;

    /// <summary>The suites, best first, of the document of this origin with this hash; null where it is unknown or no longer valid.</summary>
    internal IReadOnlyList<ushort>? FindSuites(string origin, ReadOnlySpan<byte> hash)
    {
        lock (_lock)
        {
            DropExpired();
            foreach (Issued issued in _issued)
            {
                if (issued.Document.Origin == origin && hash.SequenceEqual(issued.Document.Hash.Span))
                    return issued.Document.Suites;
            }

            return null;
        }
    }

    private async ValueTask<Issued> GetCurrentAsync(string origin, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChannelKey> channelKeys = await keys.GetKeysAsync(origin, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            DropExpired();
            Issued? newest = _issued.FindLast(issued => issued.Document.Origin == origin);
            bool current = newest is not null
                && time.GetUtcNow() - newest.Document.IssuedAt < RefreshInterval
                && newest.Document.Identity == Identity
                && newest.Document.Keys.Select(key => key.Id).SequenceEqual(channelKeys.Select(key => key.Id));
            if (current)
                return newest!;
            Issued issued = Issue(origin, channelKeys, newest);
            _issued.Add(issued);
            return issued;
        }
    }

    private Issued Issue(string origin, IReadOnlyList<ChannelKey> channelKeys, Issued? previous)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset issuedAt = previous is not null && previous.Document.IssuedAt > now ? previous.Document.IssuedAt : now; // never back
        var document = new DiscoveryDocument
        {
            Origin = origin,
            IssuedAt = issuedAt,
            ExpiresAt = issuedAt + DiscoveryDocument.MaxValidity,
            Policy = ChannelPolicy.Require,
            PolicyMaxAge = PolicyMaxAge,
            Suites = [.. (suites ?? ChannelSuite.All).Where(suite => channelKeys.Any(key => key.Suite == suite)).Select(suite => suite.Id)],
            Successions = successions?.Invoke(origin) ?? [],
            Keys = [.. channelKeys.Select(key => new PublishedKey(key.Id, key.Suite.Id, key.PublicKey, key.NotBefore, key.NotAfter))],
        };
        SigningKey key = identity();
        string jws = document.Sign(key);
        return new Issued(document.SignedBy(key.VerifyingKey.Thumbprint, jws), jws);
    }

    private void DropExpired()
    {
        DateTimeOffset now = time.GetUtcNow();
        _issued.RemoveAll(issued => issued.Document.ExpiresAt + DiscoveryDocument.Skew < now);
    }

    private sealed record Issued(DiscoveryDocument Document, string Jws);
}
