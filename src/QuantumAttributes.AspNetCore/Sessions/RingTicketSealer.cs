using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.AspNetCore.Sessions;

/// <summary>
/// Tickets under keys of the ring, which every process that has the ring opens. Safe to use from several threads.
/// </summary>
internal sealed class RingTicketSealer(QuantumKeyManager keys, ILogger<RingTicketSealer> logger) : ITicketSealer
{
    private static readonly KeySlot _slot = KeyPurpose.SessionTickets;

    public async ValueTask<byte[]> SealAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            // There is a key, but after a machine slept through its life: then the caller can go on only with a new one, and waits for it.
            await keys.EnsureActiveAsync(_slot, KeyPolicy.TicketAlgorithm, cancellationToken);
            return await keys.SealAsync(_slot, content, cancellationToken: cancellationToken);
        }
        catch (Exception e) when (e is KeyStoreException or KeyRingException or KeyProtectionException)
        {
            throw new ChannelStoreException($"The key ring cannot seal a ticket: {e.Message}", e);
        }
    }

    public async ValueTask<byte[]?> OpenAsync(ReadOnlyMemory<byte> ticket, CancellationToken cancellationToken)
    {
        try
        {
            return await keys.OpenAsync(_slot, ticket, cancellationToken: cancellationToken);
        }
        catch (CryptographicException)
        {
            return null;
        }
        catch (KeyStoreException e)
        {
            // The ticket's key is not known here, and the store cannot be asked for it.
            QuantumLog.TicketKeysUnreadable(logger, e);
            return null;
        }
    }
}
