using System.Security.Cryptography;
using QuantumAttributes.Channels;

namespace QuantumAttributes.Client;

/// <summary>How a client signs in.</summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public sealed class QuantumAuthOptions
{
    /// <summary>Which requests are signed (RFC 9421). A signed body is held in memory.</summary>
    public RequestSigning RequestSigning { get; set; } = RequestSigning.WhenAsked;

    /// <summary>
    /// Signs every signed request a second time, for servers that demand both: an ECDSA key on P-256 or P-384 that is registered there
    /// beside the post-quantum one. It stays the caller's, and nobody else uses it as long as the client is used. Null: one signature.
    /// </summary>
    public ECDsa? ClassicalKey { get; set; }

    internal QuantumSessionOptions? Session { get; private set; }

    /// <summary>
    /// Signs in with sessions: a handshake opens one with each origin, and every request is authenticated with its key (HMAC-SHA-256 by
    /// RFC 9421), which costs a fraction of a signature. Bodies go as they are, so this is for clients without a channel. A body is held in
    /// memory. <see cref="RequestSigning"/> has no meaning then.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Nothing is pinned and nothing is to be remembered: anybody could answer. Or no suite is allowed that has sessions: CNSA 2.0 has none.
    /// </exception>
    public void UseSession(Action<QuantumSessionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var session = new QuantumSessionOptions();
        configure(session);
        if (!session.IsSet)
            throw new InvalidOperationException("Call PinIdentity(…) with the server's thumbprint, or RememberFirstIdentity(…), in UseSession(…).");
        if (!session.Suites.Any(suite => suite.Serves(ChannelPurpose.Session)))
        {
            throw new InvalidOperationException(
                "Suites allows none that has sessions, in UseSession(…). CNSA 2.0 has no HMAC-SHA-256: use AddQuantumChannel(…), or signatures.");
        }

        Session = session;
    }
}
