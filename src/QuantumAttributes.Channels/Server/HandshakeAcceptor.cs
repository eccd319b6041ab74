using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Channels.Server;

/// <summary>
/// Takes or refuses a handshake, of whichever purpose: what <see cref="HandshakeReader"/> looks at, then whether it came before, then who the client
/// is (protocol.md §3). Safe to use from several threads.
/// </summary>
/// <param name="reader">Reads it.</param>
/// <param name="tryMark">Marks its hash as seen; false where it was seen already or nothing more can be remembered.</param>
/// <param name="clients">Knows the client.</param>
internal sealed class HandshakeAcceptor(
    HandshakeReader reader, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<bool>> tryMark, ClientVerifier clients)
{
    /// <summary>Judges a request. The handshake, which the caller disposes, is there where it is accepted.</summary>
    /// <exception cref="ChannelStoreException">The servers of a farm share something, and its store cannot be used.</exception>
    public async ValueTask<(HandshakeOutcome Outcome, ServerHandshake? Handshake)> AcceptAsync(
        ReadOnlyMemory<byte> request, HandshakeContext context, CancellationToken cancellationToken)
    {
        (HandshakeOutcome outcome, ServerHandshake? read) = await reader.ReadAsync(request, context, cancellationToken).ConfigureAwait(false);
        if (read is null)
            return (outcome, null);
        ServerHandshake? unanswered = read;
        try
        {
            outcome = await JudgeAsync(read, cancellationToken).ConfigureAwait(false);
            if (outcome != HandshakeOutcome.Accepted)
                return (outcome, null);
            unanswered = null;
            return (outcome, read);
        }
        finally
        {
            unanswered?.Dispose();
        }
    }

    private async ValueTask<HandshakeOutcome> JudgeAsync(ServerHandshake handshake, CancellationToken cancellationToken)
    {
        HandshakeOutcome outcome = await reader.JudgeAsync(handshake, cancellationToken).ConfigureAwait(false);
        if (outcome != HandshakeOutcome.Accepted)
            return outcome;
        if (!await tryMark(handshake.AuthenticatedHash, cancellationToken).ConfigureAwait(false))
            return HandshakeOutcome.Replayed;
        return await clients.VerifyAsync(handshake, cancellationToken).ConfigureAwait(false)
            ? HandshakeOutcome.Accepted
            : HandshakeOutcome.ClientRefused;
    }
}
