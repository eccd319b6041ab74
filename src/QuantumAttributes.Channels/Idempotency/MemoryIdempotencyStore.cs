using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Idempotency;

/// <summary>
/// What one process has run, in bounded memory. It forgets with the process; what is said to have been sent to another process, or before
/// this one began, is therefore refused as what may have run.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class MemoryIdempotencyStore : IIdempotencyStore
{
    /// <summary>Bytes that a key counts beside its answer.</summary>
    public const int EntryOverhead = 1024;

    // An age is rounded, and the two clocks that it is compared by do not tick alike.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private readonly IdempotencyOptions _options;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly DateTimeOffset _startedAt;
    private readonly Lock _lock = new();
    private readonly Dictionary<(KeyThumbprint Identity, string Key), Entry> _entries = [];
    private readonly LinkedList<Entry> _byAge = [];
    private readonly Dictionary<KeyThumbprint, long> _bytes = [];
    private long _total;

    /// <summary>Makes an empty store, which knows of nothing before this moment.</summary>
    /// <param name="options">Its limits.</param>
    /// <param name="time">The clock.</param>
    public MemoryIdempotencyStore(IdempotencyOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _started = time.GetTimestamp();
        _startedAt = time.GetUtcNow();
    }

    private enum State
    {
        Running,
        Kept,
        Unknown,
    }

    /// <summary>How many keys are remembered at present.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                Sweep();
                return _entries.Count;
            }
        }
    }

    /// <summary>Bytes that are counted at present.</summary>
    public long CountedBytes
    {
        get
        {
            lock (_lock)
                return _total;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IdempotencyDecision> BeginAsync(IdempotentRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return ValueTask.FromResult(Begin(request));
    }

    /// <inheritdoc/>
    public ValueTask KeepAsync(IdempotentRequest request, KeptAnswer answer) => End(request, State.Kept, answer);

    /// <inheritdoc/>
    public ValueTask BreakOffAsync(IdempotentRequest request) => End(request, State.Unknown, null);

    /// <inheritdoc/>
    public ValueTask WithdrawAsync(IdempotentRequest request)
    {
        lock (_lock)
            Forget(Find(request));
        return ValueTask.CompletedTask;
    }

    /// <summary>Bytes that a request counts while it runs: those of the longest answer.</summary>
    public static long MostOf(IdempotencyOptions options) => EntryOverhead + Records.ProtectedHeaders.MaxEncodedSize + (long)options.MaxAnswerLength;

    private IdempotencyDecision Begin(IdempotentRequest request)
    {
        Sweep();
        if (_entries.TryGetValue((request.Identity, request.Key), out Entry? known))
            return Judge(known, request);
        if (MayBeForgotten(request))
            return new IdempotencyDecision(IdempotencyVerdict.MayHaveRun);
        long most = MostOf(_options);
        if (_bytes.GetValueOrDefault(request.Identity) + most > _options.MaxBytesPerIdentity)
            return new IdempotencyDecision(IdempotencyVerdict.IdentityFull);
        if (_total + most > _options.MaxBytes)
            return new IdempotencyDecision(IdempotencyVerdict.Full);

        var entry = new Entry(request, _time.GetTimestamp());
        _entries.Add((request.Identity, request.Key), entry);
        _byAge.AddLast(entry.Node);
        Charge(entry, most);
        return new IdempotencyDecision(IdempotencyVerdict.Run);
    }

    private static IdempotencyDecision Judge(Entry known, IdempotentRequest request)
    {
        if (!known.Request.Fingerprint.Span.SequenceEqual(request.Fingerprint.Span))
            return new IdempotencyDecision(IdempotencyVerdict.Mismatch);
        return known.State switch
        {
            State.Running => new IdempotencyDecision(IdempotencyVerdict.Running),
            State.Kept => new IdempotencyDecision(IdempotencyVerdict.Answered, known.Answer),
            _ => new IdempotencyDecision(IdempotencyVerdict.MayHaveRun),
        };
    }

    // What is sent again and is not known here: it never came, or it is forgotten, or it ran somewhere else.
    private bool MayBeForgotten(IdempotentRequest request)
    {
        if (request.Age is not { } age)
            return false;
        TimeSpan before = age + Margin;
        return before >= _options.Retention || !(request.FirstSentHere ?? before < Uptime());
    }

    // By the clock that says less: a machine that slept, or whose clock was set, must not seem to have been there all the time.
    private TimeSpan Uptime()
    {
        TimeSpan monotonic = _time.GetElapsedTime(_started);
        TimeSpan ofDay = _time.GetUtcNow() - _startedAt;
        return monotonic < ofDay ? monotonic : ofDay;
    }

    private ValueTask End(IdempotentRequest request, State state, KeptAnswer? answer)
    {
        lock (_lock)
        {
            Entry entry = Find(request);
            if (entry.IsOverdue)
            {
                Forget(entry);
                return ValueTask.CompletedTask;
            }

            (entry.State, entry.Answer) = (state, answer);
            Charge(entry, EntryOverhead + (answer is null ? 0 : answer.Body.Length + answer.Headers.Encode().Length));
        }

        return ValueTask.CompletedTask;
    }

    private Entry Find(IdempotentRequest request) =>
        _entries.TryGetValue((request.Identity, request.Key), out Entry? entry) && entry.State == State.Running
            ? entry
            : throw new InvalidOperationException("No request with this key runs.");

    private void Sweep()
    {
        while (_byAge.First is { } oldest && _time.GetElapsedTime(oldest.Value.Begun) >= _options.Retention)
        {
            if (oldest.Value.State == State.Running)
            {
                oldest.Value.IsOverdue = true; // goes when it ends: until then it must not run a second time
                _byAge.Remove(oldest);
            }
            else
            {
                Forget(oldest.Value);
            }
        }
    }

    private void Forget(Entry entry)
    {
        if (entry.Node.List is not null)
            _byAge.Remove(entry.Node);
        _entries.Remove((entry.Request.Identity, entry.Request.Key));
        Charge(entry, 0);
    }

    private void Charge(Entry entry, long bytes)
    {
        long more = bytes - entry.Bytes;
        entry.Bytes = bytes;
        _total += more;
        long ofIdentity = _bytes.GetValueOrDefault(entry.Request.Identity) + more;
        if (ofIdentity == 0)
            _bytes.Remove(entry.Request.Identity);
        else
            _bytes[entry.Request.Identity] = ofIdentity;
    }

    private sealed class Entry
    {
        public Entry(IdempotentRequest request, long begun)
        {
            Request = request;
            Begun = begun;
            Node = new LinkedListNode<Entry>(this);
        }

        public IdempotentRequest Request { get; }

        public long Begun { get; }

        public LinkedListNode<Entry> Node { get; }

        public State State { get; set; }

        public KeptAnswer? Answer { get; set; }

        public bool IsOverdue { get; set; }

        public long Bytes { get; set; }
    }
}
