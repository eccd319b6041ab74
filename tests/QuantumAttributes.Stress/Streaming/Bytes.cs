using System.Net;

namespace QuantumAttributes.Stress.Streaming;

/// <summary>Bodies of any length, of which only a piece is held.</summary>
internal static class Bytes
{
    private const int Piece = 64 * 1024;

    public static async Task WriteAsync(Stream destination, long length)
    {
        var piece = new byte[Piece];
        for (long left = length; left > 0; left -= Piece)
            await destination.WriteAsync(piece.AsMemory(0, (int)Math.Min(Piece, left)));
    }

    public static async Task<long> CountAsync(Stream source)
    {
        var piece = new byte[Piece];
        long length = 0;
        while (await source.ReadAsync(piece) is > 0 and var count)
            length += count;
        return length;
    }

    /// <summary>A body of which nobody knows the length before its end.</summary>
    public sealed class Content(long length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, length);

        protected override bool TryComputeLength(out long computed)
        {
            computed = 0;
            return false;
        }
    }
}
