using System.Security.Cryptography;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Handshake;

/// <summary>
/// The client's side of pqNK (Angel et al., PQNoise, CCS 2022): <c>-&gt; skem, e</c> and <c>&lt;- ekem</c>. One instance, one handshake.
/// </summary>
internal sealed class ClientHandshake(
    ChannelSuite suite, string origin, HandshakeContext context, KemPublicKey serverKey, ProviderSet providers) : IDisposable
{
    private readonly KemPrivateKey _ephemeral = KemPrivateKey.Generate(suite.Kem, providers);
    private SymmetricState? _state;

    /// <summary>
    /// Writes the request. <paramref name="payload"/> gets h as it is after <c>e</c>, which client authentication signs.
    /// </summary>
    public byte[] WriteRequest(PayloadWriter payload)
    {
        byte[] serverPublicKey = serverKey.Export();
        ChannelKeyId keyId = ChannelKeyId.Of(suite, serverPublicKey);
        _state = HandshakeMessage.Begin(suite, origin, context, keyId, serverPublicKey, providers.Symmetric);

        var ciphertext = new byte[suite.Kem.CiphertextSize];
        Span<byte> sharedSecret = stackalloc byte[suite.Kem.SharedSecretSize];
        try
        {
            serverKey.Encapsulate(ciphertext, sharedSecret);
            _state.MixHash(ciphertext); // skem: EncryptAndHash, which before the first key is MixHash
            _state.MixKeyAndHash(sharedSecret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sharedSecret);
        }

        byte[] ephemeralPublicKey = _ephemeral.PublicKey.Export();
        _state.MixHash(ephemeralPublicKey); // e

        byte[] plaintext = payload(_state.HandshakeHash).Encode();
        var sealedPayload = new byte[plaintext.Length + SymmetricState.TagSize];
        _state.EncryptAndHash(plaintext, sealedPayload);

        var request = new WireWriter(HandshakeMessage.PreambleSize + HandshakeMessage.Message1Size(suite, plaintext.Length));
        request.Write(HandshakeMessage.Version);
        request.Write(suite.Id);
        request.Write(keyId.ToArray());
        request.Write(ciphertext);
        request.Write(ephemeralPublicKey);
        request.Write(sealedPayload);
        return request.ToArray();
    }

    /// <summary>Reads the server's message and derives the channel's secrets.</summary>
    /// <exception cref="ChannelException">The message is not the answer of the server whose key was used.</exception>
    public (ServerPayload Payload, ChannelSecrets Secrets) ReadResponse(ReadOnlySpan<byte> response)
    {
        (ServerPayload payload, SymmetricState state) = Read(response);
        return (payload, ChannelSecrets.Derive(suite, state));
    }

    /// <summary>Reads the server's message and derives the keys of a hub's connection.</summary>
    /// <exception cref="ChannelException">The message is not the answer of the server whose key was used.</exception>
    public (ServerPayload Payload, HubKeys Keys) ReadHubResponse(ReadOnlySpan<byte> response)
    {
        (ServerPayload payload, SymmetricState state) = Read(response);
        return (payload, HubKeys.Derive(state, isServer: false));
    }

    /// <summary>Reads the server's message and derives the session's key, which is the one in the ticket.</summary>
    /// <exception cref="ChannelException">The message is not the answer of the server whose key was used, or has no ticket.</exception>
    public (ServerPayload Payload, SessionMacKey MacKey) ReadSessionResponse(ReadOnlySpan<byte> response)
    {
        SymmetricState state = Decapsulate(response);
        SessionMacKey macKey = SessionMacKey.Derive(suite, state);
        try
        {
            ServerPayload payload = Decrypt(state, response);
            return payload.SessionTicket is not null ? (payload, macKey) : throw Refused();
        }
        catch
        {
            macKey.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _ephemeral.Dispose();
        _state?.Dispose();
    }

    private (ServerPayload Payload, SymmetricState State) Read(ReadOnlySpan<byte> response)
    {
        SymmetricState state = Decapsulate(response);
        ServerPayload payload = Decrypt(state, response);
        return payload.SessionTicket is null ? (payload, state) : throw Refused();
    }

    // ekem: MixHash, MixKey
    private SymmetricState Decapsulate(ReadOnlySpan<byte> response)
    {
        SymmetricState state = _state ?? throw new InvalidOperationException("The request has not been written.");
        if (!PaddedMap.IsLength(response.Length - HandshakeMessage.Message2Size(suite, 0)))
            throw Refused();

        ReadOnlySpan<byte> ciphertext = response[..suite.Kem.CiphertextSize];
        state.MixHash(ciphertext);
        Span<byte> sharedSecret = stackalloc byte[suite.Kem.SharedSecretSize];
        try
        {
            _ephemeral.Decapsulate(ciphertext, sharedSecret);
            state.MixKey(sharedSecret);
            return state;
        }
        catch (CryptographicException e)
        {
            throw Refused(e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sharedSecret);
        }
    }

    private ServerPayload Decrypt(SymmetricState state, ReadOnlySpan<byte> response)
    {
        ReadOnlySpan<byte> sealedPayload = response[suite.Kem.CiphertextSize..];
        var plaintext = new byte[sealedPayload.Length - SymmetricState.TagSize];
        try
        {
            state.DecryptAndHash(sealedPayload, plaintext);
        }
        catch (CryptographicException e)
        {
            throw Refused(e);
        }

        return ServerPayload.Decode(plaintext) ?? throw Refused();
    }

    private static ChannelException Refused(Exception? cause = null)
    {
        const string Message = "The answer to the handshake is not authentic.";
        return new ChannelException(ChannelFailure.NotAuthentic, Message, cause);
    }

    /// <summary>Makes payload 1 from the transcript hash.</summary>
    public delegate ClientPayload PayloadWriter(ReadOnlySpan<byte> handshakeHash);
}
