using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>
/// Channels that several processes share (<see cref="ReplayMode.Shared"/>). The store decides everything: whether a channel is there, what was
/// seen in it, and how many there may be. A process keeps the keys of channels that it opened, and nothing else.
/// </summary>
internal sealed class SharedChannels(ChannelServerOptions options, ChannelSharing sharing, SymmetricCryptography symmetric, TimeProvider time) : IServerChannels
{
    // A third of the connections that a database client has, so that strangers leave the others to what is known.
    private const int LookupsAtOnce = 32;
    private const int LookupsWaiting = 512;

    private static readonly TimeSpan LookupPatience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ChannelId, ServerChannel> _opened = new();
    private readonly ChannelLookups _lookups = new(LookupsAtOnce, LookupsWaiting, LookupPatience);
    private readonly ChannelCaps _caps = options.Caps;
    private volatile bool _closed;

    public ReplayMode Mode => ReplayMode.Shared;

    public int ProvisionalCount => _opened.Values.Count(static channel => !channel.IsConfirmed);

    public int ConfirmedCount => _opened.Values.Count(static channel => channel.IsConfirmed);

    public long RefusedLookups => _lookups.Refused;

    public ValueTask<bool> TryMarkHandshakeAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
        sharing.Store.TryMarkHandshakeAsync(hash, time.GetUtcNow() + HandshakeReplayGuard.Memory, cancellationToken);

    public async ValueTask<ChannelAdmission> TryAddAsync(ServerChannel channel, CancellationToken cancellationToken)
    {
        var opened = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var stored = new StoredChannel
        {
            Id = channel.Id,
            Origin = channel.Origin,
            Suite = channel.Suite.Id,
            ClientKeyId = channel.ClientKeyId,
            Opened = opened,
            ProvisionalEnds = opened + ChannelServerOptions.ProvisionalLifetime,
            Ends = opened + channel.Lifetime,
            MaxFramePlaintext = channel.MaxFramePlaintext,
            Sealed = default,
        };
        byte[] secrets = channel.Secrets.Export();
        try
        {
            stored = stored with { Sealed = await sharing.Sealer.SealAsync(secrets, stored.AssociatedData(), cancellationToken).ConfigureAwait(false) };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secrets);
        }

        ChannelAdmission admission = await sharing.Store.TryAddAsync(stored, _caps, cancellationToken).ConfigureAwait(false);
        return admission == ChannelAdmission.Admitted && Keep(channel) != channel ? ChannelAdmission.Gone : admission;
    }

    public async ValueTask<ServerChannel?> FindAsync(ChannelId id, CancellationToken cancellationToken)
    {
        // A channel that waits here for its first record may have had it elsewhere.
        ServerChannel? channel = _opened.GetValueOrDefault(id);
        if (channel is { IsConfirmed: true })
            return channel;
        if (channel is null)
            return await _lookups.RunAsync(cancellation => LookUpAsync(id, cancellation), cancellationToken).ConfigureAwait(false);
        StoredChannel? stored = await sharing.Store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            Forget(channel);
            return null;
        }

        if (stored.IsConfirmed)
            channel.Confirm();
        return channel;
    }

    public async ValueTask<ChannelMark> TryMarkAsync(ServerChannel channel, ulong number, CancellationToken cancellationToken)
    {
        ChannelMark mark = await sharing.Store.TryMarkAsync(channel.Id, number, cancellationToken).ConfigureAwait(false);
        if (mark == ChannelMark.Unknown)
            Forget(channel);
        return mark;
    }

    public async ValueTask<ChannelAdmission> TryConfirmAsync(ServerChannel channel, CancellationToken cancellationToken)
    {
        if (channel.IsConfirmed)
            return ChannelAdmission.Admitted;
        ChannelAdmission admission = await sharing.Store.TryConfirmAsync(channel.Id, _caps, cancellationToken).ConfigureAwait(false);
        if (admission == ChannelAdmission.Admitted)
            channel.Confirm();
        return admission;
    }

    public ValueTask RemoveAsync(ServerChannel channel, CancellationToken cancellationToken)
    {
        Drop(channel);
        channel.Abort();
        return sharing.Store.RemoveAsync(channel.Id, cancellationToken);
    }

    public void Sweep()
    {
        foreach (ServerChannel channel in _opened.Values)
        {
            if (channel.IsOverdue || (channel.IsExpired && !channel.IsRunning))
            {
                Drop(channel);
                channel.Abort();
            }
        }
    }

    public void Close()
    {
        _closed = true;
        foreach (ServerChannel channel in _opened.Values)
        {
            Drop(channel);
            channel.Abort();
        }
    }

    // The store does not have it any more. Before its time that means that it was revoked, and then what runs in it ends too.
    private void Forget(ServerChannel channel)
    {
        if (channel.Remaining > TimeSpan.Zero)
        {
            Drop(channel);
            channel.Abort();
        }
        else
        {
            channel.Close(); // stays listed for the sweep, as requests may still run in it
        }
    }

    private async ValueTask<ServerChannel?> LookUpAsync(ChannelId id, CancellationToken cancellationToken)
    {
        if (await sharing.Store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } stored)
            return null;
        ServerChannel? channel = await OpenAsync(stored, cancellationToken).ConfigureAwait(false);
        if (stored.IsConfirmed)
            channel?.Confirm();
        return channel;
    }

    private async ValueTask<ServerChannel?> OpenAsync(StoredChannel stored, CancellationToken cancellationToken)
    {
        if (ChannelSuite.Find(stored.Suite) is not { } suite || !Ascii.IsValid(stored.Origin)
            || stored.MaxFramePlaintext is < 1 or > Frame.MaxPlaintext)
            return null;
        byte[] secrets;
        try
        {
            secrets = await sharing.Sealer.OpenAsync(stored.Sealed, stored.AssociatedData(), cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException)
        {
            return null; // somebody changed it in the store, or the key under which it lies is gone
        }

        ChannelSecrets? read = ChannelSecrets.Import(suite, secrets, symmetric);
        CryptographicOperations.ZeroMemory(secrets);
        return read is null ? null : Keep(new ServerChannel(
            stored.Id, stored.Origin, stored.ClientKeyId, read, stored.Ends - stored.Opened, stored.MaxFramePlaintext, time,
            age: time.GetUtcNow() - stored.Opened));
    }

    // Of several who open one channel at once all get the same, so that it ends in one place.
    private ServerChannel? Keep(ServerChannel channel)
    {
        ServerChannel kept = _opened.GetOrAdd(channel.Id, channel);
        if (kept != channel)
            channel.Close();
        if (!_closed)
            return kept;
        Drop(kept); // it came while everything was being closed
        kept.Abort();
        return null;
    }

    private void Drop(ServerChannel channel) => _opened.TryRemove(new KeyValuePair<ChannelId, ServerChannel>(channel.Id, channel));
}
