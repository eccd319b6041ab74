using Org.BouncyCastle.Crypto.Digests;

namespace QuantumAttributes.Cryptography;

internal readonly ref struct MLDsaXofs : IDisposable
{
    public const int Rate128 = 168;
    public const int Rate256 = 136;
    private readonly ShakeDigest[] _digests;
    private readonly int _rate;
    private MLDsaXofs(ShakeDigest[] digests, int rate) { _digests = digests; _rate = rate; }
    public static int Lanes => 8;
    public static MLDsaXofs Shake128(ReadOnlySpan<byte> seed, ReadOnlySpan<ushort> numbers)
    {
        ShakeDigest[] d = new ShakeDigest[8];
        for (int i = 0; i < 8; i++) { d[i] = new(128); d[i].BlockUpdate(seed); ushort n = i < numbers.Length ? numbers[i] : (ushort)0; d[i].BlockUpdate([(byte)n, (byte)(n >> 8)]); }
        return new(d, 168);
    }
    public static MLDsaXofs Shake256(ReadOnlySpan<byte> seed, int first)
    {
        ShakeDigest[] d = new ShakeDigest[8];
        for (int i = 0; i < 8; i++) { d[i] = new(256); d[i].BlockUpdate(seed); int n = first + i; d[i].BlockUpdate([(byte)n, (byte)(n >> 8)]); }
        return new(d, 136);
    }
    public void Squeeze(Span<byte> output, int stride) { for (int i = 0; i < 8; i++) _digests[i].Output(output.Slice(i * stride, _rate)); }
    public void Dispose() { }
}
internal readonly struct MLDsaShake256 : IDisposable
{
    private readonly ShakeDigest _d = new(256);
    public MLDsaShake256() { }
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> output) { using MLDsaShake256 h = new(); h.Absorb(data); h.Squeeze(output); }
    public void Absorb(ReadOnlySpan<byte> data) => _d.BlockUpdate(data);
    public void Squeeze(Span<byte> output) => _d.Output(output);
    public void Dispose() { }
}
