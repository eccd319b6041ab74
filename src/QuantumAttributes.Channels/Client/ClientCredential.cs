using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Client;

/// <summary>What the client of a handshake signs in with: a key, a session that the key opened, or nothing.</summary>
internal readonly struct ClientCredential
{
    private readonly SigningKey? _key;
    private readonly ClientSession? _session;

    public ClientCredential(SigningKey? key) => _key = key;

    public ClientCredential(ClientSession session) => _session = session;

    /// <summary>The key that the server must name in its answer; null where nobody signs in.</summary>
    public KeyThumbprint? KeyId => _key?.VerifyingKey.Thumbprint ?? _session?.ClientKeyId;

    /// <summary>Field 5 of payload 1.</summary>
    public ClientAuthentication? Sign(ReadOnlySpan<byte> handshakeHash) => _key is null ? null : ClientAuthentication.Sign(_key, handshakeHash);

    /// <summary>Field 7 of payload 1.</summary>
    /// <exception cref="ChannelException">The session has ended.</exception>
    public TicketProof? Prove(ReadOnlySpan<byte> handshakeHash) => _session is null
        ? null
        : _session.TryProve(handshakeHash) ?? throw new ChannelException("The session that was to sign in has ended. Open another one.");
}
