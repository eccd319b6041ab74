using System.IO.Pipelines;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>The answer's <c>BodyWriter</c>: holds what is written until it is flushed, and can forget it.</summary>
internal sealed class ResponseWriter(Stream destination) : PipeWriter
{
    private static readonly StreamPipeWriterOptions _options = new(leaveOpen: true);

    private PipeWriter _buffer = Create(destination, _options);

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _buffer.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    public override void Advance(int bytes) => _buffer.Advance(bytes);

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        bool empty = UnflushedBytes == 0;
        FlushResult result = await _buffer.FlushAsync(cancellationToken);
        if (empty)
            await destination.FlushAsync(cancellationToken); // the head goes out even where there is no body yet
        return result;
    }

    public override void CancelPendingFlush() => _buffer.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _buffer.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => _buffer.CompleteAsync(exception);

    /// <summary>Forgets what was not flushed.</summary>
    public void Reset()
    {
        _buffer.Complete(new OperationCanceledException("Another answer takes its place."));
        _buffer = Create(destination, _options);
    }
}
