using System.Buffers.Binary;
using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>
/// The nonces that one process has seen, in bounded memory. Those whose time is over are swept out whenever one is added.
/// Thread-safe.
/// </summary>
public sealed class MemoryNonceStore : INonceStore
{
    /// <summary>How many nonces of one identity are remembered at most.</summary>
    public const int MaxNoncesPerIdentity = 100_000;

    private const int DefaultCapacity = 1_000_000;

    private readonly TimeProvider _timeProvider;
    private readonly int _capacity;
    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _marks = [];
    private readonly Dictionary<KeyThumbprint, Identity> _identities = [];
    private readonly PriorityQueue<(UInt128 Mark, Identity Identity), DateTimeOffset> _byExpiry = new();
    private DateTimeOffset _sweptUntil = DateTimeOffset.MinValue;

    /// <summary>Makes an empty store.</summary>
    /// <param name="timeProvider">Tells the time.</param>
    /// <param name="capacity">How many nonces are remembered at most, of all identities together: about 100 bytes each.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive.</exception>
    public MemoryNonceStore(TimeProvider timeProvider, int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _timeProvider = timeProvider;
        _capacity = capacity;

        // A process that ran before this one took signatures created up to MaxClockSkew ahead of its time. Their nonces are lost.
        EarliestCreated = timeProvider.GetUtcNow() + RequestSignatureProfile.MaxClockSkew;
    }

    /// <summary>When the store was made, and 5 s more: an earlier process may have taken any signature created before.</summary>
    public DateTimeOffset EarliestCreated { get; }

    /// <summary>How many nonces are remembered at present.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _marks.Count;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<NonceResult> TryAddAsync(
        KeyThumbprint keyId, ReadOnlyMemory<byte> nonce, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        UInt128 mark = MarkOf(keyId, nonce.Span);
        lock (_lock)
        {
            return ValueTask.FromResult(TryAdd(keyId, mark, until));
        }
    }

    private NonceResult TryAdd(KeyThumbprint keyId, UInt128 mark, DateTimeOffset until)
    {
        Sweep();

        // Against a clock set back: what has once been swept stays refused.
        if (until <= _sweptUntil || _marks.Contains(mark))
        {
            return NonceResult.Replayed;
        }

        _identities.TryGetValue(keyId, out Identity? identity);
        if (_marks.Count >= _capacity || identity?.Count >= MaxNoncesPerIdentity)
        {
            return NonceResult.Full;
        }

        identity ??= _identities[keyId] = new Identity(keyId);
        identity.Count++;
        _marks.Add(mark);
        _byExpiry.Enqueue((mark, identity), until);
        return NonceResult.Added;
    }

    private void Sweep()
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        _sweptUntil = now > _sweptUntil ? now : _sweptUntil;
        while (_byExpiry.TryPeek(out (UInt128 Mark, Identity Identity) oldest, out DateTimeOffset until) && until <= _sweptUntil)
        {
            _byExpiry.Dequeue();
            _marks.Remove(oldest.Mark);
            if (--oldest.Identity.Count == 0)
            {
                _identities.Remove(oldest.Identity.KeyId);
            }
        }
    }

    // H(keyid, nonce). Half a SHA-256 is enough: a collision would only refuse a request.
    private static UInt128 MarkOf(KeyThumbprint keyId, ReadOnlySpan<byte> nonce)
    {
        if (nonce.Length is < RequestSignatureProfile.MinNonceSize or > RequestSignatureProfile.MaxNonceSize)
        {
            throw new ArgumentException("A nonce has 16 to 32 bytes.", nameof(nonce));
        }

        Span<byte> input = stackalloc byte[KeyThumbprint.Size + RequestSignatureProfile.MaxNonceSize];
        keyId.CopyTo(input);
        nonce.CopyTo(input[KeyThumbprint.Size..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..(KeyThumbprint.Size + nonce.Length)], hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private sealed class Identity(KeyThumbprint keyId)
    {
        public KeyThumbprint KeyId { get; } = keyId;

        public int Count { get; set; }
    }
}
