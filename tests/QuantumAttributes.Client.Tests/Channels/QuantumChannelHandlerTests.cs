using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Client.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Client.Tests.Channels;

public class QuantumChannelHandlerTests
{
    [Fact]
    public async Task Given_AFreshClient_When_200RequestsStartAtOnce_Expect_OneHandshake()
    {
        using var server = new InMemoryServer();
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.GetAsync("/")));

        Assert.Equal(1, server.Handshakes);
        Assert.Equal(200, server.Records);
    }

    [Fact]
    public async Task Given_AnAnswerOutsideTheChannel_When_TheMethodIsUnsafe_Expect_AnErrorAndNothingSentAgain()
    {
        using var server = new InMemoryServer { Interfere = _ => new HttpResponseMessage(HttpStatusCode.OK) };
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        foreach (HttpMethod method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
            await Assert.ThrowsAsync<ChannelException>(() => client.SendAsync(new HttpRequestMessage(method, "/")));

        Assert.Equal(4, server.Records);
    }

    [Fact]
    public async Task Given_OneAnswerOutsideTheChannel_When_TheMethodIsSafe_Expect_ANewChannelAndTheAnswer()
    {
        using var server = new InMemoryServer
        {
            Interfere = record => record == 1 ? new HttpResponseMessage(HttpStatusCode.Unauthorized) : null,
            Application = (_, _) => (200, new ProtectedHeaders(), "answer"),
        };
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        Assert.Equal("answer", await client.GetStringAsync("/"));

        Assert.Equal(2, server.Handshakes);
        Assert.NotEqual(
            RequestField.Parse(server.Outer[0].Headers.GetValues(RequestField.Name).Single())!.Value.Channel,
            RequestField.Parse(server.Outer[1].Headers.GetValues(RequestField.Name).Single())!.Value.Channel);
    }

    [Fact]
    public async Task Given_AnswersOutsideTheChannelAlways_When_TheMethodIsSafe_Expect_TwoAttemptsAndAnError()
    {
        using var server = new InMemoryServer
        {
            Interfere = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("believe me") },
        };
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/"));

        Assert.Equal(2, server.Records);
    }

    [Fact]
    public async Task Given_AnotherStatus_When_AnOutsiderWritesIt_Expect_AnError()
    {
        using var server = new InMemoryServer { Tamper = response => response.StatusCode = HttpStatusCode.Accepted };
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<ChannelException>(() => client.PostAsync("/", null));
    }

    [Fact]
    public async Task Given_OuterHeadersAndAReason_When_AnOutsiderWritesThem_Expect_NoneOfThemInTheAnswer()
    {
        var sealedHeaders = new ProtectedHeaders();
        sealedHeaders.Add("X-Sealed", ["inside"]);
        sealedHeaders.Add("Content-Language", ["en"]);
        using var server = new InMemoryServer
        {
            Application = (_, _) => (200, sealedHeaders, "answer"),
            Tamper = response =>
            {
                response.ReasonPhrase = "Visit evil.example";
                response.Headers.Add("X-Outside", "x");
                response.Headers.Add("Set-Cookie", "a=b");
                response.Content.Headers.Add("Content-Encoding", "gzip");
            },
        };
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/");

        Assert.Equal("OK", response.ReasonPhrase);
        Assert.Equal("x-sealed", Assert.Single(response.Headers.NonValidated).Key, ignoreCase: true);
        Assert.Equal("content-language", Assert.Single(response.Content.Headers.NonValidated).Key, ignoreCase: true);
        Assert.Equal("answer", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("5")]
    [InlineData("7")]
    [InlineData("0")]
    [InlineData("x")]
    [InlineData("-6")]
    [InlineData("6, 6")]
    [InlineData("6", "6")]
    public async Task Given_ASealedLength_When_TheBodyHasAnother_Expect_NeverAWholeAnswer(params string[] lengths)
    {
        var sealedHeaders = new ProtectedHeaders();
        sealedHeaders.Add("Content-Length", lengths);
        using var server = new InMemoryServer { Application = (_, _) => (200, sealedHeaders, "answer") };
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        Exception? failure = await Record.ExceptionAsync(() => client.PostAsync("/", null));

        Assert.IsType<ChannelException>(failure is HttpRequestException { InnerException: { } cause } ? cause : failure);
    }

    [Fact]
    public async Task Given_AnAnswerWithTwoFields_When_Opened_Expect_AnError()
    {
        using var server = new InMemoryServer { Tamper = response => response.Headers.TryAddWithoutValidation(RequestField.Name, "v=1") };
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<ChannelException>(() => client.PostAsync("/", null));
    }

    [Fact]
    public async Task Given_AServerWhoseChannelsEndAtOnce_When_ARequestIsSent_Expect_AnErrorAfterAFewHandshakes()
    {
        var time = new ManualTime();
        using var server = new InMemoryServer(time, new ChannelServerOptions { Lifetime = TimeSpan.FromSeconds(1) });
        server.OnHandshake = () => time.Advance(TimeSpan.FromSeconds(2));
        using ServiceProvider services = Provide(server, time);
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/"));

        Assert.InRange(server.Handshakes, 1, 5);
    }

    [Fact]
    public async Task Given_AChannelDueForRenewal_When_TheHandshakeTakesLong_Expect_TheOthersInTheOldChannelAndNoSecondHandshake()
    {
        var time = new ManualTime();
        using var server = new InMemoryServer(time);
        using ServiceProvider services = Provide(server, time);
        using HttpClient client = services.CreateClient();
        await client.GetAsync("/");
        time.Advance(TimeSpan.FromSeconds(250));
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.BeforeHandshake = async () =>
        {
            begun.SetResult();
            await go.Task;
        };

        Task<HttpResponseMessage> renewing = client.GetAsync("/");
        await begun.Task;
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetAsync("/")));
        Assert.Equal(2, server.Handshakes);
        go.SetResult();
        await renewing;
        await client.GetAsync("/");

        Assert.Equal(2, server.Handshakes);
        Assert.Equal(2, server.Outer.Select(record => RequestField.Parse(record.Headers.GetValues(RequestField.Name).Single())!.Value.Channel).Distinct().Count());
    }

    [Fact]
    public async Task Given_ManyRequestsUnderWay_When_TheirChannelIsLost_Expect_OneHandshakeForAll()
    {
        using var server = new InMemoryServer();
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();
        await client.GetAsync("/");
        var all = new TaskCompletionSource();
        server.BeforeRecord = record =>
        {
            if (record == 101)
                all.SetResult();
            return record <= 101 ? all.Task : Task.CompletedTask;
        };
        server.Interfere = record => record <= 101 ? new HttpResponseMessage(HttpStatusCode.Unauthorized) : null;

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetAsync("/")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(2, server.Handshakes);
    }

    [Fact]
    public async Task Given_ARenewalThatFails_When_TheChannelStillLives_Expect_ItToGoOn()
    {
        var time = new ManualTime();
        using var server = new InMemoryServer(time);
        using ServiceProvider services = Provide(server, time);
        using HttpClient client = services.CreateClient();
        await client.GetAsync("/");

        time.Advance(TimeSpan.FromSeconds(250));
        server.OnHandshake = () => throw new HttpRequestException("The handshake gets lost.");
        await client.GetAsync("/");
        await client.GetAsync("/");

        Assert.Equal(3, server.Handshakes); // one that made the channel, and one attempt for each request
        Assert.Equal(3, server.Records);
    }

    [Fact]
    public async Task Given_AnIdentityThatIsNotPinned_When_AChannelIsOpened_Expect_NoHandshake()
    {
        using var server = new InMemoryServer();
        using var other = new InMemoryServer();
        using ServiceProvider services = Clients.Provide(server, builder => builder.AddQuantumChannel(options => options.PinIdentity(other.Identity)));
        using HttpClient client = services.CreateClient();

        var refused = await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/"));

        Assert.Contains(server.Identity, refused.Message);
        Assert.Equal(0, server.Handshakes);
    }

    [Fact]
    public void Given_ASynchronousSend_When_Called_Expect_NothingToLeave()
    {
        using var server = new InMemoryServer();
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        Assert.Throws<NotSupportedException>(() => client.Send(new HttpRequestMessage(HttpMethod.Get, "/")));

        Assert.Equal(0, server.Records);
    }

    private static ServiceProvider Provide(InMemoryServer server, TimeProvider? time = null) =>
        Clients.Provide(server, builder => builder.AddQuantumChannel(options => options.PinIdentity(server.Identity)), time);
}
