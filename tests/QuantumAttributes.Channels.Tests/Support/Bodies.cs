using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Support;

/// <summary>Both ends of one body under fixed keys, and streams that give what networks give.</summary>
internal static class Bodies
{
    public const int Max = 64;

    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Iv = [.. Enumerable.Range(50, 12).Select(i => (byte)i)];

    public static FrameSealer Sealer(int max = Max, ulong n = 7, string data = "head", long budget = long.MaxValue) =>
        new(new AeadLease(ProviderSet.Default.Symmetric, Key), new RecordNonce(Iv, n), System.Text.Encoding.ASCII.GetBytes(data), max, new ByteBudget(budget));

    public static FrameOpener Opener(int max = Max, ulong n = 7, string data = "head", long budget = long.MaxValue) =>
        new(new AeadLease(ProviderSet.Default.Symmetric, Key), new RecordNonce(Iv, n), System.Text.Encoding.ASCII.GetBytes(data), max, new ByteBudget(budget));

    public static byte[] Plaintext(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i * 31))];

    /// <summary>The frames of a body, the last of which is marked.</summary>
    public static byte[][] Frames(params byte[][] plaintexts)
    {
        using FrameSealer sealer = Sealer();
        return [.. plaintexts.Select((plaintext, i) =>
        {
            var frame = new byte[plaintext.Length + FrameSealer.Overhead];
            sealer.Seal(plaintext, last: i == plaintexts.Length - 1, frame);
            return frame;
        })];
    }

    public static async Task<byte[]> SealAsync(int size, int max = Max)
    {
        using var frames = new MemoryStream();
        await using (var stream = new SealingStream(frames, Sealer(max)))
        {
            await stream.WriteAsync(Plaintext(size));
            await stream.CompleteAsync();
        }

        return frames.ToArray();
    }

    /// <summary>Reads a body to its end.</summary>
    public static async Task<byte[]> OpenAsync(byte[] frames, int max = Max, long? length = null, int chunk = int.MaxValue)
    {
        await using var stream = new OpeningStream(new ChunkedStream(frames, chunk), Opener(max), length);
        using var plaintext = new MemoryStream();
        await stream.CopyToAsync(plaintext);
        Assert.True(stream.IsComplete);
        return plaintext.ToArray();
    }

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
