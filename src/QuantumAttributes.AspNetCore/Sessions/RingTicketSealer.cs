using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore.Sealing;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Keys;

namespace QuantumAttributes.AspNetCore.Sessions;

/// <summary>
/// Tickets under keys of the ring, which every process that has the ring opens. Safe to use from several threads.
/// </summary>
internal sealed class RingTicketSealer(QuantumKeyManager keys, ILogger<RingTicketSealer> logger) : ITicketSealer
{
    private readonly RingSealer _sealer = new(keys, KeyPurpose.SessionTickets);

    public ValueTask<byte[]> SealAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        _sealer.SealAsync(content, default, cancellationToken);

    public async ValueTask<byte[]?> OpenAsync(ReadOnlyMemory<byte> ticket, CancellationToken cancellationToken)
    {
        try
        {
            return await _sealer.OpenAsync(ticket, default, cancellationToken);
        }
        catch (CryptographicException)
        {
            return null;
        }
        catch (ChannelStoreException e)
        {
            // The ticket's key is not known here, and the ring cannot be asked for it.
            QuantumLog.TicketKeysUnreadable(logger, e);
            return null;
        }
    }
}
