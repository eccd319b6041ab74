namespace QuantumAttributes.Channels.Storage;

/// <summary>
/// The discovery documents that several servers have issued for the same origins: each must know what a client may have read from another,
/// and none may answer with an older one than another did. An origin's documents are numbered from 1.
/// </summary>
/// <remarks>
/// Implementations are safe to call from several threads and several processes at once, and forget documents by themselves, none before its
/// time. Every method throws <see cref="ChannelStoreException"/> where the store cannot be used.
/// </remarks>
public interface IDiscoveryStore
{
    /// <summary>Adds a document where its number is free; false where another server was first. One atomic step.</summary>
    ValueTask<bool> TryAddAsync(StoredDocument document, CancellationToken cancellationToken);

    /// <summary>The document of an origin with the highest number, or null.</summary>
    ValueTask<StoredDocument?> FindNewestAsync(string origin, CancellationToken cancellationToken);

    /// <summary>The document of an origin whose JWS has this SHA-256, or null.</summary>
    ValueTask<StoredDocument?> FindAsync(string origin, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);
}
