using System.Security.Cryptography;

namespace QuantumAttributes.Channels.Records;

/// <summary>
/// Writes a body as frames to another stream: plaintext in, sealed frames out. <see cref="CompleteAsync"/> writes the last frame; a
/// stream that is disposed without it leaves the body truncated, which the reader notices.
/// </summary>
/// <remarks>Used by one thread at a time, like any stream. The inner stream stays open.</remarks>
/// <param name="inner">Where frames go.</param>
/// <param name="sealer">Seals them; disposed with this stream.</param>
public sealed class SealingStream(Stream inner, FrameSealer sealer) : Stream
{
    private readonly byte[] _plaintext = new byte[sealer.MaxPlaintext];
    private readonly byte[] _frame = new byte[sealer.MaxPlaintext + FrameSealer.Overhead];
    private int _buffered;
    private bool _completed;
    private bool _disposed;

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
            if (_buffered == _plaintext.Length)
                await WriteFrameAsync(last: false, cancellationToken).ConfigureAwait(false);
            int count = Math.Min(buffer.Length, _plaintext.Length - _buffered);
            buffer[..count].CopyTo(_plaintext.AsMemory(_buffered));
            _buffered += count;
            buffer = buffer[count..];
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Seals and sends what is buffered, so that the reader sees it now.</summary>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_buffered > 0)
            await WriteFrameAsync(last: false, cancellationToken).ConfigureAwait(false);
        await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the last frame, with what is buffered or empty. Nothing can be written after it.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _completed = true;
        await WriteFrameAsync(last: true, cancellationToken).ConfigureAwait(false);
        await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
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
            sealer.Dispose();
            CryptographicOperations.ZeroMemory(_plaintext);
        }

        base.Dispose(disposing);
    }

    private async ValueTask WriteFrameAsync(bool last, CancellationToken cancellationToken)
    {
        int length = sealer.Seal(_plaintext.AsSpan(0, _buffered), last, _frame);
        _buffered = 0;
        await inner.WriteAsync(_frame.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
    }
}
