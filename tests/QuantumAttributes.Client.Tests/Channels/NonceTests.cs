using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Client.Tests.Support;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Client.Tests.Channels;

/// <summary>Whatever is between the application and the wire does with requests: no nonce comes twice under a key.</summary>
public sealed class NonceTests : IDisposable
{
    private static readonly SigningKey Alice = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    private readonly NonceRecorder _nonces = new();
    private readonly InMemoryServer _server = new();

    public NonceTests() => _server.Enrol(Alice);

    public void Dispose()
    {
        _nonces.Dispose();
        _server.Dispose();
    }

    // What makes the other tests here mean something.
    [Fact]
    public void Given_TwoBodiesUnderOneKeyAndNumber_When_Sealed_Expect_TheRecorderToTell()
    {
        using var recorder = new NonceRecorder();
        for (int i = 0; i < 2; i++)
        {
            using var sealer = new FrameSealer(
                new AeadLease(ProviderSet.Default.Symmetric, new byte[32]), new RecordNonce(new byte[12], 1), [], Frame.DefaultPlaintext, new ByteBudget());
            sealer.Seal([(byte)i], last: true, new byte[64]);
        }

        Assert.Equal(1, recorder.Repeated);
    }

    [Fact]
    public async Task Given_ARetryingHandlerOutside_When_AnswersGetLost_Expect_ANumberEach()
    {
        _server.Interfere = record => record <= 3 ? throw new HttpRequestException("The connection breaks.") : null;
        using ServiceProvider services = Provide(_server, builder => builder.AddResilienceHandler("retries", AddRetries));
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/transfers", new StringContent("ten to Bob"));

        Assert.Equal("ten to Bob", await response.Content.ReadAsStringAsync());
        Assert.Equal(4, _server.Outer.Select(FieldOf).Distinct().Count());
        ExpectNoneRepeated();
    }

    [Fact]
    public async Task Given_ARetryingHandlerInside_When_ABodyIsSentAgain_Expect_AnErrorBeforeASecondSealing()
    {
        var wire = new Wire(_server) { AfterReading = attempt => attempt == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : null };
        using ServiceProvider services = Provide(Retrying(wire));
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync("/transfers", new StringContent("ten to Bob")));

