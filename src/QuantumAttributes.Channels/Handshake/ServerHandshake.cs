using System.Security.Cryptography;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Handshake;

/// <summary>The server's side of pqNK: reads <c>-&gt; skem, e</c>, answers <c>&lt;- ekem</c>. One instance, one handshake.</summary>
internal sealed class ServerHandshake : IDisposable
{
    private readonly ChannelSuite _suite;
    private readonly SymmetricState _state;
    private readonly KemPublicKey _ephemeral;
    private byte[]? _ekem;

    private ServerHandshake(
        ChannelKey key, ChannelPurpose purpose, SymmetricState state, KemPublicKey ephemeral, ClientPayload payload, byte[] authenticatedHash)
    {
        Key = key;
        Purpose = purpose;
        _suite = key.Suite;
        _state = state;
        _ephemeral = ephemeral;
        Payload = payload;
        AuthenticatedHash = authenticatedHash;
    }

    /// <summary>The static key that the client used.</summary>
    public ChannelKey Key { get; }

    /// <summary>What the handshake is for.</summary>
    public ChannelPurpose Purpose { get; }

    /// <summary>What the client said.</summary>
    public ClientPayload Payload { get; }

    /// <summary>h as it was after <c>e</c>: what client authentication signs, and what may come only once.</summary>
    public ReadOnlyMemory<byte> AuthenticatedHash { get; }

    /// <summary>The transcript hash so far: the final h once <see cref="Respond"/> has answered.</summary>
    public ReadOnlySpan<byte> HandshakeHash => _state.HandshakeHash;

    /// <summary>Reads message 1, or returns null where it is not the well-formed message of a client that knows the key.</summary>
    public static ServerHandshake? TryRead(ChannelKey key, HandshakeContext context, ReadOnlySpan<byte> message1, ProviderSet providers)
    {
        ChannelSuite suite = key.Suite;
        int ciphertextSize = suite.Kem.CiphertextSize;
        int payloadSize = message1.Length - HandshakeMessage.Message1Size(suite, 0);
        if (!PaddedMap.IsLength(payloadSize))
            return null;
        ReadOnlySpan<byte> ciphertext = message1[..ciphertextSize];
        ReadOnlySpan<byte> ephemeralPublicKey = message1.Slice(ciphertextSize, suite.Kem.PublicKeySize);
        ReadOnlySpan<byte> sealedPayload = message1[(ciphertextSize + suite.Kem.PublicKeySize)..];

        SymmetricState state = HandshakeMessage.Begin(suite, key.Origin, context, key.Id, key.PublicKey.Span, providers.Symmetric);
        KemPublicKey? ephemeral = null;
        try
        {
            state.MixHash(ciphertext); // skem
            MixStaticSecret(state, key, ciphertext);
            state.MixHash(ephemeralPublicKey); // e
            byte[] hash = state.HandshakeHash.ToArray();
            var plaintext = new byte[payloadSize];
            state.DecryptAndHash(sealedPayload, plaintext);
            ephemeral = KemPublicKey.Import(suite.Kem, ephemeralPublicKey, providers); // FIPS 203 §7.2: the modulus check
            if (ClientPayload.Decode(plaintext) is { } payload)
            {
                var handshake = new ServerHandshake(key, context.Purpose, state, ephemeral, payload, hash);
                (state, ephemeral) = (null!, null);
                return handshake;
            }
        }
        catch (CryptographicException)
        {
            // Not encrypted to this key, or an ephemeral key that is none: the caller answers every refusal alike.
        }
        finally
        {
            state?.Dispose();
            ephemeral?.Dispose();
        }

        return null;
    }

    /// <summary>Writes message 2 and derives the channel's secrets.</summary>
    public (byte[] Message2, ChannelSecrets Secrets) Respond(ServerPayload payload)
    {
        Encapsulate();
        return (Seal(payload), ChannelSecrets.Derive(_suite, _state));
    }

    /// <summary>Writes message 2 and derives the keys of a hub's connection.</summary>
    public (byte[] Message2, HubKeys Keys) RespondHub(ServerPayload payload)
    {
        Encapsulate();
        return (Seal(payload), HubKeys.Derive(_state, isServer: true));
    }

    /// <summary>Begins message 2 of a session, and derives the key that the ticket in payload 2 holds.</summary>
    public SessionMacKey BeginSession()
    {
        Encapsulate();
        return SessionMacKey.Derive(_suite, _state);
    }

    /// <summary>Writes message 2 of a session that was begun.</summary>
    public byte[] FinishSession(ServerPayload payload) => Seal(payload);

    public void Dispose()
    {
        _state.Dispose();
        _ephemeral.Dispose();
    }

    private void Encapsulate()
    {
        var ciphertext = new byte[_suite.Kem.CiphertextSize];
        Span<byte> sharedSecret = stackalloc byte[_suite.Kem.SharedSecretSize];
        try
        {
            _ephemeral.Encapsulate(ciphertext, sharedSecret);
            _state.MixHash(ciphertext); // ekem
            _state.MixKey(sharedSecret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sharedSecret);
        }

        _ekem = ciphertext;
    }

    private byte[] Seal(ServerPayload payload)
    {
        byte[] ciphertext = _ekem ?? throw new InvalidOperationException("Message 2 has not been begun.");
        byte[] plaintext = payload.Encode();
        var message = new byte[HandshakeMessage.Message2Size(_suite, plaintext.Length)];
        ciphertext.CopyTo(message, 0);
        _state.EncryptAndHash(plaintext, message.AsSpan(ciphertext.Length));
        return message;
    }

    private static void MixStaticSecret(SymmetricState state, ChannelKey key, ReadOnlySpan<byte> ciphertext)
    {
        Span<byte> sharedSecret = stackalloc byte[key.Suite.Kem.SharedSecretSize];
        try
        {
            key.PrivateKey.Decapsulate(ciphertext, sharedSecret);
            state.MixKeyAndHash(sharedSecret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sharedSecret);
        }
    }
}
