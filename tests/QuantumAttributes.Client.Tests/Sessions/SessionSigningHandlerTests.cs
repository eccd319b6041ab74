using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Client.Tests.Support;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Client.Tests.Sessions;

public class SessionSigningHandlerTests
{
    private static readonly SigningKey Alice = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
    private static readonly SigningKey Mallory = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    [Fact]
    public async Task Given_AFreshClient_When_200RequestsStartAtOnce_Expect_OneHandshakeAndEachSigned()
    {
        using var server = new InMemorySessionServer(Alice);
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.GetAsync("/")));

        Assert.Equal(1, server.Handshakes);
        Assert.Equal(Enumerable.Repeat("Passed: ", 200), server.Seen);
    }

    [Fact]
    public async Task Given_ABody_When_Sent_Expect_ItAsItIsWithItsDigest()
    {
        using var server = new InMemorySessionServer(Alice);
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/transfers?dry=1", new StringContent("a transfer"));

        Assert.Equal("a transfer", await response.Content.ReadAsStringAsync());
        Assert.Equal(["Passed: a transfer"], server.Seen);
    }

    [Theory]
    [InlineData(239, 1)]
    [InlineData(240, 2)]
    [InlineData(1000, 2)]
    public async Task Given_ASession_When_TimePasses_Expect_ASilentRenewalAt80Percent(int seconds, int handshakes)
    {
        var time = new ManualTime();
        using var server = new InMemorySessionServer(Alice, time);
        using ServiceProvider services = Provide(server, time);
        using HttpClient client = services.CreateClient();
        await client.GetAsync("/");

        time.Advance(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetAsync("/")));

        Assert.Equal(handshakes, server.Handshakes);
        Assert.Equal(Enumerable.Repeat("Passed: ", 21), server.Seen);
    }

    [Fact]
    public async Task Given_ATicketTheServerKnowsNoMore_When_ARequestIsRefused_Expect_ItAgainInANewSession()
    {
        using var server = new InMemorySessionServer(Alice);
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();
        await client.GetAsync("/");

        server.ForgetTickets();
        using HttpResponseMessage response = await client.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["Passed: ", "UnknownTicket: ", "Passed: "], server.Seen);
        Assert.Equal(2, server.Handshakes);
    }

    // The 401 may be somebody else's, in the place of the answer to a request that ran.
    [Fact]
    public async Task Given_ARequestWithAnEffect_When_ItIsRefused_Expect_TheRefusalAndANewSessionForTheNext()
    {
        using var server = new InMemorySessionServer(Alice);
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();
        await client.GetAsync("/");

        server.ForgetTickets();
        using HttpResponseMessage refused = await client.PostAsync("/", new StringContent("body"));
        using HttpResponseMessage next = await client.PostAsync("/", new StringContent("body"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, next.StatusCode));
        Assert.Equal(["Passed: ", "UnknownTicket: body", "Passed: body"], server.Seen);
        Assert.Equal(2, server.Handshakes);
    }

    [Fact]
    public async Task Given_AServerThatRefusesAlways_When_ARequestIsSent_Expect_ItsAnswerAfterTwoAttempts()
    {
        using var server = new InMemorySessionServer(Alice) { Interfere = _ => InMemorySessionServer.Unauthorized(InMemorySessionServer.Challenge) };
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(2, server.Seen.Count);
        Assert.Equal(2, server.Handshakes);
    }

    [Theory]
    [InlineData("Quantum algs=\"ml-dsa-65\", mechanisms=\"channel signature\"")]
    [InlineData("Quantum algs=\"ml-dsa-65\", mechanisms=\"sessions\"")]
    [InlineData("Quantum error=\"channel\"")]
    [InlineData("Bearer mechanisms=\"session\"")]
    public async Task Given_A401ThatNamesNoSession_When_ARequestIsSent_Expect_ItsAnswerAtOnce(string challenge)
    {
        using var server = new InMemorySessionServer(Alice) { Interfere = _ => InMemorySessionServer.Unauthorized(challenge) };
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(server.Seen);
        Assert.Equal(1, server.Handshakes);
    }

    [Fact]
    public async Task Given_ARenewalThatFails_When_TheSessionStillLives_Expect_ItToGoOn()
    {
        var time = new ManualTime();
        using var server = new InMemorySessionServer(Alice, time);
        using ServiceProvider services = Provide(server, time);
        using HttpClient client = services.CreateClient();
        await client.GetAsync("/");

        time.Advance(TimeSpan.FromSeconds(250));
        server.OnHandshake = () => throw new HttpRequestException("The handshake gets lost.");
        await client.GetAsync("/");

        Assert.Equal(2, server.Handshakes);
        Assert.Equal(["Passed: ", "Passed: "], server.Seen);
    }

    [Fact]
    public async Task Given_AServerWhoseSessionsEndAtOnce_When_ARequestIsSent_Expect_AnErrorAfterAFewHandshakes()
    {
        var time = new ManualTime();
        using var server = new InMemorySessionServer(Alice, time);
        server.OnHandshake = () => time.Advance(TimeSpan.FromSeconds(301));
        using ServiceProvider services = Provide(server, time);
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/"));

        Assert.InRange(server.Handshakes, 1, 5);
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Given_AKeyNobodyEnrolled_When_ARequestIsSent_Expect_AnErrorAndNothingSent()
    {
        using var server = new InMemorySessionServer(Alice);
        using ServiceProvider services = Provide(server, key: Mallory);
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/"));

        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Given_AnIdentityThatIsNotPinned_When_ARequestIsSent_Expect_NoHandshake()
    {
        using var server = new InMemorySessionServer(Alice);
        using ServiceProvider services = Provide(server, pin: Mallory.VerifyingKey.Thumbprint.ToString());
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/"));

        Assert.Equal(0, server.Handshakes);
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Given_AServerOfTheCnsaSuiteAlone_When_ARequestIsSent_Expect_AnErrorAndNothingSent()
    {
        using var server = new InMemorySessionServer(Alice, null, ChannelSuite.MLKem1024);
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/"));

        Assert.Equal(0, server.Handshakes);
    }

    [Fact]
    public void Given_ASynchronousCall_When_Sent_Expect_NotSupported()
    {
        using var server = new InMemorySessionServer(Alice);
        using ServiceProvider services = Provide(server);
        using HttpClient client = services.CreateClient();

        Assert.Throws<NotSupportedException>(() => client.Send(new HttpRequestMessage(HttpMethod.Get, "/")));
    }

    [Fact]
    public void Given_NothingPinned_When_Configured_Expect_InvalidOperation() =>
        Assert.Throws<InvalidOperationException>(() => Clients.Provide(
            new HttpClientHandler(), builder => builder.AddQuantumAuth(Alice, options => options.UseSession(_ => { }))));

    [Fact]
    public void Given_TheCnsaSuiteAlone_When_Configured_Expect_InvalidOperation() =>
        Assert.Throws<InvalidOperationException>(() => Clients.Provide(
            new HttpClientHandler(),
            builder => builder.AddQuantumAuth(Alice, options => options.UseSession(session =>
            {
                session.PinIdentity(Alice.VerifyingKey.Thumbprint.ToString());
                session.Suites = [ChannelSuite.MLKem1024];
            }))));

    [Fact]
    public void Given_AChannelBeside_When_AClientIsMade_Expect_InvalidOperation()
    {
        string pin = Alice.VerifyingKey.Thumbprint.ToString();
        using ServiceProvider services = Clients.Provide(
            new HttpClientHandler(),
            builder => builder
                .AddQuantumChannel(channel => channel.PinIdentity(pin))
                .AddQuantumAuth(Alice, options => options.UseSession(session => session.PinIdentity(pin))));

        Assert.Throws<InvalidOperationException>(() => services.CreateClient());
    }

    private static ServiceProvider Provide(
        InMemorySessionServer server, TimeProvider? time = null, SigningKey? key = null, string? pin = null) => Clients.Provide(
        server, builder => builder.AddQuantumAuth(key ?? Alice, options => options.UseSession(session => session.PinIdentity(pin ?? server.Identity))), time);
}
