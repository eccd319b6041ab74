using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Client;

/// <summary>A channel as its client sees it. It lives in memory only and is never copied: each number is used once.</summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class ClientChannel : IDisposable
{
    /// <summary>How far ahead of the oldest request without an answer a new one may be: half of the server's window.</summary>
    public const ulong MaxAhead = ReplayWindow.Size / 2;

    private const double RenewAt = 0.8;

    private readonly HeldSecrets _secrets;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly RequestNumbers _numbers = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly ITimer _end;

    internal ClientChannel(
        ServerPayload granted, string origin, KeyThumbprint? clientKeyId, ChannelSecrets secrets, long started, TimeProvider time)
    {
        Id = granted.ChannelId;
        Origin = origin;
        Lifetime = TimeSpan.FromSeconds(granted.Lifetime);
        MaxFramePlaintext = granted.MaxFramePlaintext;
        ClientKeyId = clientKeyId;
        _secrets = new HeldSecrets(secrets);
        _started = started;
        _time = time;
        Aborted = _aborted.Token;
        _end = time.CreateTimer(_ => Abort(), null, 2 * Lifetime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The channel's name.</summary>
    public ChannelId Id { get; }

    /// <summary>The origin that it leads to.</summary>
    public string Origin { get; }

    /// <summary>The suite.</summary>
    public ChannelSuite Suite => _secrets.Value.Suite;

    /// <summary>The key that the client signed in with, or null.</summary>
    public KeyThumbprint? ClientKeyId { get; }

    /// <summary>How long it lives, counted from before the handshake.</summary>
    public TimeSpan Lifetime { get; }

    /// <summary>The most plaintext bytes of a frame.</summary>
    public int MaxFramePlaintext { get; }

    /// <summary>Whether requests may still begin in it.</summary>
    public bool IsUsable => Age < Lifetime && _numbers.HasMore;

    /// <summary>Whether it is time to open the next channel: at 80 % of the lifetime, or of the requests.</summary>
    public bool IsDueForRenewal => Age >= RenewAt * Lifetime || _numbers.Drawn >= RenewAt * ChannelServer.MaxRequests;

    /// <summary>Cancelled when requests that still run have had one more lifetime.</summary>
    public CancellationToken Aborted { get; }

    internal ByteBudget Sent { get; } = new();

    internal ByteBudget Received { get; } = new();

    internal ChannelSecrets Secrets => _secrets.Value;

    private TimeSpan Age => _time.GetElapsedTime(_started);

    /// <summary>
    /// Seals the head of a request under a number of its own. Waits while the oldest request without an answer is
    /// <see cref="MaxAhead"/> behind.
    /// </summary>
    /// <param name="head">What stays readable of the request.</param>
    /// <param name="headers">Its protected headers.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The sealed request, or null where the channel takes no more requests: open another one.</returns>
    /// <exception cref="ArgumentException">Method or target is not ASCII.</exception>
    /// <exception cref="ChannelException">The headers do not fit into a record.</exception>
    public async ValueTask<SealedRequest?> SealAsync(RequestHead head, ProtectedHeaders headers, CancellationToken cancellationToken)
    {
        if (!IsUsable || !_secrets.TryHold())
            return null;
        ulong? drawn = null;
        try
        {
            drawn = await _numbers.DrawAsync(cancellationToken).ConfigureAwait(false);
            if (drawn is not { } number || Age >= Lifetime) // the wait may have outlasted the channel
            {
                Release(drawn);
                return null;
            }

            byte[] associatedData = AssociatedData(head, number);
            byte[] sealedHeaders = SealHeaders(number, headers, associatedData);
            return new SealedRequest(this, new RequestField(Id, number, sealedHeaders), headers, associatedData, head.HasBody);
        }
        catch
        {
            Release(drawn);
            throw;
        }
    }

    /// <summary>Takes no more requests; the keys are wiped when the last that runs has ended.</summary>
    public void Dispose() => _secrets.Close();

    internal void Answered(ulong number) => _numbers.Answered(number);

    internal void Release(ulong? number)
    {
        if (number is { } answered)
            _numbers.Answered(answered);
        _secrets.Release();
    }

    private byte[] AssociatedData(RequestHead head, ulong number) =>
        head.WriteAssociatedData(Id, number, Origin, stackalloc byte[RequestHead.UsualAssociatedDataSize]).ToArray();

    private byte[] SealHeaders(ulong number, ProtectedHeaders headers, byte[] associatedData)
    {
        ChannelSecrets secrets = Secrets;
        using Aes256Gcm aead = secrets.Symmetric.CreateAes256Gcm(secrets.RequestHeaderKey);
        var sealedHeaders = new byte[SealedHeaders.SizeOf(headers)];
        SealedHeaders.Seal(
            aead, NonceWitness.NameOf(secrets.RequestHeaderKey), new RecordNonce(secrets.RequestIv, number), headers, associatedData, sealedHeaders);
        return sealedHeaders;
    }

    private void Abort()
    {
        Dispose();
        _end.Dispose();
        _ = _aborted.CancelAsync(); // what is registered runs elsewhere: an exception here would end the process
    }
}
