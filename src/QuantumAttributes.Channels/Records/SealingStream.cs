using System.IO.Pipelines;

namespace QuantumAttributes.Channels.Records;

/// <summary>
/// Writes a body as frames to another stream or pipe: plaintext in, sealed frames out. <see cref="CompleteAsync"/> writes the last frame; a
/// stream that is disposed without it leaves the body truncated, which the reader notices.
/// </summary>
/// <remarks>Used by one thread at a time, like any stream. The stream or pipe stays open.</remarks>
public sealed class SealingStream : Stream
{
    private static readonly StreamPipeWriterOptions _options = new(leaveOpen: true);

    private readonly PipeWriter _sink;
    private readonly Stream? _inner; // below the pipe, if a stream is
    private readonly FrameSealer _sealer;
    private readonly BufferLease _buffer;
    private int _buffered;
    private bool _completed;
    private bool _disposed;

    /// <summary>Writes frames to a stream.</summary>
    /// <param name="inner">Where frames go.</param>
    /// <param name="sealer">Seals them; disposed with this stream.</param>
    public SealingStream(Stream inner, FrameSealer sealer)
        : this(PipeWriter.Create(inner, _options), sealer) =>
        _inner = inner;

    /// <summary>Writes frames to a pipe.</summary>
    /// <param name="sink">Where frames go; not completed by this stream.</param>
    /// <param name="sealer">Seals them; disposed with this stream.</param>
    public SealingStream(PipeWriter sink, FrameSealer sealer)
    {
        _sink = sink;
        _sealer = sealer;
        _buffer = new BufferLease(sealer.MaxPlaintext);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The last frame has been written.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_completed)
            throw new InvalidOperationException("The body is complete."); // at once: till a frame is full it would be lost
        while (!buffer.IsEmpty)
        {
            // A full buffer waits for the next byte, so that the last frame is as full as the others and needs no empty one behind it.
            if (_buffered == 0 && buffer.Length > _sealer.MaxPlaintext)
            {
                Seal(buffer.Span[.._sealer.MaxPlaintext], last: false);
                buffer = buffer[_sealer.MaxPlaintext..];
                await _sink.FlushAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (_buffered == _sealer.MaxPlaintext)
            {
                SealBuffered(last: false);
                await _sink.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            buffer = buffer[Buffer(buffer.Span)..];
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Seals and sends what is buffered, so that the reader sees it now; where nothing is, what waits below, as a head may.</summary>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_buffered > 0)
            SealBuffered(last: false);
        else if (_inner is not null)
            await _inner.FlushAsync(cancellationToken).ConfigureAwait(false); // the pipe would not pass it on: it has nothing itself
        await _sink.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes and sends the last frame, with what is buffered or empty. Nothing can be written after it.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken = default)
    {
        WriteLastFrame();
        await _sink.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the last frame, with what is buffered or empty, and leaves sending it to whoever completes the pipe.</summary>
    /// <exception cref="InvalidOperationException">The last frame has been written.</exception>
    public void WriteLastFrame()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _completed = true;
        SealBuffered(last: true);
    }

    /// <summary>Not supported: the streams below are asynchronous.</summary>
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Synchronous writes are not supported; use WriteAsync.");

    /// <summary>Does nothing: flushing takes <see cref="FlushAsync"/>.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _disposed = true;
            _sealer.Dispose();
            _buffer.Dispose();
        }

        base.Dispose(disposing);
    }

    // Copies what fits, and says how much that was.
    private int Buffer(ReadOnlySpan<byte> source)
    {
        int count = Math.Min(source.Length, _sealer.MaxPlaintext - _buffered);
        byte[] bytes = _buffer.Take();
        source[..count].CopyTo(bytes.AsSpan(_buffered));
        _buffered += count;
        _buffer.Use(_buffered);
        _buffer.Put(bytes);
        return count;
    }

    private void SealBuffered(bool last)
    {
        byte[] bytes = _buffer.Take();
        try
        {
            Seal(bytes.AsSpan(0, _buffered), last);
            _buffered = 0;
        }
        finally
        {
            _buffer.Put(bytes);
        }
    }

    private void Seal(ReadOnlySpan<byte> plaintext, bool last) =>
        _sink.Advance(_sealer.Seal(plaintext, last, _sink.GetSpan(plaintext.Length + FrameSealer.Overhead)));
}
