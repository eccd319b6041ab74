using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;
using QuantumAttributes.EntityFrameworkCore;
using QuantumAttributes.Stress.Rotation;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Farm;

/// <summary>
/// What two servers do to the database that they share: each request of a channel is sent to both, and exactly one may have it; and what that
/// takes.
/// </summary>
internal sealed class FarmCommand
{
    private static readonly ChannelCaps _caps = new(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000);

    private readonly EntityFrameworkChannelStore[] _channels;
    private readonly EntityFrameworkNonceStore[] _nonces;
    private readonly KeyThumbprint _client = new(RandomNumberGenerator.GetBytes(KeyThumbprint.Size));

    private FarmCommand(DatabaseStressStore database)
    {
        _channels = [new(database, TimeProvider.System), new(database, TimeProvider.System)];
        _nonces = [new(database, TimeProvider.System), new(database, TimeProvider.System)];
    }

    public static async Task<Verdict> RunAsync(StoreKind kind, int requests, int atOnce)
    {
        if (kind == StoreKind.Directory)
            return new Verdict(true, "no farm shares a directory");
        await using StressStore store = await StressStore.CreateAsync(kind);
        await store.OpenAsync();
        FarmCommand command = new((DatabaseStressStore)store);

        StoredChannel alone = await command.OpenAsync(), crowded = await command.OpenAsync();
        for (int i = 0; i < 50; i++)
            await command._channels[i % 2].TryMarkAsync(alone.Id, (ulong)i, default);
        Latencies records = new(), nonces = new(), channels = new(), together = new();
        await MeasureAsync(records, requests / 4, async i => await command._channels[0].TryMarkAsync(alone.Id, 50 + (ulong)i, default));
        await MeasureAsync(nonces, requests / 4, async _ => await command._nonces[0].TryAddAsync(
            command._client, RandomNumberGenerator.GetBytes(16), DateTimeOffset.UtcNow.AddSeconds(120)));
        await MeasureAsync(channels, requests / 20, async _ => await command.OpenAsync());

        long began = Stopwatch.GetTimestamp();
        (int once, int twice, int never) = await command.RaceAsync(crowded.Id, requests, atOnce, together);
        double marks = 2 * requests / Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new Verdict(once == requests, string.Create(CultureInfo.InvariantCulture, $"""
            of {requests} requests sent to both servers {once} were taken once, {twice} twice, {never} never
                record alone:              {records}
                signed request alone:      {nonces}
                channel opened and used:   {channels}
                record, {atOnce} at once:       {together}; {marks:F0} a second
            """));
    }

    private static async Task MeasureAsync(Latencies latencies, int count, Func<int, Task> step)
    {
        for (int i = 0; i < count; i++)
        {
            long began = Stopwatch.GetTimestamp();
            await step(i);
            latencies.Add(began);
        }
    }

    // A handshake, and what its first record does beside being marked.
    private async Task<StoredChannel> OpenAsync()
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var channel = new StoredChannel
        {
            Id = new ChannelId(RandomNumberGenerator.GetBytes(ChannelId.Size)),
            Origin = "https://bank.example",
            Suite = 1,
            ClientKeyId = _client,
            Opened = now,
            ProvisionalEnds = now.AddSeconds(10),
            Ends = now.AddSeconds(300),
            MaxFramePlaintext = 16384,
            Sealed = RandomNumberGenerator.GetBytes(160),
        };
        StressException.Require(await _channels[0].TryMarkHandshakeAsync(RandomNumberGenerator.GetBytes(32), now.AddSeconds(121), default), "a new handshake was refused");
        StressException.Require(await _channels[0].TryAddAsync(channel, _caps, default) == ChannelAdmission.Admitted, "a channel was refused");
        StressException.Require(await _channels[1].TryConfirmAsync(channel.Id, _caps, default) == ChannelAdmission.Admitted, "a channel was not confirmed");
        return channel;
    }

    private async Task<(int Once, int Twice, int Never)> RaceAsync(ChannelId id, int requests, int atOnce, Latencies latencies)
    {
        int[] taken = new int[requests];
        await Parallel.ForAsync(0, 2 * requests, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, cancellationToken) =>
        {
            long began = Stopwatch.GetTimestamp();
            if (await _channels[i % 2].TryMarkAsync(id, (ulong)(i / 2), cancellationToken) == ChannelMark.Marked)
                Interlocked.Increment(ref taken[i / 2]);
            latencies.Add(began);
        });
        return (taken.Count(static count => count == 1), taken.Count(static count => count > 1), taken.Count(static count => count == 0));
    }
}
