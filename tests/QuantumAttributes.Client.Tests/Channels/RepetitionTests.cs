using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Client.Channels;
using QuantumAttributes.Client.Tests.Support;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Client.Tests.Channels;

public sealed class RepetitionTests : IDisposable
{
    private static readonly SigningKey Alice = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    private readonly ManualTime _time = new();
    private readonly InMemoryServer _server;
    private readonly List<(string? Age, string Body)> _ran = [];

    public RepetitionTests()
    {
        _server = new InMemoryServer(_time) { Application = Run };
        _server.Enrol(Alice);
    }

    public static TheoryData<string> Losses { get; } = ["502", "401", "200", "reset"];

    public static TheoryData<string> ReadableAgain { get; } = ["none", "bytes", "text", "form", "json", "memory", "short stream", "multipart"];

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Given_AKeyAndASignIn_When_TheAnswerIsLost_Expect_ItSentAgainInANewChannelWithItsAge(string loss)
    {
        _server.Interfere = record => record == 1 ? Lose(loss, TimeSpan.FromSeconds(2.5)) : null;
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.SendAsync(Post("\"key\"", new StringContent("ten to Bob")));

        Assert.Equal("ten to Bob", await response.Content.ReadAsStringAsync());
        Assert.Equal(2, _server.Handshakes);
        RequestField first = Field(0);
        Assert.NotEqual(first.Channel, Field(1).Channel);
        Assert.Equal(new IdempotencyAge(3, first.Channel).ToString(), Assert.Single(_ran).Age);
    }

    [Theory]
    [InlineData(false, "\"key\"")]
    [InlineData(true, null)]
    [InlineData(true, "key")]
    [InlineData(true, "\"\"")]
    public async Task Given_NoSignInOrNoKey_When_TheAnswerIsLost_Expect_AnErrorThatSaysWhatCameAndNothingSentAgain(bool signIn, string? key)
    {
        _server.Interfere = _ => Lose("502");
        using ServiceProvider services = Provide(signIn);
        using HttpClient client = services.CreateClient();

        var lost = await Assert.ThrowsAsync<ChannelException>(() => client.SendAsync(Post(key, new StringContent("ten to Bob"))));

        Assert.Equal((ChannelFailure.AnswerOutsideChannel, true), (lost.Failure, lost.RequestMayHaveRun));
        Assert.Contains("status 502, text/html", lost.Message);
        Assert.Contains(InMemoryServer.Origin, lost.Message);
        Assert.Contains("is sent again only with an Idempotency-Key", lost.Message);
        Assert.Equal(1, _server.Records);
    }

    [Fact]
    public async Task Given_NoKey_When_TheConnectionBreaks_Expect_TheNetworksErrorAndNothingSentAgain()
    {
        _server.Interfere = _ => Lose("reset");
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(Post(null, new StringContent("ten to Bob"))));

