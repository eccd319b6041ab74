using System.Security.Cryptography;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Handshake;

/// <summary>
/// Field 7 of payload 1 (protocol.md §5): a session's ticket, and <c>HMAC(session key, "qc1 ticket" | h)</c>. A handshake is taken once and within
/// 60 s, and h is of this one alone: so is the proof.
/// </summary>
internal sealed record TicketProof(ReadOnlyMemory<byte> Ticket, ReadOnlyMemory<byte> Mac)
{
    public const int MacSize = HMACSHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Label => "qc1 ticket"u8;

    public static TicketProof Make(ReadOnlyMemory<byte> ticket, SessionMacKey key, ReadOnlySpan<byte> handshakeHash) =>
        new(ticket, key.Sign(Statement(handshakeHash)));

    /// <summary>Compares in constant time.</summary>
    public bool Verify(ReadOnlySpan<byte> macKey, ReadOnlySpan<byte> handshakeHash, SymmetricCryptography symmetric) =>
        SessionMacKey.Verify(macKey, Statement(handshakeHash), Mac.Span, symmetric);

    private static byte[] Statement(ReadOnlySpan<byte> handshakeHash) => [.. Label, .. handshakeHash];
}
