namespace QuantumAttributes.Channels.Records;

/// <summary>
/// Reads a body's frames from another stream: sealed frames in, plaintext out. It ends normally only where the last frame ends and the
/// inner stream with it; everything else fails the read, so that a truncated body is never taken for a whole one.
/// </summary>
/// <remarks>Used by one thread at a time, like any stream. The inner stream is disposed with this one.</remarks>
/// <param name="inner">Where frames come from.</param>
/// <param name="opener">Opens them; disposed with this stream.</param>
/// <param name="length">The length of the whole plaintext in bytes, where the sealed head tells it; another length fails the read.</param>
public class OpeningStream(Stream inner, FrameOpener opener, long? length = null) : Stream
{
    // One frame, opened in its place. Where the whole is short, so is the buffer.
    private readonly int _capacity = (int)Math.Min(length ?? opener.MaxPlaintext, opener.MaxPlaintext) + Frame.TagSize;
    private readonly BufferLease _buffer = new((int)Math.Min(length ?? opener.MaxPlaintext, opener.MaxPlaintext) + Frame.TagSize);
    private int _start;
    private int _end;
    private long _received;
    private bool _last;
    private bool _disposed;

    /// <summary>Whether a read failed because the body is not authentic or not whole.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether the last frame has been read and everything in it was authentic.</summary>
    public bool IsComplete => _last && !HasFailed;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads and opens the first frame now, so that a forged body is found before anyone acts on the head.</summary>
    /// <returns>Whether it is authentic.</returns>
    public async ValueTask<bool> TryReadFirstFrameAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadFrameAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (IOException) when (HasFailed)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ChannelException">The body is not authentic or not whole.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (HasFailed)
            throw Failure();
        while (_start == _end && !_last && !buffer.IsEmpty)
            await ReadFrameAsync(cancellationToken).ConfigureAwait(false);
        return CopyTo(buffer.Span);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Not supported: the streams below are asynchronous.</summary>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Synchronous reads are not supported; use ReadAsync.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
            opener.Dispose();
            _buffer.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Makes the exception of a failed read; a server gives it its own type.</summary>
    protected virtual IOException CreateFailure() => new ChannelException("The body is not authentic or not whole.");

    private int CopyTo(Span<byte> destination)
    {
        int count = Math.Min(destination.Length, _end - _start);
        if (count == 0)
            return 0;
        byte[] bytes = _buffer.Take();
        bytes.AsSpan(_start, count).CopyTo(destination);
        _buffer.Put(bytes);
        _start += count;
        return count;
    }

    private async ValueTask ReadFrameAsync(CancellationToken cancellationToken)
    {
        byte[] bytes = _buffer.Take();
        try
        {
            await ReadFrameAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _buffer.Put(bytes);
        }
    }

    private async ValueTask ReadFrameAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await FillAsync(bytes.AsMemory(0, Frame.HeadSize), cancellationToken).ConfigureAwait(false);
        if (!opener.TryReadHead(bytes, out int sealedLength, out bool last) || sealedLength > _capacity)
            throw Failure();
        await FillAsync(bytes.AsMemory(0, sealedLength), cancellationToken).ConfigureAwait(false);
        _buffer.Use(sealedLength);
        if (!opener.TryOpen(bytes.AsSpan(0, sealedLength), last, bytes))
            throw Failure();

        int count = sealedLength - Frame.TagSize;
        _received += count;
        if (last && await HasMoreAsync(bytes, sealedLength, cancellationToken).ConfigureAwait(false))
            throw Failure();
        if (length is { } expected && (last ? _received != expected : _received > expected))
            throw Failure();
        (_start, _end, _last) = (0, count, last);
    }

    // The tag's place is free by now.
    private async ValueTask<bool> HasMoreAsync(byte[] bytes, int sealedLength, CancellationToken cancellationToken) =>
        await inner.ReadAsync(bytes.AsMemory(sealedLength - 1, 1), cancellationToken).ConfigureAwait(false) != 0;

    private async ValueTask FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read = await inner.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < buffer.Length)
            throw Failure();
    }

    private IOException Failure()
    {
        HasFailed = true;
        return CreateFailure();
    }
}
