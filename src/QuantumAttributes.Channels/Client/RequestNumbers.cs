using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Channels.Client;

/// <summary>
/// The numbers of a client's requests: each drawn once, none further ahead of the oldest without an answer than the server's window
/// allows (protocol.md §4). Safe to use from several threads.
/// </summary>
internal sealed class RequestNumbers
{
    private readonly Lock _lock = new();
    private readonly SortedSet<ulong> _unanswered = [];
    private TaskCompletionSource _answered = NewSignal();
    private ulong _next;

    public bool HasMore => Volatile.Read(ref _next) < ChannelServer.MaxRequests;

    public ulong Drawn => Volatile.Read(ref _next);

    /// <summary>Draws the next number, or null where there is none left.</summary>
    public async ValueTask<ulong?> DrawAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task answered;
            lock (_lock)
            {
                if (_next >= ChannelServer.MaxRequests)
                    return null;
                if (_unanswered.Count == 0 || _next - _unanswered.Min < ClientChannel.MaxAhead)
                {
                    _unanswered.Add(_next);
                    return _next++;
                }

                answered = _answered.Task;
            }

            await answered.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Marks a number as answered, or given up. Doing so twice is harmless.</summary>
    public void Answered(ulong number)
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            if (!_unanswered.Remove(number))
                return;
            (signal, _answered) = (_answered, NewSignal());
        }

        signal.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
