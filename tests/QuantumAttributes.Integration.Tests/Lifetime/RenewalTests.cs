using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.Channels;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Lifetime;

public class RenewalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(239, 1)]
    [InlineData(240, 2)]
    [InlineData(299, 2)]
    [InlineData(100_000, 2)]
    public async Task Given_AChannel_When_TimePasses_Expect_ASilentRenewalAt80Percent(int seconds, int handshakes)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreateClient();
        await client.GetStringAsync("/hello");

        time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));
        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));
        Assert.Equal(handshakes, metrics.Count("quantum.handshakes/Accepted"));
        Assert.Equal(3, metrics.Count("quantum.records/Opened"));
    }

    [Fact]
    public async Task Given_AChannelDueForRenewal_When_ManyRequestsCome_Expect_OneHandshake()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreateClient();
        await client.GetStringAsync("/hello");
        time.Advance(TimeSpan.FromSeconds(250));

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetStringAsync("/hello")));

        Assert.All(answers, answer => Assert.Equal("hello from inside", answer));
        Assert.Equal(2, metrics.Count("quantum.handshakes/Accepted"));
    }

    [Fact]
    public async Task Given_ARequestUnderWay_When_ItsChannelIsReplaced_Expect_ItToEndInTheOldOne()
    {
        var time = new ManualTime();
        var (running, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using QuantumServer server = await StartAsync(time, running, go);
        using HttpClient client = server.CreateClient();
        Task<string> slow = client.GetStringAsync("/slow");
        await running.Task.WaitAsync(Patience);

        time.Advance(TimeSpan.FromSeconds(350));
        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));
        go.SetResult();

        Assert.Equal("slow", await slow);
    }

    [Fact]
    public async Task Given_ARequestUnderWay_When_ItsChannelHasBeenOverForALifetime_Expect_ATypedError()
    {
        var time = new ManualTime();
        var (running, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using QuantumServer server = await StartAsync(new ManualTime(), running, go);
        using HttpClient client = server.CreateClient(new ClientSetup { Time = time });
        Task<string> slow = client.GetStringAsync("/slow");
        await running.Task.WaitAsync(Patience);

        time.Advance(TimeSpan.FromSeconds(600));

        await Assert.ThrowsAsync<ChannelException>(() => slow);
        go.SetResult();
    }

    private static Task<QuantumServer> StartAsync(ManualTime time, TaskCompletionSource? running = null, TaskCompletionSource? go = null) =>
        QuantumServer.StartAsync(
            app =>
            {
                Routes.MapHello(app);
                app.MapGet("/slow", [QuantumChannel] async (HttpContext _) =>
                {
                    running!.SetResult();
                    await go!.Task;
                    return "slow";
                });
            },
            new ServerSetup { Time = time });
}
