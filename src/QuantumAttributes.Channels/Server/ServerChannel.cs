using System.Diagnostics.CodeAnalysis;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>
/// A channel as its server sees it: provisional until the first authentic record, then confirmed, then closed. Its keys are wiped when
/// it is closed and the last request that runs in it has ended.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "A source without timer or wait handle holds nothing that needs disposing.")]
public sealed class ServerChannel
{
    private readonly HeldSecrets _secrets;
    private readonly TimeProvider _time;
    private readonly long _created;
    private readonly CancellationTokenSource _aborted = new();
    private volatile bool _confirmed;

    internal ServerChannel(
        ChannelId id, string origin, KeyThumbprint? clientKeyId, ChannelSecrets secrets, TimeSpan lifetime, int maxFramePlaintext, TimeProvider time,
        TimeSpan age = default)
    {
        Id = id;
        Origin = origin;
        ClientKeyId = clientKeyId;
        _secrets = new HeldSecrets(secrets);
        Lifetime = lifetime;
        MaxFramePlaintext = maxFramePlaintext;
        _time = time;

        // Another server's clock may be ahead: nothing is younger than new.
        TimeSpan past = age > TimeSpan.Zero ? age : TimeSpan.Zero;
        _created = time.GetTimestamp() - (long)(past.TotalSeconds * time.TimestampFrequency);
        Opened = time.GetUtcNow() - past;
        Aborted = _aborted.Token;
    }

    /// <summary>The channel's name.</summary>
    public ChannelId Id { get; }

    /// <summary>The origin that the client opened the channel to.</summary>
    public string Origin { get; }

    /// <summary>The suite.</summary>
    public ChannelSuite Suite => Secrets.Suite;

    /// <summary>The key with which the client signed the handshake, or null where it did not sign in.</summary>
    public KeyThumbprint? ClientKeyId { get; }

    /// <summary>When the channel was opened by the server's clock: the time of its handshake.</summary>
    public DateTimeOffset Opened { get; }

    /// <summary>How long the channel lives from its handshake.</summary>
    public TimeSpan Lifetime { get; }

    /// <summary>How much of the lifetime is left; zero after it.</summary>
    public TimeSpan Remaining => Lifetime - _time.GetElapsedTime(_created) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Cancelled when a request has run a whole lifetime past the channel's end, or the server stops.</summary>
    public CancellationToken Aborted { get; }

    internal ChannelSecrets Secrets => _secrets.Value;

    internal int MaxFramePlaintext { get; }

    internal ReplayWindow Window { get; } = new();

    internal ByteBudget Received { get; } = new();

    internal ByteBudget Sent { get; } = new();

    internal bool IsConfirmed => _confirmed;

    /// <summary>Whether the channel is past its time: the provisional one, or the whole.</summary>
    internal bool IsExpired => _time.GetElapsedTime(_created) is var age
        && (age >= Lifetime || (!IsConfirmed && age >= ChannelServerOptions.ProvisionalLifetime));

    /// <summary>Whether even requests that run have had their time.</summary>
    internal bool IsOverdue => _time.GetElapsedTime(_created) >= 2 * Lifetime;

    /// <summary>Whether a request is in the channel.</summary>
    internal bool IsRunning => _secrets.IsHeld;

    internal void Confirm() => _confirmed = true;

    /// <summary>Holds the keys for one more request; false where the channel takes none.</summary>
    internal bool TryEnter() => !IsExpired && _secrets.TryHold();

    /// <summary>Ends a request that <see cref="TryEnter"/> let in.</summary>
    internal void Exit() => _secrets.Release();

    /// <summary>Takes no more requests; those that run may end.</summary>
    internal void Close() => _secrets.Close();

    /// <summary>Takes no more requests and aborts those that run.</summary>
    internal void Abort()
    {
        Close();
        _ = _aborted.CancelAsync(); // what is registered runs elsewhere: it must neither hold up nor end the thread that sweeps
    }
}
