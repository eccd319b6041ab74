using System.Net;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Client.Channels;

/// <summary>
/// A request's content as frames. It can be written once: a second time would seal other bytes under the same nonces, so it fails.
/// </summary>
internal sealed class SealedContent(HttpContent content, FrameSealer sealer) : HttpContent
{
    // What is written at once: a stream may be flushed at any time, which ends a frame. What derives from these may do as it likes.
    private static readonly Type[] InMemory = [typeof(ByteArrayContent), typeof(StringContent), typeof(FormUrlEncodedContent), typeof(ReadOnlyMemoryContent)];

    private int _written;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _written, 1) != 0)
            throw new ChannelException("A sealed body is sent once; the request must be sealed again.");
        var frames = new SealingStream(stream, sealer);
        await using (frames.ConfigureAwait(false))
        {
            await content.CopyToAsync(frames, cancellationToken).ConfigureAwait(false);
            await frames.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = InMemory.Contains(content.GetType()) && content.Headers.ContentLength is { } plaintextLength ? sealer.SealedLength(plaintextLength) : 0;
        return length > 0;
    }

    // The content stays its request's.
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            sealer.Dispose();
        base.Dispose(disposing);
    }
}
