using System.Security.Cryptography;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Server;

/// <summary>Channel ids that strangers make up do not keep the store from everybody else.</summary>
public class ChannelLookupTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Given_TwoPlacesAndOneThatWaits_When_FourComeAtOnce_Expect_TheLastRefusedAndTheOthersAnswered()
    {
        var lookups = new ChannelLookups(2, 1, Long);
        var held = new TaskCompletionSource<string?>();
        int running = 0;
        Task<string?> LookUpAsync() => lookups.RunAsync(_ => { Interlocked.Increment(ref running); return new ValueTask<string?>(held.Task); }, default).AsTask();
        Task<string?>[] first = [LookUpAsync(), LookUpAsync(), LookUpAsync()];

        Assert.Null(await LookUpAsync());
        Assert.Equal((2, 1), (running, lookups.Refused));

        held.SetResult("found");
        Assert.All(await Task.WhenAll(first), static found => Assert.Equal("found", found));
        Assert.Equal(3, running);
        Assert.Equal("found", await LookUpAsync());
    }

    [Fact]
    public async Task Given_APlaceThatDoesNotGetFree_When_SomebodyWaits_Expect_ARefusalAfterAWhile()
    {
        var lookups = new ChannelLookups(1, 1, TimeSpan.FromMilliseconds(20));
        var held = new TaskCompletionSource<string?>();
        Task<string?> first = lookups.RunAsync(_ => new ValueTask<string?>(held.Task), default).AsTask();

        Assert.Null(await lookups.RunAsync(static _ => new ValueTask<string?>("found"), default));

        Assert.Equal(1, lookups.Refused);
        held.SetResult("found");
        Assert.Equal("found", await first);
    }

    [Fact]
    public async Task Given_LookUpsThatFailOrAreCancelled_When_AnotherComes_Expect_ItsPlaceFree()
    {
        var lookups = new ChannelLookups(1, 0, Long);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<ChannelStoreException>(
                async () => await lookups.RunAsync<string>(static _ => throw new ChannelStoreException("away"), default));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                async () => await lookups.RunAsync(static _ => new ValueTask<string?>("found"), cancelled.Token));
        }

        Assert.Equal("found", await lookups.RunAsync(static _ => new ValueTask<string?>("found"), default));
        Assert.Equal(0, lookups.Refused);
    }

    [Fact]
    public async Task Given_AFloodOfUnknownChannels_When_TheStoreIsSlow_Expect_ItAskedForThirtyTwoAtATimeAndKnownChannelsServed()
    {
        AlteredStore store = null!;
        using var farm = new TestFarm(storeOfB: inner => store = new AlteredStore(inner));
        (ClientChannel known, _) = await farm.OpenAsync();
        Assert.Equal(RecordOutcome.Opened, (await TestFarm.SendAsync(farm.B, known)).Outcome); // B has it from now on
        var held = new TaskCompletionSource();
        int asked = 0;
        store.BeforeFind = () =>
        {
            Interlocked.Increment(ref asked);
            return held.Task;
        };
        Task<RecordResult>[] flood = [.. Enumerable.Range(0, 600).Select(_ => SendUnknownAsync(farm.B))];

        Assert.Equal(600 - 32 - 512, farm.B.RefusedLookups);
        Assert.Equal(32, asked);
        Assert.Equal(RecordOutcome.Opened, (await TestFarm.SendAsync(farm.B, known)).Outcome);

        held.SetResult();
        Assert.All(await Task.WhenAll(flood), static result => Assert.Equal(RecordOutcome.UnknownChannel, result.Outcome));
        Assert.Equal(0, farm.A.RefusedLookups);
    }

    private static Task<RecordResult> SendUnknownAsync(ChannelServer server)
    {
        var field = new RequestField(new ChannelId(RandomNumberGenerator.GetBytes(ChannelId.Size)), 0, new byte[Frame.TagSize + 1]);
        return server.OpenAsync(field.ToString(), TestServer.Head, CancellationToken.None).AsTask();
    }
}
