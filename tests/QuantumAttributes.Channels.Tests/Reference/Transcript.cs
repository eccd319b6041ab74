namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>Noise revision 34, §5.2, for suite 0x0001, with the prologue and key schedule of protocol.md §3.</summary>
internal sealed class Transcript
{
    private byte[] _ck;
    private byte[] _k = [];
    private ulong _n;

    public Transcript(byte[] prologue, byte[] serverPublicKey)
    {
        Hash = Primitives.Sha256(Bits.Text("Noise_pqNK_MLKEM768X25519_AESGCM_SHA256")); // longer than 32 bytes: hashed
        _ck = Hash;
        MixHash(prologue);
        MixHash(serverPublicKey);
    }

    public byte[] Hash { get; private set; }

    public static byte[] Prologue(string origin, byte[] keyId, string purpose) => Bits.Join(
        Bits.Text("QuantumAttributes/1"), Bits.U16(1), Bits.Lp(origin), keyId, Bits.Lp(purpose), Bits.Lp(""));

    public void MixHash(byte[] data) => Hash = Primitives.Sha256(Hash, data);

    public void MixKey(byte[] secret)
    {
        byte[][] outputs = Hkdf(secret);
        (_ck, _k, _n) = (outputs[0], outputs[1], 0);
    }

    public void MixKeyAndHash(byte[] secret)
    {
        byte[][] outputs = Hkdf(secret);
        _ck = outputs[0];
        MixHash(outputs[1]);
        (_k, _n) = (outputs[2], 0);
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
        byte[] client = Primitives.Extract(Hash, split[0]);
        byte[] server = Primitives.Extract(Hash, split[1]);
        return new ReferenceSecrets(
            Primitives.Expand(client, Bits.Text("qc1 header"), 32),
            Primitives.Expand(client, Bits.Text("qc1 body"), 32),
            Primitives.Expand(client, Bits.Text("qc1 iv"), 12),
            Primitives.Expand(server, Bits.Text("qc1 response secret"), 32));
    }

    // §4.3: temp_key = HMAC(ck, ikm), output_i = HMAC(temp_key, output_(i-1) | i).
    private byte[][] Hkdf(byte[] inputKeyMaterial)
    {
        byte[] temporary = Primitives.Hmac(_ck, inputKeyMaterial);
        byte[] first = Primitives.Hmac(temporary, [1]);
        byte[] second = Primitives.Hmac(temporary, first, [2]);
        return [first, second, Primitives.Hmac(temporary, second, [3])];
    }

    private byte[] Nonce() => Bits.Join(Bits.U32(0), Bits.U64(_n++));
}
