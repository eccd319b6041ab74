using System.Net;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Client.Channels;

/// <summary>
/// A request's content as frames. It can be written once: a second time would seal other bytes under the same nonces, so it fails.
/// </summary>
internal sealed class SealedContent(HttpContent content, FrameSealer sealer) : HttpContent
{
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
        length = 0;
        return false;
    }

    // The content stays its request's.
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            sealer.Dispose();
        base.Dispose(disposing);
    }
}
