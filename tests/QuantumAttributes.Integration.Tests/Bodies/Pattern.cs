using System.Net;
using System.Security.Cryptography;

namespace QuantumAttributes.Integration.Tests.Bodies;

/// <summary>A long body that nobody holds in memory, and its hash.</summary>
internal static class Pattern
{
    private const int Chunk = 64 * 1024;

    public static async Task WriteAsync(Stream destination, long length)
    {
        var chunk = new byte[Chunk];
        for (long at = 0; at < length; at += Chunk)
        {
            BitConverter.TryWriteBytes(chunk, at);
            await destination.WriteAsync(chunk.AsMemory(0, (int)Math.Min(Chunk, length - at)));
        }
    }

    public static async Task<string> HashAsync(long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[Chunk];
        for (long at = 0; at < length; at += Chunk)
        {
            BitConverter.TryWriteBytes(chunk, at);
            hash.AppendData(chunk, 0, (int)Math.Min(Chunk, length - at));
        }

        return await Task.FromResult(Convert.ToHexString(hash.GetHashAndReset()));
    }

    public static async Task<string> HashAsync(Stream stream) => Convert.ToHexString(await SHA256.HashDataAsync(stream));

    /// <summary>Content that a test writes as it goes.</summary>
    public sealed class Content(Func<Stream, Task> write) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
