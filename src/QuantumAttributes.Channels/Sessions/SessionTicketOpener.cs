using System.Security.Cryptography;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>
/// Checks the signature of a session's request (protocol.md §6; RFC 9421 §3.3.3) with the key in its ticket: ticket, origin, expiry, MAC.
/// The caller has checked the authority and the times before; afterwards it asks for the identity, uses the nonce up and compares the
/// content's digest. The key never leaves this class, and is wiped after each request.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
/// <param name="tickets">Opens the tickets.</param>
/// <param name="providers">Its cryptography.</param>
/// <param name="time">Tells the time.</param>
public sealed class SessionTicketOpener(ITicketSealer tickets, ProviderSet providers, TimeProvider time)
{
    /// <summary>Checks a signature that has a <see cref="RequestSignature.Ticket"/>.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public async ValueTask<SessionCheck> CheckAsync(RequestSignature signature, CancellationToken cancellationToken)
    {
        if (signature.Ticket is not { } ticket)
            throw new ArgumentException("The signature is not a session's.", nameof(signature));
        return await OpenAsync(ticket, (this, signature), static (all, content) => all.Item1.Check(all.signature, content), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks what the client of a hub's handshake proves with a ticket (protocol.md §5): ticket, origin, expiry, MAC.</summary>
    /// <param name="proof">The ticket, and the MAC over the handshake.</param>
    /// <param name="origin">The origin that the handshake is for.</param>
    /// <param name="handshakeHash">h as the client had it.</param>
    /// <param name="cancellationToken">Cancels the look-up of the ticket's key.</param>
    internal ValueTask<SessionCheck> CheckAsync(
        TicketProof proof, string origin, ReadOnlyMemory<byte> handshakeHash, CancellationToken cancellationToken) =>
        OpenAsync(
            proof.Ticket, (this, proof, origin, handshakeHash),
            static (all, content) => all.Item1.Check(all.proof, all.origin, all.handshakeHash, content), cancellationToken);

    // What the check needs comes with it, so that no closure is made for each request.
    private async ValueTask<SessionCheck> OpenAsync<T>(
        ReadOnlyMemory<byte> ticket, T subject, Func<T, SessionTicketContent, SessionCheck> check, CancellationToken cancellationToken)
    {
        byte[]? plaintext = await tickets.OpenAsync(ticket, cancellationToken).ConfigureAwait(false);
        if (plaintext is null)
            return new SessionCheck(SessionOutcome.UnknownTicket);
        try
        {
            return SessionTicketContent.Decode(plaintext) is { } content ? check(subject, content) : new SessionCheck(SessionOutcome.Malformed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    private SessionCheck Check(TicketProof proof, string origin, ReadOnlyMemory<byte> handshakeHash, SessionTicketContent content)
    {
        if (content.Origin != origin)
            return new SessionCheck(SessionOutcome.ForeignOrigin);
        if (IsOver(content))
            return new SessionCheck(SessionOutcome.Expired);
        return proof.Verify(content.MacKey.Span, handshakeHash.Span, providers.Symmetric) ? Passed(content) : new SessionCheck(SessionOutcome.InvalidMac);
    }

    private SessionCheck Check(RequestSignature signature, SessionTicketContent content)
    {
        if (!IsFor(content.Origin, signature.Message.Authority))
            return new SessionCheck(SessionOutcome.ForeignOrigin);
        if (IsOver(content))
            return new SessionCheck(SessionOutcome.Expired);
        if (!signature.TryWriteBase(out ReadOnlySpan<byte> signatureBase))
            return new SessionCheck(SessionOutcome.MissingComponent);
        ReadOnlySpan<byte> mac = signature.Bytes.Read(stackalloc byte[HMACSHA256.HashSizeInBytes]);
        return SessionMacKey.Verify(content.MacKey.Span, signatureBase, mac, providers.Symmetric)
            ? Passed(content)
            : new SessionCheck(SessionOutcome.InvalidMac);
    }

    private bool IsOver(SessionTicketContent content) =>
        time.GetUtcNow() is var now && (now >= content.Expires || content.AuthenticatedAt > now + RequestSignatureProfile.MaxAge);

    private static SessionCheck Passed(SessionTicketContent content) =>
        new(SessionOutcome.Passed, new SessionProof(content.KeyId, content.Algorithm, content.AuthenticatedAt));

    // An origin has its port unless it is the scheme's own, and so has the authority of a message, which the caller has compared.
    private static bool IsFor(string origin, string? authority)
    {
        int end = origin.IndexOf(Uri.SchemeDelimiter, StringComparison.Ordinal);
        return end > 0 && origin.AsSpan(end + Uri.SchemeDelimiter.Length).Equals(authority, StringComparison.OrdinalIgnoreCase);
    }
}
