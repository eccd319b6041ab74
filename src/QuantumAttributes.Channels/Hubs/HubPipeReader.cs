using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using QuantumAttributes.Channels.Noise;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>
/// The receiving direction of a hub's connection: records are opened when somebody reads, and not before, so that whoever does not read holds up the
/// other side. Anything but the next record ends it.
/// </summary>
/// <remarks>One reader at a time, as of any pipe.</remarks>
internal sealed class HubPipeReader(HubTransport transport, PipeReader inner, CipherState state) : PipeReader
{
    // Written by the reader alone, and as much as one read of the connection brings.
    private readonly Pipe _opened = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false));

    private CipherState _state = state;
    private CipherState? _next;
    private bool _hasRead;
    private bool _isClosed;
    private volatile bool _isWiped;
    private ChannelException? _failure;

    /// <summary>Whether a renewal has begun that the other side has not finished: its <see cref="HubRecordType.Switch"/> is to come.</summary>
    public bool AwaitsSwitch => _next is not null;

    /// <summary>Says what the other side's records are sealed with after its <see cref="HubRecordType.Switch"/>.</summary>
    public void Expect(CipherState next)
    {
        _next = next;
        if (_isWiped)
            next.Dispose();
    }

    /// <exception cref="ChannelException">The connection was cut, or what came is not the other side's next record.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryRead(out ReadResult opened)) // what came before a failure is authentic
                return opened;
            ReadResult read = await inner.ReadAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await OpenAsync(read, cancellationToken).ConfigureAwait(false);
            }
            catch (ChannelException e)
            {
                Fail(e);
            }
        }
    }

    public override bool TryRead(out ReadResult result)
    {
        if (_opened.Reader.TryRead(out result))
            return true;
        return _failure is null ? false : throw _failure;
    }

    public override void AdvanceTo(SequencePosition consumed) => _opened.Reader.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _opened.Reader.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        _opened.Reader.Complete();
        inner.Complete(exception);
    }

    /// <summary>Wipes the keys, once nobody reads any more.</summary>
    public void Wipe()
    {
        _isWiped = true;
        _state.Dispose();
        _next?.Dispose();
        _opened.Writer.Complete();
        _opened.Reader.Complete();
    }

    private async ValueTask OpenAsync(ReadResult read, CancellationToken cancellationToken)
    {
        ChannelException? failure = await OpenRecordsAsync(read.Buffer, cancellationToken).ConfigureAwait(false);
        if (_opened.Writer.UnflushedBytes > 0)
        {
            await transport.CheckPeerAsync(cancellationToken).ConfigureAwait(false); // before anybody reads it
            await _opened.Writer.FlushAsync(CancellationToken.None).ConfigureAwait(false); // never waits: there is no threshold
        }

        if (failure is not null)
            throw failure;
        if (transport.IsOver)
            throw Over();
        if (read.IsCanceled)
            _opened.Reader.CancelPendingRead();
        if (_isClosed)
            await _opened.Writer.CompleteAsync().ConfigureAwait(false);
        else if (read.IsCompleted)
            throw new ChannelException(ChannelFailure.Interrupted, "The connection ended without saying so: it was cut, or the other side is gone.");
    }

    // What came before a failure is authentic.
    private async ValueTask<ChannelException?> OpenRecordsAsync(ReadOnlySequence<byte> rest, CancellationToken cancellationToken)
    {
        try
        {
            while (!_isClosed && TryTake(ref rest, out ReadOnlySequence<byte> sealedRecord))
            {
                if (Open(sealedRecord) is { } message)
                    await transport.ReceiveHandshakeAsync(message, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
        catch (ChannelException e)
        {
            return e;
        }
        finally
        {
            inner.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> sealedRecord)
    {
        sealedRecord = default;
        if (rest.Length < HubRecord.HeadSize)
            return false;
        Span<byte> head = stackalloc byte[HubRecord.HeadSize];
        rest.Slice(0, HubRecord.HeadSize).CopyTo(head);
        if (!HubRecord.TryReadHead(head, out int length))
            throw NotTheNext();
        if (rest.Length < HubRecord.HeadSize + length)
            return false;
        sealedRecord = rest.Slice(HubRecord.HeadSize, length);
        rest = rest.Slice(sealedRecord.End);
        return true;
    }

    // Opens a record, and does what it says; a message of a renewal is for the caller.
    private byte[]? Open(ReadOnlySequence<byte> sealedRecord)
    {
        if (transport.IsOver)
            throw Over();
        Span<byte> plaintext = _opened.Writer.GetSpan((int)sealedRecord.Length);
        if (!sealedRecord.IsSingleSegment)
            sealedRecord.CopyTo(plaintext);
        ReadOnlySpan<byte> contiguous = sealedRecord.IsSingleSegment ? sealedRecord.FirstSpan : plaintext[..(int)sealedRecord.Length];
        if (!HubRecord.TryOpen(_state, contiguous, plaintext, out HubRecordType type, out Span<byte> data))
            throw NotTheNext();
        if (!_hasRead)
            transport.ReceiveFirst();
        _hasRead = true;
        switch (type)
        {
            case HubRecordType.Data:
                data.CopyTo(plaintext);
                _opened.Writer.Advance(data.Length);
                return null;
            case HubRecordType.Handshake:
                return data.ToArray();
            case HubRecordType.Switch when data.IsEmpty && _next is { } next:
                Switch(next);
                return null;
            case HubRecordType.Close when data.IsEmpty:
                _isClosed = true;
                return null;
            default:
                throw NotTheNext();
        }
    }

    private void Switch(CipherState next)
    {
        _state.Dispose();
        (_state, _next) = (next, null);
        transport.ReceiveSwitch();
    }

    private void Fail(ChannelException failure)
    {
        _failure = failure;
        transport.Fail(failure);
    }

    private static ChannelException Over() =>
        new(ChannelFailure.Interrupted, "The channel is over: its lifetime without a renewal, or its client's sign-in.");

    private static ChannelException NotTheNext() =>
        new(ChannelFailure.NotAuthentic, "What came is not the other side's next record: it was changed, left out, repeated, or never sent by it.");
}
