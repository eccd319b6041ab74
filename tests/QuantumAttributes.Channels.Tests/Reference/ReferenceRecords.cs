namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>Records over HTTP (protocol.md §4), written from its text.</summary>
internal sealed class ReferenceRecords(ReferenceSecrets secrets, byte[] channelId)
{
    public byte[] RequestData(ulong n, string method, string origin, string target, byte body) => Bits.Join(
        Bits.Lp("qc1 request"), Bits.Lp(channelId), Bits.U64(n), Bits.Lp(method), Bits.Lp(origin), Bits.Lp(target), [body]);

    public byte[] ResponseData(ulong n, byte[] requestSealed, int status) => Bits.Join(
        Bits.Lp("qc1 response"), Bits.Lp(channelId), Bits.U64(n), Bits.Lp(requestSealed[^16..]), Bits.U16(status));

    /// <summary>The value of a request's Quantum-Channel field.</summary>
    public string RequestField(ulong n, byte[] sealedHeaders) =>
        $"v=1, id=:{Convert.ToBase64String(channelId)}:, n={n}, sealed=:{Convert.ToBase64String(sealedHeaders)}:";

    public static string ResponseField(ulong n, byte[] nonce, byte[] sealedHeaders) =>
        $"v=1, n={n}, nonce=:{Convert.ToBase64String(nonce)}:, sealed=:{Convert.ToBase64String(sealedHeaders)}:";

    public byte[] SealRequestHeaders(ulong n, byte[] headers, byte[] data) =>
        Primitives.Seal(secrets.HeaderKey, Nonce(secrets.Iv, n, 0), headers, data);

    public byte[] OpenRequestHeaders(ulong n, byte[] sealedHeaders, byte[] data) =>
        Primitives.Open(secrets.HeaderKey, Nonce(secrets.Iv, n, 0), sealedHeaders, data);

    public byte[] SealRequestBody(ulong n, byte[] data, params byte[][] plaintexts) =>
        SealFrames(secrets.BodyKey, secrets.Iv, n, data, plaintexts);

    public byte[] OpenRequestBody(ulong n, byte[] data, byte[] frames) => OpenFrames(secrets.BodyKey, secrets.Iv, n, data, frames);

    /// <summary>The keys of an answer: r = Extract(nonce, S).</summary>
    public (byte[] HeaderKey, byte[] BodyKey, byte[] Iv) ResponseKeys(ulong n, byte[] nonce)
    {
        byte[] r = secrets.Hash.Extract(nonce, secrets.ResponseSecret);
        byte[] bound = Bits.Join(channelId, Bits.U64(n));
        return (
            secrets.Hash.Expand(r, Bits.Join(Bits.Text("qc1 rheader"), bound), 32),
            secrets.Hash.Expand(r, Bits.Join(Bits.Text("qc1 rbody"), bound), 32),
            secrets.Hash.Expand(r, Bits.Join(Bits.Text("qc1 riv"), bound), 12));
    }

    /// <summary>iv ⊕ (u64 n | u32 tail).</summary>
    public static byte[] Nonce(byte[] iv, ulong n, uint tail) => Bits.Xor(iv, Bits.Join(Bits.U64(n), Bits.U32(tail)));

    public static byte[] SealFrames(byte[] key, byte[] iv, ulong n, byte[] data, params byte[][] plaintexts)
    {
        byte[] frames = [];
        for (int i = 0; i < plaintexts.Length; i++)
        {
            uint last = i == plaintexts.Length - 1 ? 0x8000_0000u : 0;
            byte[] frame = Primitives.Seal(key, Nonce(iv, n, last | (uint)i), plaintexts[i], i == 0 ? data : []);
            frames = Bits.Join(frames, Bits.U32(last | (uint)frame.Length), frame);
        }

        return frames;
    }

    /// <summary>Opens frames up to the one that says it is the last, behind which there may be nothing.</summary>
    public static byte[] OpenFrames(byte[] key, byte[] iv, ulong n, byte[] data, byte[] frames)
    {
        byte[] plaintext = [];
        int at = 0;
        for (uint i = 0; ; i++)
        {
            uint head = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(frames.AsSpan(at, 4));
            uint last = head & 0x8000_0000;
            byte[] frame = frames[(at + 4)..(at + 4 + (int)(head & 0x7fff_ffff))];
            plaintext = Bits.Join(plaintext, Primitives.Open(key, Nonce(iv, n, last | i), frame, i == 0 ? data : []));
            at += 4 + frame.Length;
            if (last == 0)
                continue;
            Assert.Equal(frames.Length, at);
            return plaintext;
        }
    }
}