        Assert.Equal(1, _server.Records);
    }

    [Theory]
    [MemberData(nameof(ReadableAgain))]
    public async Task Given_ABodyThatCanBeReadAgain_When_TheAnswerIsLost_Expect_TheSameBodyAgain(string kind)
    {
        _server.Interfere = record => record == 1 ? Lose("502") : null;
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.SendAsync(Post("\"key\"", Content(kind)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(kind == "none", Assert.Single(_ran).Body.Length == 0);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task Given_ABodyThatCanBeReadOnce_When_TheAnswerIsLost_Expect_AnErrorThatSaysSo(string method)
    {
        _server.Interfere = _ => Lose("502");
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();
        HttpRequestMessage request = Post("\"key\"", new StreamContent(new Unseekable()));
        request.Method = new HttpMethod(method);

        var lost = await Assert.ThrowsAsync<ChannelException>(() => client.SendAsync(request));

        Assert.Contains("can be read only once", lost.Message);
        Assert.Equal(1, _server.Records);
    }

    [Fact]
    public async Task Given_ASafeRequestWithABody_When_TheAnswerIsLost_Expect_ItSentAgainWithoutAnAge()
    {
        _server.Interfere = record => record == 1 ? Lose("502") : null;
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();
        HttpRequestMessage request = Post("\"key\"", new StringContent("query"));
        request.Method = HttpMethod.Get;

        (await client.SendAsync(request)).Dispose();

        Assert.Equal((null, "query"), Assert.Single(_ran));
    }

    [Fact]
    public async Task Given_AnswersThatAreAlwaysLost_When_ThereIsAKey_Expect_TwoAttemptsAndAnError()
    {
        _server.Interfere = _ => Lose("502");
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();

        var lost = await Assert.ThrowsAsync<ChannelException>(() => client.SendAsync(Post("\"key\"", null)));

        Assert.True(lost.RequestMayHaveRun);
        Assert.Equal(2, _server.Records);
    }

    [Fact]
    public async Task Given_ALostAnswer_When_NoNewChannelCanBeOpened_Expect_AnErrorThatSaysThatItMayHaveRun()
    {
        _server.Interfere = _ =>
        {
            _server.OnHandshake = () => throw new HttpRequestException("The handshake gets lost.");
            return Lose("502");
        };
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();

        var lost = await Assert.ThrowsAsync<ChannelException>(() => client.SendAsync(Post("\"key\"", null)));

        Assert.True(lost.RequestMayHaveRun);
        Assert.Contains("The handshake gets lost.", lost.Message);
    }

    [Fact]
    public async Task Given_NoConnection_When_AKeyedRequestIsSent_Expect_TheNetworksErrorAndOneAttempt()
    {
        _server.Interfere = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody listens.");
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(Post("\"key\"", null)));

        Assert.Equal((1, 1), (_server.Handshakes, _server.Records));
    }

    [Fact]
    public async Task Given_AnApplicationThatSendsAgainItself_When_ItUsesTheSameKey_Expect_TheAgeAllTheSame()
    {
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();
        (await client.SendAsync(Post("\"key\"", null))).Dispose();
        _time.Advance(TimeSpan.FromSeconds(7));

        (await client.SendAsync(Post("\"key\"", null))).Dispose();
        (await client.SendAsync(Post("\"another\"", null))).Dispose();

        Assert.Equal([null, new IdempotencyAge(7, Field(0).Channel).ToString(), null], _ran.Select(run => run.Age));
    }

    [Fact]
    public async Task Given_AFirstAttemptThatStillRuns_When_ItIsSentAgain_Expect_TheClientToAskUntilThereIsTheAnswer()
    {
        int asked = 0;
        var headers = new ProtectedHeaders();
        const string Running = "{\"type\":\"urn:quantumattributes:problem:idempotency-running\",\"status\":409}";
        headers.Add("Content-Type", ["application/problem+json"]);
        headers.Add("Content-Length", [$"{Running.Length}"]);
        _server.Interfere = record => record == 1 ? Lose("502") : null;
        _server.Application = (_, _) => ++asked < 4 ? (409, headers, Running) : (201, new ProtectedHeaders(), "done");
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();

        Task<HttpResponseMessage> sending = client.SendAsync(Post("\"key\"", null));
        while (await Task.WhenAny(sending, _time.UntilAwaitedAsync(TimeSpan.FromSeconds(1))) != sending)
            _time.Advance(TimeSpan.FromSeconds(1));

        using HttpResponseMessage response = await sending;
        Assert.Equal((HttpStatusCode.Created, 4), (response.StatusCode, asked));
    }

    [Fact]
    public async Task Given_AConflictOfTheApplication_When_ARequestWasSentAgain_Expect_ItPassedOnWithItsBody()
    {
        var headers = new ProtectedHeaders();
        const string Conflict = "{\"type\":\"about:blank\",\"status\":409}";
        headers.Add("Content-Type", ["application/problem+json"]);
        headers.Add("Content-Length", [$"{Conflict.Length}"]);
        _server.Interfere = record => record == 1 ? Lose("502") : null;
        _server.Application = (_, _) => (409, headers, Conflict);
        using ServiceProvider services = Provide(signIn: true);
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.SendAsync(Post("\"key\"", null));

        Assert.Equal(Conflict, await response.Content.ReadAsStringAsync());
        Assert.Equal(2, _server.Records);
    }

    [Fact]
    public void Given_MoreKeysThanAreRemembered_When_TheyAreUsedAgain_Expect_TheOldestForgotten()
    {
        var attempts = new FirstAttempts(_time);
        var channel = new ChannelId(new byte[ChannelId.Size]);
        for (int i = 0; i <= FirstAttempts.MaxKeys; i++)
            Assert.Null(attempts.Begin(InMemoryServer.Origin, $"{i}", channel));

        Assert.NotNull(attempts.Begin(InMemoryServer.Origin, "1", channel));
        Assert.Null(attempts.Begin(InMemoryServer.Origin, "0", channel));
        Assert.Null(attempts.Begin("https://shop.example", "1", channel));
    }

    private static HttpRequestMessage Post(string? key, HttpContent? content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/transfers") { Content = content };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    private static HttpContent? Content(string kind) => kind switch
    {
        "bytes" => new ByteArrayContent([1, 2, 3]),
        "text" => new StringContent("ten to Bob"),
        "form" => new FormUrlEncodedContent([new("to", "Bob")]),
        "json" => JsonContent.Create("ten to Bob"),
        "memory" => new ReadOnlyMemoryContent(new byte[] { 1, 2, 3 }),
        "short stream" => new StreamContent(new MemoryStream([1, 2, 3])),
        "multipart" => new MultipartContent { new StringContent("ten"), new StringContent("Bob") },
        _ => null,
    };

    private HttpResponseMessage Lose(string how, TimeSpan? after = null)
    {
        _time.Advance(after ?? TimeSpan.Zero);
        return how switch
        {
            "reset" => throw new HttpRequestException("The connection was reset.", new IOException()),
            _ => new HttpResponseMessage((HttpStatusCode)int.Parse(how, System.Globalization.CultureInfo.InvariantCulture))
            {
                Content = new StringContent("<h1>Bad Gateway</h1>", null, "text/html"),
            },
        };
    }

    private RequestField Field(int record) => RequestField.Parse(_server.Outer[record].Headers.GetValues(RequestField.Name).Single())!.Value;

    private (int Status, ProtectedHeaders Headers, string Body) Run(ProtectedHeaders headers, string body)
    {
        _ran.Add((headers.Fields.GetValueOrDefault("idempotency-age")?.Single(), body));
        return (200, new ProtectedHeaders(), body);
    }

    private ServiceProvider Provide(bool signIn) => Clients.Provide(
        _server,
        builder =>
        {
            builder.AddQuantumChannel(options => options.PinIdentity(_server.Identity));
            if (signIn)
                builder.AddQuantumAuth(Alice);
        },
        _time);

    private sealed class Unseekable : MemoryStream
    {
        public Unseekable() : base([1, 2, 3])
        {
        }

        public override bool CanSeek => false;
    }
}