        Assert.Equal(0, _server.Records);
        ExpectNoneRepeated();
    }

    [Fact]
    public async Task Given_ARetryingHandlerInside_When_ABodilessRequestIsSentAgain_Expect_TheSameBytes()
    {
        var wire = new Wire(_server) { AfterReading = attempt => attempt == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : null };
        using ServiceProvider services = Provide(Retrying(wire));
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, wire.Fields.Count);
        Assert.Single(wire.Fields.Distinct());
        ExpectNoneRepeated();
    }

    [Fact]
    public async Task Given_AHandlerInsideThatBuffers_When_ABodyIsSentAgain_Expect_TheIdenticalBytes()
    {
        var wire = new Wire(_server)
        {
            Buffers = true,
            AfterReading = attempt => attempt == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : null,
        };
        using ServiceProvider services = Provide(Retrying(wire));
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/transfers", new StringContent("ten to Bob"));

        Assert.Equal("ten to Bob", await response.Content.ReadAsStringAsync());
        Assert.Equal(2, wire.Bodies.Count);
        Assert.Equal(wire.Bodies[0], wire.Bodies[1]);
        ExpectNoneRepeated();
    }

    [Fact]
    public async Task Given_AWireThatBreaksInMidBody_When_TheRequestIsSentAgain_Expect_AnotherNumber()
    {
        var wire = new Wire(_server) { BreaksAfter = 100 };
        using ServiceProvider services = Provide(wire);
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.SendAsync(Keyed(new ByteArrayContent(new byte[100_000])));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, wire.Fields.Distinct().Count());
        ExpectNoneRepeated();
    }

    [Fact]
    public async Task Given_AServerThatForgetsChannels_When_RequestsAreSentAgain_Expect_NewChannels()
    {
        _server.Interfere = record => record % 2 == 1 ? new HttpResponseMessage(HttpStatusCode.Unauthorized) : null;
        using ServiceProvider services = Provide(_server);
        using HttpClient client = services.CreateClient();

        for (int i = 0; i < 5; i++)
            (await client.SendAsync(Keyed(new StringContent("ten to Bob"), $"{i}"))).Dispose();

        Assert.Equal(10, _server.Outer.Select(FieldOf).Distinct().Count());
        ExpectNoneRepeated();
    }

    [Fact]
    public async Task Given_AHandlerInsideThatFollowsRedirects_When_ARequestIsRedirected_Expect_AnErrorThatSaysSo()
    {
        _server.Interfere = record => record == 1
            ? new HttpResponseMessage(HttpStatusCode.TemporaryRedirect) { Headers = { Location = new Uri("https://evil.example/transfers") } }
            : null;
        using ServiceProvider services = Provide(new Following { InnerHandler = _server });
        using HttpClient client = services.CreateClient();

        var refused = await Assert.ThrowsAsync<ChannelException>(() => client.SendAsync(Keyed(null)));

        Assert.Equal(ChannelFailure.Redirected, refused.Failure);
        Assert.Contains("AllowAutoRedirect = false", refused.Message);
        Assert.Contains("https://evil.example", refused.Message);
        Assert.Single(_server.Outer.Select(FieldOf).Distinct());
        ExpectNoneRepeated();
    }

    [Fact]
    public async Task Given_ASealedRedirect_When_ItComes_Expect_ItForTheApplicationToFollow()
    {
        var headers = new ProtectedHeaders();
        headers.Add("Location", ["/elsewhere"]);
        _server.Application = (_, _) => (303, headers, "");
        using ServiceProvider services = Provide(_server);
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/transfers", new StringContent("ten to Bob"));

        Assert.Equal((HttpStatusCode.SeeOther, "/elsewhere"), (response.StatusCode, response.Headers.Location?.ToString()));
        Assert.Equal(1, _server.Records);
    }

    private static void AddRetries(ResiliencePipelineBuilder<HttpResponseMessage> pipeline) => pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
    {
        MaxRetryAttempts = 5,
        Delay = TimeSpan.Zero,
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is not null || args.Outcome.Result?.StatusCode >= HttpStatusCode.InternalServerError),
    });

    private static ResilienceHandler Retrying(HttpMessageHandler inner)
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>();
        AddRetries(pipeline);
        return new ResilienceHandler(pipeline.Build()) { InnerHandler = inner };
    }

    private static HttpRequestMessage Keyed(HttpContent? content, string key = "key") =>
        new(HttpMethod.Post, "/transfers") { Content = content, Headers = { { "Idempotency-Key", $"\"{key}\"" } } };

    private static string FieldOf(HttpRequestMessage request) => request.Headers.GetValues(RequestField.Name).Single();

    private void ExpectNoneRepeated()
    {
        Assert.InRange(_nonces.Encryptions, 2, int.MaxValue);
        Assert.Equal(0, _nonces.Repeated);
    }

    private ServiceProvider Provide(HttpMessageHandler primary, Action<IHttpClientBuilder>? configure = null) => Clients.Provide(primary, builder =>
    {
        configure?.Invoke(builder);
        builder.AddQuantumChannel(options => options.PinIdentity(_server.Identity)).AddQuantumAuth(Alice);
    });

    /// <summary>Reads each record's body as a connection would, and then answers in the server's place, breaks, or passes it on.</summary>
    private sealed class Wire(HttpMessageHandler server) : DelegatingHandler(server)
    {
        private int _attempts;

        public List<string> Fields { get; } = [];

        public List<byte[]> Bodies { get; } = [];

        public bool Buffers { get; init; }

        public int? BreaksAfter { get; set; }

        public Func<int, HttpResponseMessage?> AfterReading { get; init; } = _ => null;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.Headers.Contains(RequestField.Name))
                return await base.SendAsync(request, cancellationToken);
            Fields.Add(FieldOf(request));
            if (request.Content is { } content)
            {
                if (Buffers)
                    await content.LoadIntoBufferAsync(cancellationToken);
                using var connection = new Connection(BreaksAfter);
                BreaksAfter = null;
                await content.CopyToAsync(connection, cancellationToken);
                Bodies.Add(connection.ToArray());
                if (AfterReading(++_attempts) is { } answer)
                    return answer;
                MediaTypeHeaderValue? type = content.Headers.ContentType;
                request.Content = new ByteArrayContent(Bodies[^1]) { Headers = { ContentType = type } };
            }
            else if (AfterReading(++_attempts) is { } answer)
            {
                return answer;
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Connection(int? breaksAfter) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Length + buffer.Length > breaksAfter
                ? ValueTask.FromException(new IOException("The connection was reset."))
                : base.WriteAsync(buffer, cancellationToken);
    }

    /// <summary>Follows redirects as the framework's own handlers do: the same message, with another URI.</summary>
    private sealed class Following : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.Location is not { } location)
                return response;
            response.Dispose();
            request.RequestUri = location;
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
