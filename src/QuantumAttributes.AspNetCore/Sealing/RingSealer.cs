using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.AspNetCore.Sealing;

/// <summary>
/// Seals under the symmetric keys that the ring has for a purpose, and so every process that has the ring: the one place where the ring's
/// failures become those of what servers share. Safe to use from several threads.
/// </summary>
internal sealed class RingSealer(QuantumKeyManager keys, KeyPurpose purpose) : IChannelSealer
{
    public async ValueTask<byte[]> SealAsync(
        ReadOnlyMemory<byte> secrets, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        try
        {
            // There is a key, but for the first use, and after a machine slept through its life: then the caller can go on only with a new
            // one, and waits for it.
            await keys.EnsureActiveAsync(purpose, KeyPolicy.TicketAlgorithm, cancellationToken);
            return await keys.SealAsync(purpose, secrets, associatedData, cancellationToken);
        }
        catch (Exception e) when (IsOfTheRing(e))
        {
            throw new ChannelStoreException($"The key ring cannot seal under a key of {purpose}: {e.Message}", e);
        }
    }

    // What is not authentic, for whatever reason, is a CryptographicException, and the reason is in the ring's log.
    public async ValueTask<byte[]> OpenAsync(
        ReadOnlyMemory<byte> sealedSecrets, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        try
        {
            return await keys.OpenAsync(purpose, sealedSecrets, associatedData, cancellationToken);
        }
        catch (Exception e) when (IsOfTheRing(e))
        {
            throw new ChannelStoreException($"The key ring cannot look for a key of {purpose}: {e.Message}", e);
        }
    }

    private static bool IsOfTheRing(Exception e) => e is KeyStoreException or KeyRingException or KeyProtectionException;
}
