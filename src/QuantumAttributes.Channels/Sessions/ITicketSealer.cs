namespace QuantumAttributes.Channels.Sessions;

/// <summary>
/// Seals session tickets under keys that every server of the application has, and opens them. The format is protocol.md §6:
/// <c>key id(4) | nonce(32) | AES-256-GCM</c>. Keys change hourly.
/// </summary>
/// <remarks>Implementations are safe to call from several threads.</remarks>
public interface ITicketSealer
{
    /// <summary>Seals the content of a ticket. It stays the caller's, who zeroes it.</summary>
    ValueTask<byte[]> SealAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a ticket. Null where it is not authentic or its key opens nothing any more, whichever: one answer for all that is wrong with
    /// it. The caller zeroes the content.
    /// </summary>
    ValueTask<byte[]?> OpenAsync(ReadOnlyMemory<byte> ticket, CancellationToken cancellationToken);
}
