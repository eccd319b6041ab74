using System.Net;

namespace QuantumAttributes.Client.Channels;

/// <summary>The content of an answer that has none: its length is what the answer's headers say, as for HEAD, or nothing.</summary>
internal sealed class NoContent : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(Stream.Null);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
