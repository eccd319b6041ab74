using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>
/// A client's handshake for a session under way: send <see cref="Request"/> to <see cref="SessionServer.Path"/>, give the answer to
/// <see cref="Complete"/>.
/// </summary>
/// <remarks>One instance, one handshake, one thread at a time.</remarks>
public sealed class SessionOpening : IDisposable
{
    private readonly ChannelOpening _opening;

    private SessionOpening(ChannelOpening opening) => _opening = opening;

    /// <summary>The request body to post.</summary>
    public ReadOnlyMemory<byte> Request => _opening.Request;

    /// <summary>Begins a handshake with the server of a document whose identity the caller has checked.</summary>
    /// <param name="document">The document; its identity is the caller's to check.</param>
    /// <param name="signer">The key to sign in with.</param>
    /// <param name="providers">Cryptography and randomness.</param>
    /// <param name="time">The clock.</param>
    /// <param name="allowed">The suites that the client takes, of which those for sessions count; null: all of these.</param>
    /// <exception cref="ChannelException">The document has no suite for sessions that the client allows, or no valid key for it.</exception>
    public static SessionOpening Begin(
        DiscoveryDocument document, SigningKey signer, ProviderSet providers, TimeProvider time, IReadOnlyList<ChannelSuite>? allowed = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ChannelSuite[] suites = [.. (allowed ?? ChannelSuite.All).Where(suite => suite.Serves(ChannelPurpose.Session))];
        return suites.Length > 0
            ? new SessionOpening(ChannelOpening.Begin(document, new ClientCredential(signer), providers, time, suites, HandshakeContext.Session))
            : throw new ChannelException("None of the suites that the client allows has sessions: CNSA 2.0 has no HMAC-SHA-256.");
    }

    /// <summary>Reads the server's answer and opens the session.</summary>
    /// <exception cref="ChannelException">The answer is not authentic, has no ticket, or grants what was not asked for.</exception>
    public ClientSession Complete(ReadOnlySpan<byte> response) => _opening.CompleteSession(response);

    /// <summary>Wipes the ephemeral key.</summary>
    public void Dispose() => _opening.Dispose();
}
