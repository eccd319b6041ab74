namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>The server's side of protocol.md §3, written from its text; it answers as an attacker would, too.</summary>
internal sealed class ReferenceServer(byte[] seed)
{
    private readonly XWingReference _key = new(seed);
    private Transcript? _transcript;
    private byte[] _ephemeralPublicKey = [];

    public byte[] PublicKey => _key.PublicKey;

    /// <summary>Opens payload 1, and gives h as it was after <c>e</c>.</summary>
    public (byte[] Payload, byte[] Hash) ReadRequest(byte[] request)
    {
        byte[] keyId = Primitives.Sha256(Bits.U16(1), PublicKey)[..8];
        Assert.Equal(Bits.Join([1], Bits.U16(1), keyId), request[..11]);
        byte[] ciphertext = request[11..(11 + 1120)];
        _ephemeralPublicKey = request[(11 + 1120)..(11 + 1120 + 1216)];
        _transcript = new Transcript(Transcript.Prologue(Support.TestServer.Origin, keyId, "http"), PublicKey);
        _transcript.MixHash(ciphertext);
        _transcript.MixKeyAndHash(_key.Decapsulate(ciphertext));
        _transcript.MixHash(_ephemeralPublicKey);
        byte[] hash = _transcript.Hash;
        return (_transcript.DecryptAndHash(request[(11 + 1120 + 1216)..]), hash);
    }

    public (byte[] Message2, ReferenceSecrets Secrets) Respond(byte[] payload)
    {
        (byte[] ciphertext, byte[] sharedSecret) = XWingReference.Encapsulate(_ephemeralPublicKey);
        _transcript!.MixHash(ciphertext);
        _transcript.MixKey(sharedSecret);
        byte[] sealedPayload = _transcript.EncryptAndHash(payload);
        return (Bits.Join(ciphertext, sealedPayload), _transcript.Derive());
    }
}
