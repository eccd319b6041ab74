using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.AtMostOnce;

/// <summary>A request never runs twice, whatever happens to its answer; with a key and a sign-in the client gets the one true answer.</summary>
public class HostileProxyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static MatrixTheoryData<Interception, string> Attacks { get; } = new(
        [Interception.Before, Interception.After], ["BadGateway", "Unauthorized", "OK", "reset"]);

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Given_AKeyAndASignIn_When_TheAnswerIsReplaced_Expect_OneRunAndItsAnswer(Interception when, string forgery)
    {
        var counter = new Counter();
        await using QuantumServer server = await StartAsync(counter);
        using HttpClient client = CreateClient(server, new HostileProxy(when, forgery), signIn: true);

        using HttpResponseMessage response = await client.SendAsync(Transfer("\"key\""));

        Assert.Equal((HttpStatusCode.Created, "transfer 1: ten to Bob"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal("1", response.Headers.GetValues("X-Run").Single());
        Assert.Equal(1, counter.Runs);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Given_NoKey_When_TheAnswerIsReplaced_Expect_AnErrorAndOneRunAtMost(Interception when, string forgery)
    {
        var counter = new Counter();
        await using QuantumServer server = await StartAsync(counter);
        using HttpClient client = CreateClient(server, new HostileProxy(when, forgery), signIn: true);

        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(Transfer(null)));

        Assert.Equal(when == Interception.After ? 1 : 0, counter.Runs);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Given_AKeyWithoutASignIn_When_TheAnswerIsReplaced_Expect_AnErrorAndOneRunAtMost(Interception when, string forgery)
    {
        var counter = new Counter();
        await using QuantumServer server = await StartAsync(counter);
        using HttpClient client = CreateClient(server, new HostileProxy(when, forgery), signIn: false);

        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(Transfer("\"key\"", "/open")));

        Assert.Equal(when == Interception.After ? 1 : 0, counter.Runs);
    }

    [Fact]
    public async Task Given_AConnectionThatBreaksWhileTheRequestRuns_When_ItIsSentAgain_Expect_TheRunToGoOnAndItsAnswer()
    {
        var counter = new Counter { Go = new TaskCompletionSource() };
        await using QuantumServer server = await StartAsync(counter);
        using var metrics = new MetricRecorder(server);
        using HttpClient client = CreateClient(
            server, new HostileProxy(Interception.While, "reset") { Running = counter.Running.Task.WaitAsync(Patience) }, signIn: true);

        Task<HttpResponseMessage> sending = client.SendAsync(Transfer("\"key\""));
        while (metrics.Count("quantum.idempotency/Running") == 0 && !sending.IsCompleted)
            await Task.Delay(5);
        counter.Go.SetResult();

        using HttpResponseMessage response = await sending.WaitAsync(Patience);
        Assert.Equal("transfer 1: ten to Bob", await response.Content.ReadAsStringAsync());
        Assert.Equal((1, false), (counter.Runs, counter.WasAborted));
    }

    [Theory]
    [InlineData(Interception.Before, 0)]
    [InlineData(Interception.After, 1)]
    public async Task Given_AServerThatRestartsMeanwhile_When_TheRequestIsSentAgain_Expect_ItRefusedAsOneThatMayHaveRun(Interception when, int runs)
    {
        using var directory = new TemporaryDirectory();
        var counter = new Counter();
        await using QuantumServer first = await StartAsync(counter, directory["keys"]);
        QuantumServer? second = null;
        var proxy = new HostileProxy(when, "BadGateway")
        {
            Meanwhile = async () =>
            {
                int port = first.Port;
                await first.StopAsync();
                second = await StartAsync(counter, directory["keys"], port);
                second.Enrol(ClientKeys.Alice);
            },
        };
        using HttpClient client = CreateClient(first, proxy, signIn: true);

        using HttpResponseMessage response = await client.SendAsync(Transfer("\"key\""));

        await using (second)
            await Problem.ExpectAsync(HttpStatusCode.Conflict, "idempotency-may-have-run", response);
        Assert.Equal(runs, counter.Runs);
    }

    [Fact]
    public async Task Given_AnAnswerThatIsCutOff_When_TheApplicationSendsItsRequestAgain_Expect_TheSameAnswerAndOneRun()
    {
        var counter = new Counter();
        await using QuantumServer server = await StartAsync(counter);
        await using var proxy = new RecordingProxy(server.Port);
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice), Through = proxy.EndPoint });
        (await client.SendAsync(Transfer("\"first\""))).Dispose();
        proxy.Restart();
        (await client.SendAsync(Transfer("\"second\""))).Dispose();
        int whole = proxy.ToClient.Recorded.Length;
        proxy.Restart();
        proxy.ToClient.CutAfter(whole - 10);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(Transfer("\"third\"")));
        proxy.Restart();
        using HttpResponseMessage response = await client.SendAsync(Transfer("\"third\""));

        Assert.Equal("transfer 3: ten to Bob", await response.Content.ReadAsStringAsync());
        Assert.Equal(3, counter.Runs);
    }

    [Fact]
    public async Task Given_TwoServersWithoutASharedStore_When_TheRequestIsSentAgainToTheOther_Expect_ItRefusedAsOneThatMayHaveRun()
    {
        using var directory = new TemporaryDirectory();
        var counter = new Counter();
        int port = QuantumServer.FindPort();
        await using QuantumServer one = await StartAsync(counter, directory["keys"], origin: $"http://127.0.0.1:{port}");
        await using QuantumServer other = await StartAsync(counter, directory["keys"], origin: $"http://127.0.0.1:{port}");
        bool switched = false;
        var balancer = new Balancer(() => switched ? other.Port : one.Port);
        var proxy = new HostileProxy(Interception.After, "BadGateway")
        {
            InnerHandler = balancer,
            Meanwhile = () =>
            {
                switched = true;
                return Task.CompletedTask;
            },
        };
        other.Enrol(ClientKeys.Alice);
        using HttpClient client = CreateClient(one, proxy, signIn: true);
        client.BaseAddress = new Uri($"http://127.0.0.1:{port}");

        using HttpResponseMessage response = await client.SendAsync(Transfer("\"key\""));

        await Problem.ExpectAsync(HttpStatusCode.Conflict, "idempotency-may-have-run", response);
        Assert.Equal(1, counter.Runs);
    }

    private static HttpRequestMessage Transfer(string? key, string path = "/transfers")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("ten to Bob") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static HttpClient CreateClient(QuantumServer server, HttpMessageHandler primary, bool signIn) => server.CreateClient(new ClientSetup
    {
        Key = signIn ? server.Enrol(ClientKeys.Alice) : null,
        Configure = builder => builder.ConfigurePrimaryHttpMessageHandler(() => primary),
    });

    private static Task<QuantumServer> StartAsync(Counter counter, string? keys = null, int port = 0, string? origin = null) => QuantumServer.StartAsync(
        app =>
        {
            app.MapPost("/transfers", [QuantumAuth, QuantumChannel] (HttpContext context) => counter.RunAsync(context));
            app.MapPost("/open", [QuantumChannel] (HttpContext context) => counter.RunAsync(context));
        },
        new ServerSetup
        {
            Keys = keys,
            Port = port,
            Options = quantum =>
            {
                if (origin is not null)
                    quantum.Origins.Add(origin);
            },
        });

    /// <summary>What must not happen twice.</summary>
    private sealed class Counter
    {
        private int _runs;

        public int Runs => _runs;

        public bool WasAborted { get; private set; }

        public TaskCompletionSource Running { get; } = new();

        public TaskCompletionSource? Go { get; init; }

        public async Task RunAsync(HttpContext context)
        {
            int run = Interlocked.Increment(ref _runs);
            context.RequestAborted.Register(() => WasAborted = true);
            using var reader = new StreamReader(context.Request.Body);
            string transfer = await reader.ReadToEndAsync(context.RequestAborted);
            Running.TrySetResult();
            if (Go is not null)
                await Go.Task.WaitAsync(Patience);
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers["X-Run"] = $"{run}";
            await context.Response.WriteAsync($"transfer {run}: {transfer}", context.RequestAborted);
        }
    }

    /// <summary>Sends each connection's requests to the server of the moment.</summary>
    private sealed class Balancer(Func<int> port) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Uri asked = request.RequestUri!;
            request.Headers.Host = asked.Authority;
            request.RequestUri = new UriBuilder(asked) { Port = port() }.Uri;
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                request.RequestUri = asked;
            }
        }
    }
}
