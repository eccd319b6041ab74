using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Client.Channels;

/// <summary>The body of an answer in a channel. It holds the channel's keys until it is disposed, and ends with the channel.</summary>
internal sealed class ChannelResponseStream(
    Stream frames, FrameOpener opener, long? length, HttpResponseMessage outer, ClientChannel channel, SealedRequest record)
    : OpeningStream(frames, opener, length)
{
    private readonly CancellationTokenRegistration _abortion = channel.Aborted.UnsafeRegister(static outer => ((HttpResponseMessage)outer!).Dispose(), outer);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _abortion.Dispose();
            outer.Dispose();
            record.Dispose();
        }
    }
}
