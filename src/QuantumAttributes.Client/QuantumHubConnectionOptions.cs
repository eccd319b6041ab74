using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client;

/// <summary>Whom the channel of a hub's client may lead to, and how it signs in.</summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public sealed class QuantumHubConnectionOptions : QuantumTrustOptions
{
    internal SigningKey? SigningKey { get; private set; }

    /// <summary>Whether each handshake proves a session's ticket instead of being signed.</summary>
    internal bool UsesSession { get; private set; }

    /// <summary>Signs in by signing each handshake: that of each connect, and every renewal.</summary>
    /// <param name="signingKey">The key; stays the caller's, and is used as long as the connection is.</param>
    public void SignIn(SigningKey signingKey)
    {
        ArgumentNullException.ThrowIfNull(signingKey);
        (SigningKey, UsesSession) = (signingKey, false);
    }

    /// <summary>
    /// Signs in with connect tickets: the key signs the opening of a session, and each handshake in the session's life proves its ticket, once and
    /// within 60 s. For keys that are slow, or ask their owner. CNSA 2.0 has none.
    /// </summary>
    /// <param name="signingKey">The key; stays the caller's, and is used as long as the connection is.</param>
    public void SignInWithTicket(SigningKey signingKey)
    {
        ArgumentNullException.ThrowIfNull(signingKey);
        (SigningKey, UsesSession) = (signingKey, true);
    }
}
