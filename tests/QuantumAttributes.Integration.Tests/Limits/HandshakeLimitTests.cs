using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Limits;

public class HandshakeLimitTests
{
    private static readonly IPAddress Other = IPAddress.Parse("127.0.0.2");
    private static readonly byte[] Malformed = [1, 2, 3];

    [Fact]
    public async Task Given_AnAddressThatBeginsTooManyHandshakes_When_ItBeginsAnother_Expect_429ForItAlone()
    {
        await using QuantumServer server = await StartAsync(OneASecond);
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreatePlainClient();
        using HttpClient other = server.CreatePlainClient(Other);

        using HttpResponseMessage refused = await UntilAsync(HttpStatusCode.TooManyRequests, () => PostAsync(client));
        using HttpResponseMessage allowed = await PostAsync(other);

        await Problem.ExpectAsync(HttpStatusCode.TooManyRequests, "too-many-requests", refused);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.BadRequest, allowed.StatusCode);
        Assert.Equal(1, metrics.Count("quantum.limit.rejections/handshake-rate"));
    }

    [Fact]
    public async Task Given_NothingConfigured_When_OneAddressFloods_Expect_429SoonerOrLater()
    {
        await using QuantumServer server = await StartAsync(limits =>
        {
            var defaults = new QuantumLimitOptions();
            (limits.HandshakeBurst, limits.HandshakesPerSecond) = (defaults.HandshakeBurst, defaults.HandshakesPerSecond);
        });
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage refused = await UntilAsync(HttpStatusCode.TooManyRequests, () => PostAsync(client));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task Given_AProxyThatNamesItsClients_When_ForwardedHeadersAreUsed_Expect_ALimitForEachClient()
    {
        await using QuantumServer server = await StartAsync(
            OneASecond, app => app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }));
        using HttpClient proxy = server.CreatePlainClient();
        using HttpResponseMessage refused = await UntilAsync(HttpStatusCode.TooManyRequests, () => PostAsync(proxy, "X-Forwarded-For", "203.0.113.1"));

        using HttpResponseMessage other = await PostAsync(proxy, "X-Forwarded-For", "203.0.113.2");

        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task Given_APartitionOfTheApplication_When_ItTellsClientsApart_Expect_ALimitForEach()
    {
        await using QuantumServer server = await StartAsync(limits =>
        {
            OneASecond(limits);
            limits.HandshakePartition = context => context.Request.Headers["X-Client"];
        });
        using HttpClient client = server.CreatePlainClient();
        using HttpResponseMessage refused = await UntilAsync(HttpStatusCode.TooManyRequests, () => PostAsync(client, "X-Client", "a"));
        using HttpResponseMessage nameless = await UntilAsync(HttpStatusCode.TooManyRequests, () => PostAsync(client));

        using HttpResponseMessage other = await PostAsync(client, "X-Client", "b");

        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task Given_AsManyHandshakesUnderWayAsMayBe_When_AnotherComes_Expect_503UntilOneEnds()
    {
        await using QuantumServer server = await StartAsync(limits => limits.MaxPendingHandshakes = 1);
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreatePlainClient();
        using SlowConnection slow = await SlowConnection.OpenAsync(server);
        await slow.SendAsync(Head(server, length: 2, "Expect: 100-continue\r\n"));
        Assert.StartsWith("HTTP/1.1 100 ", await slow.ReadAsync()); // it is the one under way

        using HttpResponseMessage refused = await PostAsync(client);
        await Problem.ExpectAsync(HttpStatusCode.ServiceUnavailable, "busy", refused);
        Assert.NotNull(refused.Headers.RetryAfter);
        await slow.SendAsync("xx");
        Assert.StartsWith("HTTP/1.1 400 ", await slow.ReadToEndAsync());
        using HttpResponseMessage allowed = await UntilAsync(HttpStatusCode.BadRequest, () => PostAsync(client));

        Assert.Equal(HttpStatusCode.BadRequest, allowed.StatusCode);
        Assert.True(metrics.Count("quantum.limit.rejections/handshakes-pending") > 0);
    }

    [Fact]
    public async Task Given_AsManyHandshakesComputedAndQueuedAsMayBe_When_AnotherComes_Expect_503()
    {
        var gate = new GatedIdentityStore();
        await using QuantumServer server = await StartAsync(
            limits => (limits.MaxConcurrentHandshakes, limits.HandshakeQueue) = (1, 0), services: services => services.AddSingleton<Channels.Identities.IQuantumIdentityStore>(gate));
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreatePlainClient();
        using ChannelOpening signed = await RawChannel.BeginAsync(server, ClientKeys.Alice);
        Task<HttpResponseMessage> computing = RawChannel.PostHandshakeAsync(client, signed.Request.ToArray());
        await gate.Asked;

        using HttpResponseMessage refused = await PostAsync(client);
        gate.Open();
        using HttpResponseMessage answered = await computing;
        using HttpResponseMessage allowed = await PostAsync(client);

        await Problem.ExpectAsync(HttpStatusCode.ServiceUnavailable, "busy", refused);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(1, metrics.Count("quantum.limit.rejections/handshake-queue"));
        Assert.Equal(HttpStatusCode.BadRequest, answered.StatusCode); // the store knows nobody
        Assert.Equal(HttpStatusCode.BadRequest, allowed.StatusCode);
    }

    [Fact]
    public async Task Given_AHandshakeInTheQueue_When_ItsTimeIsOver_Expect_503()
    {
        var gate = new GatedIdentityStore();
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(
            limits => limits.MaxConcurrentHandshakes = 1, services: services => services.AddSingleton<Channels.Identities.IQuantumIdentityStore>(gate), time: time);
        using HttpClient client = server.CreatePlainClient();
        using ChannelOpening signed = await RawChannel.BeginAsync(server, ClientKeys.Alice);
        Task<HttpResponseMessage> computing = RawChannel.PostHandshakeAsync(client, signed.Request.ToArray());
        await gate.Asked;

        // The clock may move on before a handshake has been read: then it never comes to the queue.
        using HttpResponseMessage refused = await UntilAsync(HttpStatusCode.ServiceUnavailable, () => AdvanceUntilAsync(time, PostAsync(client)));
        gate.Open();
        using HttpResponseMessage answered = await computing;

        await Problem.ExpectAsync(HttpStatusCode.ServiceUnavailable, "busy", refused);
    }

    [Theory]
    [InlineData("")]
    [InlineData("one byte, and no more")]
    public async Task Given_AHandshakeThatIsNeverFinished_When_ItsTimeIsOver_Expect_408AndTheConnectionClosed(string part)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(_ => { }, time: time);
        using var metrics = new MetricRecorder(server);
        using SlowConnection slow = await SlowConnection.OpenAsync(server);
        await slow.SendAsync(Head(server, length: 3000) + part);

        string answer = await AdvanceUntilAsync(time, slow.ReadToEndAsync());

        Assert.StartsWith("HTTP/1.1 408 ", answer);
        Assert.Contains("urn:quantumattributes:problem:timeout\"", answer);
        Assert.Contains("Connection: close", answer);
        Assert.Equal(1, metrics.Count("quantum.limit.rejections/handshake-time"));
    }

    [Fact]
    public async Task Given_AFlood_When_ItIsRefused_Expect_ALineOfLogInTenSeconds()
    {
        var time = new ManualTime();
        using var logs = new LogRecorder();
        await using QuantumServer server = await StartAsync(
            limits => (limits.HandshakeBurst, limits.HandshakesPerSecond) = (1, 1),
            services: services => services.AddLogging(logging => logging.AddProvider(logs)),
            time: time);
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreatePlainClient();

        await RefuseAsync(5);
        time.Advance(TimeSpan.FromSeconds(10));
        await RefuseAsync(1);

        string[] lines = [.. logs.Find("QuantumAttributes", 42).Select(entry => entry.Message)];
        int count = metrics.Count("quantum.limit.rejections/handshake-rate");
        Assert.Equal(
            ["1 requests were refused because of the limit handshake-rate",
                string.Create(CultureInfo.InvariantCulture, $"{count - 1} requests were refused because of the limit handshake-rate")],
            lines);

        async Task RefuseAsync(int times)
        {
            for (int refused = 0; refused < times;)
            {
                using HttpResponseMessage response = await PostAsync(client);
                refused += response.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
            }
        }
    }

    private static Task<QuantumServer> StartAsync(
        Action<QuantumLimitOptions> limits, Action<WebApplication>? map = null, Action<IServiceCollection>? services = null, TimeProvider? time = null) =>
        QuantumServer.StartAsync(map ?? (_ => { }), new ServerSetup
        {
            Options = quantum => limits(quantum.Limits),
            Services = services,
            Time = time,
            Limits = kestrel => kestrel.MinRequestBodyDataRate = null, // what is slow is ours to cut off
        });

    private static void OneASecond(QuantumLimitOptions limits) => (limits.HandshakeBurst, limits.HandshakesPerSecond) = (2, 1);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string? header = null, string? value = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ChannelServer.Path) { Content = new ByteArrayContent(Malformed) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", ChannelServer.ContentType);
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        return await client.SendAsync(request);
    }

    // However slow the machine is: what is sought comes, or the test takes its time.
    private static async Task<HttpResponseMessage> UntilAsync(HttpStatusCode status, Func<Task<HttpResponseMessage>> post)
    {
        for (int i = 0; i < 100_000; i++)
        {
            HttpResponseMessage response = await post();
            if (response.StatusCode == status)
                return response;
            response.Dispose();
        }

        throw new InvalidOperationException($"{status} never came.");
    }

    // The clock is moved on until the server, whenever it looks at it first, has had its ten seconds.
    private static async Task<T> AdvanceUntilAsync<T>(ManualTime time, Task<T> answer)
    {
        while (await Task.WhenAny(answer, Task.Delay(20)) != answer)
            time.Advance(TimeSpan.FromSeconds(10));
        return await answer;
    }

    private static string Head(QuantumServer server, int length, string more = "") =>
        $"POST {ChannelServer.Path} HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nContent-Type: {ChannelServer.ContentType}\r\n"
        + $"Connection: close\r\nContent-Length: {length}\r\n{more}\r\n";
}
