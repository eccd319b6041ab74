using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// Seals the secrets of shared channels under keys of the ring, which every server of the farm has (<see cref="KeyPurpose.StoredChannels"/>).
/// Safe to use from several threads.
/// </summary>
internal sealed class RingChannelSealer(QuantumKeyManager keys) : IChannelSealer
{
    public async ValueTask<byte[]> SealAsync(
        ReadOnlyMemory<byte> secrets, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        try
        {
            await keys.EnsureActiveAsync(KeyPurpose.StoredChannels, KeyPolicy.TicketAlgorithm, cancellationToken);
            return await keys.SealAsync(KeyPurpose.StoredChannels, secrets, associatedData, cancellationToken);
        }
        catch (Exception e) when (e is KeyStoreException or KeyRingException or KeyProtectionException)
        {
            throw new ChannelStoreException($"The key ring cannot seal a channel for the store: {e.Message}", e);
        }
    }

    public async ValueTask<byte[]> OpenAsync(
        ReadOnlyMemory<byte> sealedSecrets, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        try
        {
            // What is not authentic, for whatever reason, is a CryptographicException, and the reason is in the ring's log.
            return await keys.OpenAsync(KeyPurpose.StoredChannels, sealedSecrets, associatedData, cancellationToken);
        }
        catch (Exception e) when (e is KeyStoreException or KeyRingException or KeyProtectionException)
        {
            throw new ChannelStoreException($"The key ring cannot open a channel of the store: {e.Message}", e);
        }
    }
}
