using System.Security.Cryptography;

namespace QuantumAttributes.Channels.Storage;

/// <summary>Seals the secrets of channels before they leave the process, under keys that the servers of a farm share.</summary>
/// <remarks>Implementations are safe to call from several threads.</remarks>
public interface IChannelSealer
{
    /// <summary>Seals secrets with an AEAD.</summary>
    /// <param name="secrets">The secrets; stay the caller's.</param>
    /// <param name="associatedData">What they are bound to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ChannelStoreException">There is no key to seal with.</exception>
    ValueTask<byte[]> SealAsync(ReadOnlyMemory<byte> secrets, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken);

    /// <summary>Opens what any server of the farm sealed. The caller wipes it.</summary>
    /// <param name="sealedSecrets">What <see cref="SealAsync"/> returned.</param>
    /// <param name="associatedData">What it is bound to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CryptographicException">It is not authentic, or its key is gone.</exception>
    /// <exception cref="ChannelStoreException">The keys cannot be read.</exception>
    ValueTask<byte[]> OpenAsync(ReadOnlyMemory<byte> sealedSecrets, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken);
}
