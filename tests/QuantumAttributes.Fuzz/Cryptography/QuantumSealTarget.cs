using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class QuantumSealTarget : FuzzTarget
{
    private const int MostFullChunks = 3;

    private readonly Lazy<KemPrivateKey> _key = new(() => FuzzCryptography.KemKey(KemAlgorithm.MLKem512));

    private static readonly byte[] Info = [1, 2, 3];
    private static readonly byte[] Aad = [4, 5];

    public override string Name => "quantum-seal";

    public override string Claim =>
        "a sealed message (byte 0 even), or chunks the sender sealed: CryptographicException, or what was sealed; streams agree";

    protected override void Prepare() => _ = _key.Value.PublicKey.Export();

    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        bool isSealed = input[0] % 2 != 0;
        byte[]? expected = null;
        byte[] message = isSealed ? Seal(input.AsSpan(1), out expected) : input[1..];
        byte[]? opened = Contract.Parse<byte[], CryptographicException>(() => QuantumSeal.Open(_key.Value, message, Info, Aad));
        Contract.Holds(Same(opened, OpenStream(message)), "bytes and stream agree");
        if (isSealed)
            Contract.Holds(Same(opened, expected), "a message is whole or refused");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        yield return new FuzzSeed("sealed", [1, 1, 3, 1, 2, 3]);
        yield return new FuzzSeed("sealed-empty", [1, 1, 0]);
        yield return new FuzzSeed("sealed-two", [1, 2, 1, 1, 9]);
        yield return new FuzzSeed("sealed-full", [1, 3]);
        yield return new FuzzSeed("sealed-empty-end", [1, 2, 1, 0]);
        yield return new FuzzSeed("sealed-short-middle", [1, 0, 2, 1, 2, 1, 1, 3]);
        yield return new FuzzSeed("sealed-trailing", [1, 1, 1, 7, 7, 7]);
        foreach (HpkeAead aead in (HpkeAead[])[HpkeAead.Aes128Gcm, HpkeAead.ChaCha20Poly1305])
        {
            FuzzCryptography.Reset();
            HpkeSuite suite = new(_key.Value.Algorithm, HpkeKdf.Shake256, aead);
            yield return new FuzzSeed($"raw-{aead}", [0, .. QuantumSeal.Seal(_key.Value.PublicKey, [1, 2, 3], Info, Aad, suite)]);
        }

        yield return new FuzzSeed("raw-header", [0, .. "QSL\x01"u8, 0, 0x40, 0, 2, 0, 2]);
    }

    /// <summary>
    /// Pieces of <c>final (bit 0), full (bit 1) | size | bytes</c>, the last two only where it is not full, each a chunk that the
    /// sender sealed; what follows the final one follows it unsealed. The plaintext, where the recipient must accept it.
    /// </summary>
    private byte[] Seal(ReadOnlySpan<byte> pieces, out byte[]? plaintext)
    {
        HpkeSuite suite = new(_key.Value.Algorithm, HpkeKdf.HkdfSha384, HpkeAead.Aes256Gcm);
        using ChunkSealer sealer = new(_key.Value.PublicKey, suite, Info, Aad);
        using MemoryStream message = new(), accepted = new();
        message.Write(sealer.Preamble);
        bool finished = false, good = true;
        for (int chunks = 0, full = 0; !pieces.IsEmpty && !finished; chunks++)
        {
            finished = (pieces[0] & 1) != 0;
            bool isFull = (pieces[0] & 2) != 0 && full++ < MostFullChunks;
            byte[] chunk = isFull ? new byte[QuantumSeal.ChunkSize] : Take(ref pieces);
            pieces = isFull ? pieces[1..] : pieces;
            good &= finished ? chunk.Length > 0 || chunks == 0 : isFull;
            byte[] sealedChunk = new byte[chunk.Length + HpkeSuite.TagSize];
            sealer.Seal(chunk, finished, sealedChunk);
            message.Write(sealedChunk);
            accepted.Write(chunk);
        }

        message.Write(pieces);
        plaintext = good && finished && pieces.IsEmpty ? accepted.ToArray() : null;
        return message.ToArray();
    }

    private static byte[] Take(ref ReadOnlySpan<byte> pieces)
    {
        int size = pieces.Length > 1 ? Math.Min(pieces[1], pieces.Length - 2) : 0;
        byte[] chunk = pieces.Length > 1 ? pieces.Slice(2, size).ToArray() : [];
        pieces = pieces[Math.Min(2 + size, pieces.Length)..];
        return chunk;
    }

    private byte[]? OpenStream(byte[] message)
    {
        using MemoryStream plaintext = new();
        Task opening = QuantumSeal.OpenAsync(_key.Value, new MemoryStream(message), plaintext, Info, Aad);
        Contract.Holds(opening.IsCompleted, "nothing waits");
        return Contract.Parse<byte[], CryptographicException>(() =>
        {
            opening.GetAwaiter().GetResult();
            return plaintext.ToArray();
        });
    }

    private static bool Same(byte[]? first, byte[]? second) =>
        first is null ? second is null : second is not null && first.AsSpan().SequenceEqual(second);
}
