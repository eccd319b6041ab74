using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Bodies;

public class CancellationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Given_AClientThatCancels_When_TheHandlerRuns_Expect_ItToKnow()
    {
        var running = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        await using QuantumServer server = await StartAsync(running, aborted);
        using HttpClient client = server.CreateClient();
        using var cancellation = new CancellationTokenSource();

        Task<HttpResponseMessage> request = client.PostAsync("/wait", new StringContent("x"), cancellation.Token);
        await running.Task.WaitAsync(Patience);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await aborted.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Given_AClientThatGoesAway_When_ItReadsAnAnswer_Expect_TheHandlerToKnow()
    {
        var running = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        await using QuantumServer server = await StartAsync(running, aborted);
        using HttpClient client = server.CreateClient();

        HttpResponseMessage response = await client.GetAsync("/endless", HttpCompletionOption.ResponseHeadersRead);
        response.Dispose();

        await aborted.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Given_ACancelledRequest_When_TheNextIsSent_Expect_TheSameChannelToCarryIt()
    {
        var running = new TaskCompletionSource();
        await using QuantumServer server = await StartAsync(running, new TaskCompletionSource());
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreateClient();
        using var cancellation = new CancellationTokenSource();
        Task<HttpResponseMessage> request = client.PostAsync("/wait", new StringContent("x"), cancellation.Token);
        await running.Task.WaitAsync(Patience);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);

        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));

        Assert.Equal(1, metrics.Count("quantum.handshakes/Accepted"));
    }

    private static Task<QuantumServer> StartAsync(TaskCompletionSource running, TaskCompletionSource aborted) => QuantumServer.StartAsync(app =>
    {
        Routes.MapHello(app);
        app.MapPost("/wait", [QuantumChannel] async (HttpContext context) =>
        {
            context.RequestAborted.Register(() => aborted.TrySetResult());
            running.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });
        app.MapGet("/endless", [QuantumChannel] async (HttpContext context) =>
        {
            context.RequestAborted.Register(() => aborted.TrySetResult());
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[10_000], context.RequestAborted);
        });
    });
}
