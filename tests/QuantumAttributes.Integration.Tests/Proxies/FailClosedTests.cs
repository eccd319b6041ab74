using System.Net;
using Microsoft.AspNetCore.Builder;
using QuantumAttributes.Channels;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Proxies;

/// <summary>A proxy that changes what it should not, or of which the server was not told: nothing works, and both ends are told why.</summary>
public class FailClosedTests(DocumentedNginx documented) : IClassFixture<DocumentedNginx>
{
    private const string Ours = "QuantumAttributes";

    [Fact]
    public async Task Given_NoOrigins_When_AClientComesThroughAProxy_Expect_NoChannelAndBothToSayWhy()
    {
        using var log = new LogRecorder();
        await using QuantumServer server = await ProxiedBank.StartAsync(quantum => quantum.PublicPathBase = "/bank", log);
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(server);
        using HttpClient client = nginx.CreateClient();

        ChannelException exception = await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/bank/hello"));

        Assert.StartsWith(
            $"https://bank.example answers with the discovery document of http://localhost:{server.Port}.", exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Discovery was asked for at the host 'bank.internal', which is none of quantum.Origins",
            Assert.Single(log.Find(Ours, 12)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_NoOrigins_When_ASignedRequestComesThroughAProxy_Expect_401AndTheReasonLogged()
    {
        using var log = new LogRecorder();
        await using QuantumServer server = await ProxiedBank.StartAsync(quantum => quantum.PublicPathBase = "/bank", log);
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(server);
        using HttpClient client = nginx.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Alice });

        using HttpResponseMessage response = await client.GetAsync("/bank/whoami");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Request signature refused: UnknownAuthority", Assert.Single(log.Find(Ours, 30)).Message);
    }

    [Fact]
    public async Task Given_AnotherOrigin_When_AClientComesThroughAProxy_Expect_NoChannel()
    {
        await using QuantumServer server = await ProxiedBank.StartAsync(quantum => quantum.Origins.Add("https://shop.example"));
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(server);
        using HttpClient client = nginx.CreateClient();

        ChannelException exception = await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/bank/hello"));

        Assert.StartsWith(
            "https://bank.example answers with the discovery document of https://shop.example.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/banks")]
    public async Task Given_AnotherPathBase_When_AClientCallsInAChannel_Expect_NoAnswerAndBothToSayWhy(string pathBase)
    {
        using var log = new LogRecorder();
        await using QuantumServer server = await ProxiedBank.StartAsync(
            quantum =>
            {
                quantum.Origins.Add("https://bank.example");
                quantum.PublicPathBase = pathBase;
            },
            log);
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(server);
        using HttpClient client = nginx.CreateClient();

        ChannelException exception = await Assert.ThrowsAsync<ChannelException>(() => client.PostAsync("/bank/echo", new StringContent("ten to Bob")));

        Assert.Contains("status 401", exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            "It came as POST /echo, before which the server puts quantum.PublicPathBase",
            Assert.Single(log.Find(Ours, 20)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_NoPathBase_When_ASignedRequestComesThroughAProxy_Expect_401AndTheReasonLogged()
    {
        using var log = new LogRecorder();
        await using QuantumServer server = await ProxiedBank.StartAsync(quantum => quantum.Origins.Add("https://bank.example"), log);
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(server);
        using HttpClient client = nginx.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Alice });

        using HttpResponseMessage response = await client.GetAsync("/bank/whoami");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Request signature refused: InvalidSignature", Assert.Single(log.Find(Ours, 30)).Message);
        Assert.StartsWith(
            "The signature is none of GET at bank.example for /whoami", Assert.Single(log.Find(Ours, 35)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_APathThatNginxWritesInItsOwnWay_When_AClientCalls_Expect_NoAnswer()
    {
        await using QuantumServer server = await ProxiedBank.StartAsync(quantum =>
        {
            quantum.Origins.Add("http://bank.example");
            quantum.PublicPathBase = "/bank";
        });
        await using Nginx nginx = await Nginx.StartAsync(server, NginxTests.ShortWay);
        using HttpClient inChannel = nginx.CreateClient(new ClientSetup { Key = ClientKeys.Alice }, "http://bank.example");
        using HttpClient signed = nginx.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Alice }, "http://bank.example");

        await Assert.ThrowsAsync<ChannelException>(() => inChannel.GetAsync("/bank/files/a%2Fb"));
        using HttpResponseMessage response = await signed.GetAsync("/bank/signed/a%2Fb");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Given_AProxyThatDoesNotRouteDiscovery_When_AClientCalls_Expect_ItNamed()
    {
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(
            documented.Server, ("location /.well-known/quantum {", "location /bank/.well-known/quantum {"));
        using HttpClient client = nginx.CreateClient();

        ChannelException exception = await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/bank/hello"));

        Assert.StartsWith("https://bank.example has no discovery document at /.well-known/quantum", exception.Message, StringComparison.Ordinal);
        Assert.Contains("404", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_NginxsOwnLimitOnBodies_When_AClientSendsMore_Expect_ItsStatusNamed()
    {
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(documented.Server, ("client_max_body_size 0;", ""));
        using HttpClient client = nginx.CreateClient(http2: true); // over HTTP/1.1 the connection may end before the answer is read

        ChannelException exception = await Assert.ThrowsAsync<ChannelException>(() =>
            client.PostAsync("/bank/echo", new ByteArrayContent(new byte[2 * 1024 * 1024])));

        Assert.Contains("status 413", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bank.internal", HttpStatusCode.Unauthorized)]
    [InlineData("bank.example", HttpStatusCode.OK)]
    public async Task Given_AnEndpointChosenByItsHost_When_TheHostIsNotTheSignedOne_Expect_401(string host, HttpStatusCode expected)
    {
        await using QuantumServer server = await ProxiedBank.StartAsync(
            quantum => quantum.Origins.Add("http://bank.example"),
            first: app => app.MapGet("/here", [QuantumAuth] () => "").RequireHost("bank.internal", "bank.example"));
        using HttpClient client = server.CreatePlainClient();
        HttpRequestMessage request = new SignedRequest(server, "/here") { Authority = "bank.example" }.Sign(ClientKeys.Alice);
        request.Headers.Host = host;

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }
}
