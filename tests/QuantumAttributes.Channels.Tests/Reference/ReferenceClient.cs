using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>The client's side of protocol.md §3, written from its text; it sends what an attacker would, too.</summary>
internal sealed class ReferenceClient(byte[] serverPublicKey, ReferenceSuite? suite = null)
{
    private readonly ReferenceSuite _suite = suite ?? ReferenceSuite.First;
    private readonly IReferenceKem _ephemeral =
        (suite ?? ReferenceSuite.First).KeyOf(Org.BouncyCastle.Security.SecureRandom.GetNextBytes(new(), 32));
    private Transcript? _transcript;

    public string Origin { get; init; } = Support.TestServer.Origin;

    public string Purpose { get; init; } = "http";

    /// <summary>The hub's path.</summary>
    public string Path { get; init; } = "";

    /// <summary>The final h of what the handshake renews.</summary>
    public byte[] Renewed { get; init; } = [];

    /// <summary>The final h.</summary>
    public byte[] Hash => _transcript!.Hash;

    /// <summary>Sent in place of the ephemeral key's own public key.</summary>
    public byte[]? EphemeralPublicKey { get; init; }

    /// <summary>u8 version=1 | u16 suite | key id(8) | message 1; the payload is made from h as it is after <c>e</c>.</summary>
    public byte[] WriteRequest(Func<byte[], byte[]> payload)
    {
        byte[] keyId = _suite.KeyId(serverPublicKey);
        _transcript = new Transcript(_suite, Transcript.Prologue(_suite, Origin, keyId, Purpose, Path, Renewed), serverPublicKey);
        (byte[] ciphertext, byte[] sharedSecret) = _suite.Encapsulate(serverPublicKey);
        _transcript.MixHash(ciphertext);
        _transcript.MixKeyAndHash(sharedSecret);
        byte[] ephemeral = EphemeralPublicKey ?? _ephemeral.PublicKey;
        _transcript.MixHash(ephemeral);
        byte[] sealedPayload = _transcript.EncryptAndHash(payload(_transcript.Hash));
        return Bits.Join([1], Bits.U16(_suite.Id), keyId, ciphertext, ephemeral, sealedPayload);
    }

    public (byte[] Payload, ReferenceSecrets Secrets) ReadResponse(byte[] response)
    {
        byte[] ciphertext = response[.._suite.CiphertextSize];
        _transcript!.MixHash(ciphertext);
        _transcript.MixKey(_ephemeral.Decapsulate(ciphertext));
        byte[] payload = _transcript.DecryptAndHash(response[_suite.CiphertextSize..]);
        return (payload, _transcript.Derive());
    }

    /// <summary>The payload of an answer for a hub's connection, and the keys of its two directions.</summary>
    public (byte[] Payload, byte[] ClientKey, byte[] ServerKey) ReadHubResponse(byte[] response)
    {
        byte[] payload = ReadResponse(response).Payload;
        (byte[] client, byte[] server) = _transcript!.Split();
        return (payload, client, server);
    }

    /// <summary>The payload of an answer for a session, and the key of the session.</summary>
    public (byte[] Payload, byte[] MacKey) ReadSessionResponse(byte[] response)
    {
        byte[] ciphertext = response[.._suite.CiphertextSize];
        _transcript!.MixHash(ciphertext);
        _transcript.MixKey(_ephemeral.Decapsulate(ciphertext));
        byte[] macKey = _transcript.DeriveSessionMacKey();
        return (_transcript.DecryptAndHash(response[_suite.CiphertextSize..]), macKey);
    }

    /// <summary>Field 5 of payload 1.</summary>
    public static byte[] Authentication(SigningKey key, byte[] hash)
    {
        byte[] kid = key.VerifyingKey.Thumbprint.ToArray();
        byte[] signature = key.Sign(Bits.Join(Bits.Lp("qc1 client"), Bits.Lp(kid), hash), Bits.Text("QuantumAttributes/v1/channel"));
        return Cbor.Map(Cbor.UInt(1), Cbor.Bytes(kid), Cbor.UInt(2), Cbor.Bytes(signature));
    }
}
