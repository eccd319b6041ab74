using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using QuantumAttributes.Channels.Noise;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>
/// The sending direction of a hub's connection: what is written is sealed at the flush, and the flush waits where the connection's does. Messages of
/// a renewal go in between, whoever flushes.
/// </summary>
/// <remarks>One writer at a time, as of any pipe; <see cref="Renew"/> is safe from any thread, and never waits.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without wait handle holds nothing that needs disposing.")]
internal sealed class HubPipeWriter(HubTransport transport, PipeWriter inner, CipherState state) : PipeWriter
{
    // Small enough to be on its way while the next one is sealed.
    private const int MaxDataSent = 16 * 1024;

    private readonly SemaphoreSlim _turn = new(1, 1); // at the inner pipe and the cipher state
    private readonly ConcurrentQueue<Renewal> _renewals = new();
    private CipherState _state = state;
    private byte[]? _written;
    private int _length;
    private bool _isCompleted;
    private volatile bool _isWiped;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _length;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _written.AsMemory(_length);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, (_written?.Length ?? 0) - _length);
        _length += bytes;
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (!_turn.Wait(TimeSpan.Zero, CancellationToken.None))
            return WaitAndFlushAsync(cancellationToken);
        ValueTask<FlushResult> flush = SealAndFlush(cancellationToken);
        if (!flush.IsCompletedSuccessfully)
            return EndTurnAsync(flush);
        EndTurn();
        return flush;
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    /// <summary>
    /// Sends a message of a renewal, if there is one, and then changes keys, if there are next ones. Does not wait: two sides that waited to answer
    /// each other while both are held up would wait for ever.
    /// </summary>
    public void Renew(ReadOnlyMemory<byte> message, CipherState? next)
    {
        _renewals.Enqueue(new Renewal(message, next));
        if (_isWiped)
            Wipe();
        else
            SendRenewals();
    }

    /// <summary>Completes the pipe; without an exception, says first that this direction ends here, where nobody is held up in it.</summary>
    public override void Complete(Exception? exception = null)
    {
        if (exception is null)
            SayClose();
        inner.Complete(exception);
    }

    /// <summary>Says that this direction ends here, where nobody is held up in it. Nothing is sent afterwards.</summary>
    public void SayClose()
    {
        if (!_turn.Wait(TimeSpan.Zero, CancellationToken.None))
            return;
        try
        {
            if (!_isCompleted)
                Seal(HubRecordType.Close, []);
        }
        catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException)
        {
            // The connection has ended already.
        }
        finally
        {
            _isCompleted = true;
            EndTurn();
        }
    }

    /// <summary>Wipes the keys: at once, or when whoever still writes is done. Nothing is sent afterwards.</summary>
    public void Wipe()
    {
        _isWiped = true;
        if (_turn.Wait(TimeSpan.Zero, CancellationToken.None))
            EndTurn();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<FlushResult> WaitAndFlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await EndTurnAsync(SealAndFlush(cancellationToken)).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<FlushResult> EndTurnAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            return await flush.ConfigureAwait(false);
        }
        finally
        {
            EndTurn();
        }
    }

    private void EndTurn()
    {
        bool wiped = _isWiped;
        if (wiped)
            WipeKeys();
        _turn.Release();
        if (wiped != _isWiped)
            Wipe(); // that was asked for meanwhile
        else if (!wiped && !_renewals.IsEmpty)
            SendRenewals(); // those that came meanwhile
    }

    private void WipeKeys()
    {
        _isCompleted = true;
        _state.Dispose();
        while (_renewals.TryDequeue(out Renewal renewal))
            renewal.Next?.Dispose();
    }

    private void SendRenewals()
    {
        if (!_isCompleted && _turn.Wait(TimeSpan.Zero, CancellationToken.None))
            _ = SendRenewalsAsync();
    }

    // Whoever has the turn sends what is queued, and looks again when he has ended it.
    private async Task SendRenewalsAsync()
    {
        try
        {
            if (_isCompleted)
                return;
            SealRenewals();
            await inner.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // The connection has ended, which its reader says.
        }
        finally
        {
            EndTurn();
        }
    }

    private ValueTask<FlushResult> SealAndFlush(CancellationToken cancellationToken)
    {
        try
        {
            if (_isCompleted || transport.IsOver)
            {
                GiveBack();
                return ValueTask.FromResult(new FlushResult(isCanceled: false, isCompleted: true)); // nobody reads it
            }

            SealRenewals();
            for (int sealedSoFar = 0; sealedSoFar < _length; sealedSoFar += MaxDataSent)
                Seal(HubRecordType.Data, _written.AsSpan(sealedSoFar, Math.Min(MaxDataSent, _length - sealedSoFar)));
            GiveBack();
            return inner.FlushAsync(cancellationToken);
        }
        catch (Exception e)
        {
            return ValueTask.FromException<FlushResult>(e);
        }
    }

    private void SealRenewals()
    {
        while (_renewals.TryDequeue(out Renewal renewal))
        {
            if (!renewal.Message.IsEmpty)
                Seal(HubRecordType.Handshake, renewal.Message.Span);
            if (renewal.Next is not { } next)
                continue;
            Seal(HubRecordType.Switch, []);
            _state.Dispose();
            _state = next;
        }
    }

    private void Seal(HubRecordType type, ReadOnlySpan<byte> data) =>
        inner.Advance(HubRecord.Seal(_state, type, data, inner.GetSpan(data.Length + HubRecord.Overhead)));

    private void Reserve(int more)
    {
        int least = checked(_length + more);
        if (_written?.Length >= least)
            return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, 2 * _length));
        _written.AsSpan(0, _length).CopyTo(larger);
        int length = _length;
        GiveBack();
        (_written, _length) = (larger, length);
    }

    private void GiveBack()
    {
        if (_written is { } written)
        {
            written.AsSpan(0, _length).Clear();
            ArrayPool<byte>.Shared.Return(written);
        }

        (_written, _length) = (null, 0);
    }

    private readonly record struct Renewal(ReadOnlyMemory<byte> Message, CipherState? Next);
}
