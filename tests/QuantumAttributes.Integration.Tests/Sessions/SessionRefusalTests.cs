using System.Net;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Sessions;

/// <summary>What a server refuses of sessions, and that one refusal looks like the other.</summary>
public class SessionRefusalTests
{
    private static readonly byte[] Body = "a transfer"u8.ToArray();

    [Fact]
    public async Task Given_ARequest_When_ItComesTwice_Expect_TheSecondRefused()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using RawSession session = await RawSession.OpenAsync(server, server.Enrol(ClientKeys.Alice));
        using HttpClient client = server.CreatePlainClient();
        var message = new SignedRequest(server, "/whoami", Body);
        RequestSignatureFields fields = session.Sign(message);

        using HttpResponseMessage first = await client.SendAsync(session.Wrap(message, fields));
        using HttpResponseMessage second = await client.SendAsync(session.Wrap(message, fields));

        Assert.Equal("alice by session: a transfer", await first.Content.ReadAsStringAsync());
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", second);
    }

    [Fact]
    public async Task Given_ARequest_When_ItComes64TimesAtOnce_Expect_OneAnswered()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using RawSession session = await RawSession.OpenAsync(server, server.Enrol(ClientKeys.Alice));
        using HttpClient client = server.CreatePlainClient();
        var message = new SignedRequest(server, "/whoami");
        RequestSignatureFields fields = session.Sign(message);

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => client.SendAsync(session.Wrap(message, fields))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(63, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Given_EveryKindOfRefusedRequest_When_Sent_Expect_TheSame401()
    {
        var time = new ManualTime();
        await using QuantumServer server = await SessionRoutes.StartAsync(time);
        using var metrics = new MetricRecorder(server);
        using RawSession session = await RawSession.OpenAsync(server, server.Enrol(ClientKeys.Alice));
        using RawSession other = await RawSession.OpenAsync(server, server.Enrol(ClientKeys.Bob, "bob"));
        using HttpClient client = server.CreatePlainClient();
        var message = new SignedRequest(server, "/whoami", Body);
        HttpRequestMessage stolen = session.Create(message); // Alice's ticket, named in a signature with Bob's key
        RequestSignatureFields bobs = other.Sign(message);
        HttpRequestMessage[] requests =
        [
            session.Wrap(message, session.Sign(message), target: "/whoami?more"),
            session.Wrap(message, session.Sign(message), content: "b transfer"u8.ToArray()),
            With(session.Create(message), "Content-Digest", ContentDigest.Create("b transfer"u8).ToString()),
            With(session.Create(message), "Signature", bobs.Signature),
            With(stolen, "Quantum-Ticket", other.Session.Ticket),
            Without(session.Create(message), "Quantum-Ticket"),
            Without(Without(session.Create(message), "Signature"), "Signature-Input"),
            With(session.Create(message), "Quantum-Ticket", SessionTicketField.Format(new byte[190])),
            session.Create(message with { Authority = "evil.example" }),
            session.Create(message with { HasContent = false }),
        ];

        var answers = new HashSet<string>();
        foreach (HttpRequestMessage request in requests)
        {
            using HttpResponseMessage response = await client.SendAsync(request);
            answers.Add(await Problem.DescribeAsync(response));
        }

        string only = Assert.Single(answers);
        Assert.StartsWith("401\n", only);
        Assert.Contains("mechanisms=\"channel session signature\"", only);
        Assert.Equal(0, metrics.Count("quantum.sessions/Passed"));
    }

    [Fact]
    public async Task Given_ATicketThatHasEnded_When_ItsClientSignsOn_Expect_401()
    {
        var time = new ManualTime();
        await using QuantumServer server = await SessionRoutes.StartAsync(time);
        using var metrics = new MetricRecorder(server);
        using RawSession session = await RawSession.OpenAsync(server, server.Enrol(ClientKeys.Alice), new Ageless(time));
        using HttpClient client = server.CreatePlainClient();

        time.Advance(TimeSpan.FromSeconds(299));
        using HttpResponseMessage before = await client.SendAsync(session.Create(new SignedRequest(server, "/whoami")));
        time.Advance(TimeSpan.FromSeconds(1));
        using HttpResponseMessage after = await client.SendAsync(session.Create(new SignedRequest(server, "/whoami")));

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", after);
        Assert.Equal(1, metrics.Count("quantum.sessions/Expired"));
    }

    [Fact]
    public async Task Given_AServerOfTwoOrigins_When_ATicketOfOneIsUsedAtTheOther_Expect_401()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(
            new ManualTime(), new ServerSetup { Production = true, Options = quantum => quantum.Origins.Add("http://other.example") });
        using var metrics = new MetricRecorder(server);
        using RawSession session = await RawSession.OpenAsync(server, server.Enrol(ClientKeys.Alice));
        using HttpClient client = server.CreatePlainClient();
        HttpRequestMessage request = session.Create(new SignedRequest(server, "/whoami") { Authority = "other.example" });
        request.Headers.Host = "other.example";

        using HttpResponseMessage response = await client.SendAsync(request);

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
        Assert.Equal(1, metrics.Count("quantum.sessions/ForeignOrigin"));
    }

    [Fact]
    public async Task Given_ASession_When_ItsKeyIsRevoked_Expect_401()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using var metrics = new MetricRecorder(server);
        using RawSession session = await RawSession.OpenAsync(server, server.Enrol(ClientKeys.Alice));
        using HttpClient client = server.CreatePlainClient();

        server.Identities.Remove(ClientKeys.Alice.VerifyingKey.Thumbprint);
        using HttpResponseMessage response = await client.SendAsync(session.Create(new SignedRequest(server, "/whoami")));

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
        Assert.Equal(1, metrics.Count("quantum.sessions/UnknownKey"));
    }

    [Theory]
    [InlineData("/channel", HttpStatusCode.Unauthorized)]
    [InlineData("/signature", HttpStatusCode.Unauthorized)]
    [InlineData("/session", HttpStatusCode.OK)]
    public async Task Given_AProfileThatDemandsAMechanism_When_ASessionComes_Expect_ItOnlyWhereItIsDemanded(string path, HttpStatusCode expected)
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using RawSession session = await RawSession.OpenAsync(server, server.Enrol(ClientKeys.Alice));
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.SendAsync(session.Create(new SignedRequest(server, path)));

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Unauthorized)
            Assert.Contains(path[1..], response.Headers.WwwAuthenticate.Single().ToString());
    }

    [Fact]
    public async Task Given_AProfileThatDemandsASession_When_AChannelComes_Expect_401()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });

        using HttpResponseMessage response = await client.GetAsync("/session");

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
        Assert.Contains("session", response.Headers.WwwAuthenticate.Single().ToString());
    }

    [Fact]
    public async Task Given_EveryKindOfBadHandshake_When_Posted_Expect_TheSame400()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using HttpClient client = server.CreatePlainClient();
        using SessionOpening good = await RawSession.BeginAsync(server, server.Enrol(ClientKeys.Alice));
        using SessionOpening unknown = await RawSession.BeginAsync(server, ClientKeys.Mallory);
        using ChannelOpening channel = await RawChannel.BeginAsync(server, ClientKeys.Alice);
        byte[] request = good.Request.ToArray();
        byte[][] messages =
        [
            [],
            [1],
            request[..^1],
            [.. request, 0],
            [.. request[..^1], (byte)(request[^1] ^ 1)],
            unknown.Request.ToArray(),
            channel.Request.ToArray(),
        ];

        var answers = new HashSet<string>();
        foreach (byte[] message in messages)
        {
            using HttpResponseMessage response = await RawSession.PostHandshakeAsync(client, message);
            answers.Add(await Problem.DescribeAsync(response));
        }

        string only = Assert.Single(answers);
        Assert.StartsWith("400\n", only);
        Assert.Contains("urn:quantumattributes:problem:handshake\"", only);
    }

    [Fact]
    public async Task Given_AnotherMediaType_When_AHandshakeIsPosted_Expect_415()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await RawSession.PostHandshakeAsync(client, [1], "application/octet-stream");

        await Problem.ExpectAsync(HttpStatusCode.UnsupportedMediaType, "media-type", response);
    }

    [Fact]
    public async Task Given_AServerThatTakesNoSessions_When_AskedForOne_Expect_NoSuchPath()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(
            Routes.MapWhoAmI, new ServerSetup { Options = quantum => quantum.Sessions = new SessionServerOptions { Enabled = false } });
        using SessionOpening opening = await RawSession.BeginAsync(server, server.Enrol(ClientKeys.Alice));
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await RawSession.PostHandshakeAsync(client, opening.Request.ToArray());

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Given_ACnsaServer_When_AChannelAndASessionAreAskedFor_Expect_TheChannelAlone()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(
            Routes.MapWhoAmI,
            new ServerSetup { Options = quantum => quantum.Channels = new ChannelServerOptions { Suites = [ChannelSuite.MLKem1024] } });
        server.Enrol(ClientKeys.Alice);
        using HttpClient byChannel = server.CreateClient(new ClientSetup { Key = ClientKeys.Alice });
        using HttpClient bySession = server.CreateClient(SessionRoutes.Client(server));

        Assert.Equal("alice by channel", await byChannel.GetStringAsync("/whoami"));
        await Assert.ThrowsAsync<ChannelException>(() => bySession.GetStringAsync("/whoami"));
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string name, string value)
    {
        Without(request, name).Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static HttpRequestMessage Without(HttpRequestMessage request, string name)
    {
        request.Headers.Remove(name);
        return request;
    }

    /// <summary>The clock of a client whose sessions never end for it.</summary>
    private sealed class Ageless(TimeProvider time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => 0;
    }
}
