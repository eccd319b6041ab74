using System.Buffers;
using System.IO.Pipelines;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>The answer's <c>BodyWriter</c>: holds what is written until it is flushed, and can forget it.</summary>
/// <remarks>One thread at a time, like any pipe's writer; only <see cref="CancelPendingFlush"/> may come from another.</remarks>
internal sealed class ResponseWriter(ChannelResponseBody body) : PipeWriter, IDisposable
{
    private const int LeastSize = 4096;

    private byte[] _buffer = [];
    private int _length;
    private bool _completed;
    private volatile bool _cancelled;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _length;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _buffer.Length - _length);
        _length += bytes;
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_length > 0)
        {
            await body.SendAsync(_buffer.AsMemory(0, _length), cancellationToken);
            Reset();
        }

        await body.FlushFramesAsync(cancellationToken); // the head goes out even where there is no body yet
        bool cancelled = _cancelled;
        _cancelled = false;
        return new FlushResult(cancelled, isCompleted: false);
    }

    public override void CancelPendingFlush()
    {
        _cancelled = true;
        body.CancelPendingFlush();
    }

    public override void Complete(Exception? exception = null)
    {
        if (exception is null && _length > 0)
            throw new InvalidOperationException("Synchronous operations are disallowed. Call CompleteAsync.");
        _completed = true;
        Reset();
    }

    public override async ValueTask CompleteAsync(Exception? exception = null)
    {
        if (exception is null && _length > 0)
            await FlushAsync();
        Complete(exception);
    }

    /// <summary>Forgets what was not flushed.</summary>
    public void Reset()
    {
        _buffer.AsSpan(0, _length).Clear();
        _length = 0;
    }

    /// <summary>Wipes what was not flushed. Who has run past the request's end may still write to the buffer: it goes to nobody else.</summary>
    public void Dispose()
    {
        Reset();
        if (_completed)
            Return();
        _completed = true;
    }

    private void Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        if (_completed)
            throw new InvalidOperationException("The answer's writer is complete.");
        if (_buffer.Length - _length >= Math.Max(sizeHint, 1))
            return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _length, checked(_length + Math.Max(sizeHint, LeastSize))));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        _buffer.AsSpan(0, _length).Clear();
        Return();
        _buffer = larger;
    }

    private void Return()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
