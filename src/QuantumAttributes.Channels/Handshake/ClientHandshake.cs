using System.Security.Cryptography;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Noise;
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
        _state = HandshakeMessage.Begin(suite, origin, context, keyId, serverPublicKey);

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
        SymmetricState state = _state ?? throw new InvalidOperationException("The request has not been written.");
        int ciphertextSize = suite.Kem.CiphertextSize;
        int payloadSize = response.Length - HandshakeMessage.Message2Size(suite, 0);
        if (!PaddedMap.IsLength(payloadSize))
            throw Refused();

        ReadOnlySpan<byte> ciphertext = response[..ciphertextSize];
        state.MixHash(ciphertext); // ekem: MixHash, MixKey
        Span<byte> sharedSecret = stackalloc byte[suite.Kem.SharedSecretSize];
        var plaintext = new byte[payloadSize];
        try
        {
            _ephemeral.Decapsulate(ciphertext, sharedSecret);
            state.MixKey(sharedSecret);
            state.DecryptAndHash(response[ciphertextSize..], plaintext);
        }
        catch (CryptographicException e)
        {
            throw Refused(e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sharedSecret);
        }

        ServerPayload payload = ServerPayload.Decode(plaintext) ?? throw Refused();
        return (payload, ChannelSecrets.Derive(suite, state));
    }

    public void Dispose()
    {
        _ephemeral.Dispose();
        _state?.Dispose();
    }

    private static ChannelException Refused(Exception? cause = null)
    {
        const string Message = "The answer to the handshake is not authentic.";
        return new ChannelException(ChannelFailure.NotAuthentic, Message, cause);
    }

    /// <summary>Makes payload 1 from the transcript hash.</summary>
    public delegate ClientPayload PayloadWriter(ReadOnlySpan<byte> handshakeHash);
}
