namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>Noise revision 34, §5.2, with the prologue and key schedule of protocol.md §3.</summary>
internal sealed class Transcript
{
    private readonly ReferenceHash _hash;
    private byte[] _ck;
    private byte[] _k = [];
    private ulong _n;

    public Transcript(ReferenceSuite suite, byte[] prologue, byte[] serverPublicKey)
    {
        _hash = suite.Hash;
        byte[] name = Bits.Text(suite.ProtocolName);
        Hash = name.Length > _hash.Length ? _hash.Hash(name) : Bits.Join(name, new byte[_hash.Length - name.Length]);
        _ck = Hash;
        MixHash(prologue);
        MixHash(serverPublicKey);
    }

    public byte[] Hash { get; private set; }

    public static byte[] Prologue(ReferenceSuite suite, string origin, byte[] keyId, string purpose, string path = "", byte[]? renewed = null) => Bits.Join(
        Bits.Text("QuantumAttributes/1"), Bits.U16(suite.Id), Bits.Lp(origin), keyId, Bits.Lp(purpose), Bits.Lp(path), renewed ?? []);

    public void MixHash(byte[] data) => Hash = _hash.Hash(Hash, data);

    public void MixKey(byte[] secret)
    {
        byte[][] outputs = Hkdf(secret);
        (_ck, _k, _n) = (outputs[0], outputs[1][..32], 0);
    }

    public void MixKeyAndHash(byte[] secret)
    {
        byte[][] outputs = Hkdf(secret);
        _ck = outputs[0];
        MixHash(outputs[1]);
        (_k, _n) = (outputs[2][..32], 0);
    }

    public byte[] EncryptAndHash(byte[] plaintext)
    {
        byte[] ciphertext = Primitives.Seal(_k, Nonce(), plaintext, Hash);
        MixHash(ciphertext);
        return ciphertext;
    }

    public byte[] DecryptAndHash(byte[] ciphertext)
    {
        byte[] plaintext = Primitives.Open(_k, Nonce(), ciphertext, Hash);
        MixHash(ciphertext);
        return plaintext;
    }

    /// <summary>Split(), and from it the keys of both directions.</summary>
    public ReferenceSecrets Derive()
    {
        byte[][] split = Hkdf([]);
        byte[] client = _hash.Extract(Hash, split[0][..32]);
        byte[] server = _hash.Extract(Hash, split[1][..32]);
        return new ReferenceSecrets(
            _hash.Expand(client, Bits.Text("qc1 header"), 32),
            _hash.Expand(client, Bits.Text("qc1 body"), 32),
            _hash.Expand(client, Bits.Text("qc1 iv"), 12),
            _hash.Expand(server, Bits.Text("qc1 response secret"), _hash.Length),
            _hash);
    }

    /// <summary>Split() (Noise §5.2): the keys of the two cipher states, the client's first.</summary>
    public (byte[] Client, byte[] Server) Split()
    {
        byte[][] split = Hkdf([]);
        return (split[0][..32], split[1][..32]);
    }

    /// <summary>§6: prk_c with h as it is before payload 2, since that holds the ticket, which holds this key.</summary>
    public byte[] DeriveSessionMacKey() =>
        _hash.Expand(_hash.Extract(Hash, Hkdf([])[0][..32]), Bits.Text("qa1 session mac"), 32);

    // §4.3: temp_key = HMAC(ck, ikm), output_i = HMAC(temp_key, output_(i-1) | i).
    private byte[][] Hkdf(byte[] inputKeyMaterial)
    {
        byte[] temporary = _hash.Hmac(_ck, inputKeyMaterial);
        byte[] first = _hash.Hmac(temporary, [1]);
        byte[] second = _hash.Hmac(temporary, first, [2]);
        return [first, second, _hash.Hmac(temporary, second, [3])];
    }

    private byte[] Nonce() => Bits.Join(Bits.U32(0), Bits.U64(_n++));
}
