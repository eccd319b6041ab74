using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>The server's side of protocol.md §3, written from its text; it answers as an attacker would, too.</summary>
internal sealed class ReferenceServer(byte[] seed, ReferenceSuite? suite = null)
{
    private readonly ReferenceSuite _suite = suite ?? ReferenceSuite.First;
    private readonly IReferenceKem _key = (suite ?? ReferenceSuite.First).KeyOf(seed);
    private Transcript? _transcript;
    private byte[] _ephemeralPublicKey = [];

    public byte[] PublicKey => _key.PublicKey;

    public string Purpose { get; init; } = "http";

    /// <summary>A document that names the server's key for the next hour.</summary>
    public DiscoveryDocument Publish(DateTimeOffset now)
    {
        ChannelKeyId id = ChannelKeyId.Of(ChannelSuite.Find(_suite.Id)!, PublicKey);
        var document = new DiscoveryDocument
        {
            Origin = TestServer.Origin,
            IssuedAt = now,
            ExpiresAt = now.AddHours(1),
            Policy = ChannelPolicy.Require,
            PolicyMaxAge = TimeSpan.Zero,
            Suites = [_suite.Id],
            Keys = [new PublishedKey(id, _suite.Id, PublicKey, now, now.AddHours(1))],
        };
        return DiscoveryDocument.Verify(document.Sign(TestServer.Identity));
    }

    /// <summary>Opens payload 1, and gives h as it was after <c>e</c>.</summary>
    public (byte[] Payload, byte[] Hash) ReadRequest(byte[] request)
    {
        byte[] keyId = _suite.KeyId(PublicKey);
        Assert.Equal(Bits.Join([1], Bits.U16(_suite.Id), keyId), request[..11]);
        int ephemeralAt = 11 + _suite.CiphertextSize, payloadAt = ephemeralAt + _suite.PublicKeySize;
        byte[] ciphertext = request[11..ephemeralAt];
        _ephemeralPublicKey = request[ephemeralAt..payloadAt];
        _transcript = new Transcript(_suite, Transcript.Prologue(_suite, TestServer.Origin, keyId, Purpose), PublicKey);
        _transcript.MixHash(ciphertext);
        _transcript.MixKeyAndHash(_key.Decapsulate(ciphertext));
        _transcript.MixHash(_ephemeralPublicKey);
        byte[] hash = _transcript.Hash;
        return (_transcript.DecryptAndHash(request[payloadAt..]), hash);
    }

    /// <summary>The answer for a session, whose payload may hold the session's key.</summary>
    public byte[] RespondSession(Func<byte[], byte[]> payload)
    {
        (byte[] ciphertext, byte[] sharedSecret) = _suite.Encapsulate(_ephemeralPublicKey);
        _transcript!.MixHash(ciphertext);
        _transcript.MixKey(sharedSecret);
        return Bits.Join(ciphertext, _transcript.EncryptAndHash(payload(_transcript.DeriveSessionMacKey())));
    }

    public (byte[] Message2, ReferenceSecrets Secrets) Respond(byte[] payload)
    {
        (byte[] ciphertext, byte[] sharedSecret) = _suite.Encapsulate(_ephemeralPublicKey);
        _transcript!.MixHash(ciphertext);
        _transcript.MixKey(sharedSecret);
        byte[] sealedPayload = _transcript.EncryptAndHash(payload);
        return (Bits.Join(ciphertext, sealedPayload), _transcript.Derive());
    }
}
