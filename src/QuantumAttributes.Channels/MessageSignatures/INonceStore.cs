using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>
/// Remembers the nonces of signed requests, so that each counts once (wire protocol §6). Implementations are thread-safe and
/// never forget a nonce before its time: they refuse instead.
/// </summary>
public interface INonceStore
{
    /// <summary>
    /// The store may not know the nonce of a signature created before this instant, which is therefore refused. A store that
    /// outlives the process says <see cref="DateTimeOffset.MinValue"/>.
    /// </summary>
    DateTimeOffset EarliestCreated { get; }

    /// <summary>Adds a nonce if it is not there, in one atomic step.</summary>
    /// <param name="keyId">The key that signed it.</param>
    /// <param name="nonce">16 to 32 bytes.</param>
    /// <param name="until">How long to remember it.</param>
    /// <param name="cancellationToken">Stops waiting; the nonce may have been added.</param>
    /// <returns>Whether it was new.</returns>
    /// <exception cref="ArgumentException">The nonce is shorter or longer.</exception>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    /// <exception cref="Storage.ChannelStoreException">The store cannot be used; the request is refused.</exception>
    ValueTask<NonceResult> TryAddAsync(
        KeyThumbprint keyId, ReadOnlyMemory<byte> nonce, DateTimeOffset until, CancellationToken cancellationToken = default);
}
