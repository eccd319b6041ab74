using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Keys;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Sessions;

/// <summary>Clients that sign in with sessions, against real servers.</summary>
public class SessionTests
{
    [Fact]
    public async Task Given_AClientWithASession_When_ItSendsRequests_Expect_ItsIdentityByOneHandshake()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreateClient(SessionRoutes.Client(server));

        Assert.Equal("alice by session: ", await client.GetStringAsync("/whoami?a=1&b=2"));
        using HttpResponseMessage posted = await client.PostAsync("/whoami", new StringContent("a transfer"));
        using HttpResponseMessage head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/whoami"));

        Assert.Equal("alice by session: a transfer", await posted.Content.ReadAsStringAsync());
        Assert.Equal("auth=\"ml-dsa-65\", policy=\"require\"", posted.Headers.GetValues("Quantum-Status").Single());
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(1, metrics.Count("quantum.handshakes/Accepted"));
        Assert.Equal(3, metrics.Count("quantum.sessions/Passed"));
    }

    [Fact]
    public async Task Given_AClientWithASession_When_TimePasses_Expect_RenewalAndNoRefusal()
    {
        var time = new ManualTime();
        await using QuantumServer server = await SessionRoutes.StartAsync(time);
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreateClient(SessionRoutes.Client(server));

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal("alice by session: ", await client.GetStringAsync("/whoami"));
            time.Advance(TimeSpan.FromSeconds(60));
        }

        Assert.Equal(5, metrics.Count("quantum.handshakes/Accepted"));
        Assert.Equal(20, metrics.Count("quantum.sessions/Passed"));
        Assert.Equal(25, metrics.All.Count);
    }

    [Fact]
    public async Task Given_TwoServersOfOneRing_When_ATicketOfOneComesToTheOther_Expect_ItHonoured()
    {
        using var ring = new TemporaryDirectory();
        var time = new ManualTime();
        await using QuantumServer first = await SessionRoutes.StartAsync(time, new ServerSetup { Keys = ring["keys"], Production = true });
        await using QuantumServer second = await SessionRoutes.StartAsync(
            time, new ServerSetup { Keys = ring["keys"], Options = quantum => quantum.Origins.Add(first.Origin) });
        second.Enrol(ClientKeys.Alice);
        using var metrics = new MetricRecorder(second);
        int port = first.Port;
        using HttpClient client = first.CreateClient(SessionRoutes.Client(
            first, builder => builder.ConfigurePrimaryHttpMessageHandler(() => ConnectTo(() => port))));
        Assert.Equal("alice by session: ", await client.GetStringAsync("/whoami"));

        port = second.Port;
        Assert.Equal("alice by session: ", await client.GetStringAsync("/whoami"));

        Assert.Equal(["quantum.sessions/Passed"], metrics.All);
    }

    [Fact]
    public async Task Given_AServerOfAnotherRing_When_ATicketComesToIt_Expect_ARefusalLikeAnyOther()
    {
        var time = new ManualTime();
        await using QuantumServer first = await SessionRoutes.StartAsync(time, new ServerSetup { Production = true });
        await using QuantumServer second = await SessionRoutes.StartAsync(
            time, new ServerSetup { Options = quantum => quantum.Origins.Add(first.Origin) });
        using var metrics = new MetricRecorder(second);
        using RawSession session = await RawSession.OpenAsync(first, first.Enrol(second.Enrol(ClientKeys.Alice)));
        using HttpClient client = second.CreatePlainClient();
        HttpRequestMessage request = session.Create(new SignedRequest(first, "/whoami"));
        request.Headers.Host = new Uri(first.Origin).Authority;

        using HttpResponseMessage response = await client.SendAsync(request);

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
        Assert.Equal(["quantum.sessions/UnknownTicket"], metrics.All);
    }

    [Fact]
    public async Task Given_ANewTicketKey_When_AnOldTicketComes_Expect_ItHonouredUntilItsKeyIsGone()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreateClient(SessionRoutes.Client(server));
        var keys = server.Services.GetRequiredService<IQuantumKeyManager>();
        Assert.Equal("alice by session: ", await client.GetStringAsync("/whoami"));
        KeyDescription old = Assert.Single(await keys.ListAsync(), key => key.Slot == KeyPurpose.SessionTickets && key.State == KeyState.Active);

        await keys.RotateAsync(KeyPurpose.SessionTickets);
        Assert.Equal("alice by session: ", await client.GetStringAsync("/whoami"));
        Assert.Equal(1, metrics.Count("quantum.handshakes/Accepted"));

        await keys.DestroyAsync(old.Id, "a test");
        Assert.Equal("alice by session: ", await client.GetStringAsync("/whoami"));
        Assert.Equal(2, metrics.Count("quantum.handshakes/Accepted"));
        Assert.Equal(1, metrics.Count("quantum.sessions/UnknownTicket"));
    }

    [Fact]
    public async Task Given_ATicketKeyPastItsTime_When_ItsTicketComes_Expect_ItRefusedTenMinutesAfter()
    {
        var time = new ManualTime();
        await using QuantumServer server = await SessionRoutes.StartAsync(time);
        var tickets = server.Services.GetRequiredService<ITicketSealer>();
        byte[] ticket = await tickets.SealAsync("content"u8.ToArray(), CancellationToken.None);

        time.Advance(TimeSpan.FromMinutes(74));
        Assert.NotNull(await tickets.OpenAsync(ticket, CancellationToken.None));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await tickets.OpenAsync(ticket, CancellationToken.None));
    }

    [Fact]
    public async Task Given_ASession_When_ItsKeyIsRevoked_Expect_TheNextRequestRefused()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using HttpClient client = server.CreateClient(SessionRoutes.Client(server));
        Assert.Equal("alice by session: ", await client.GetStringAsync("/whoami"));

        server.Identities.Remove(ClientKeys.Alice.VerifyingKey.Thumbprint);

        var refused = await Assert.ThrowsAsync<ChannelException>(() => client.GetStringAsync("/whoami"));
        Assert.Contains("400", refused.Message);
    }

    [Fact]
    public async Task Given_AChannelAndASessionOfOneKey_When_BothComeInOneRequest_Expect_Both()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        using RawSession session = await RawSession.OpenAsync(server, server.Enrol(ClientKeys.Alice));
        using HttpClient client = server.CreateClient(new ClientSetup { Key = ClientKeys.Alice });

        using HttpResponseMessage response = await client.SendAsync(session.Create(new SignedRequest(server, "/whoami")));

        Assert.Equal("alice by channel+session: ", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_AChannelOfAnotherKey_When_ASessionComesInIt_Expect_Refusal()
    {
        await using QuantumServer server = await SessionRoutes.StartAsync(new ManualTime());
        server.Enrol(ClientKeys.Bob, "bob");
        using RawSession session = await RawSession.OpenAsync(server, server.Enrol(ClientKeys.Alice));
        using RawChannel channel = await RawChannel.OpenAsync(server, ClientKeys.Bob);
        RequestSignatureFields fields = session.Sign(new SignedRequest(server, "/whoami"));
        var record = await channel.SealAsync(
            HttpMethod.Get, "/whoami", headers: [("signature-input", fields.SignatureInput), ("signature", fields.Signature)]);
        HttpRequestMessage request = RawChannel.Wrap(record, HttpMethod.Get, "/whoami");
        request.Headers.TryAddWithoutValidation(SessionTicketField.Name, session.Session.Ticket);

        using HttpResponseMessage response = await channel.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.NotNull(RawChannel.Open(record, response));
    }

    // As two servers behind one name: connections go to whichever port is said.
    private static SocketsHttpHandler ConnectTo(Func<int> port) => new()
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port(), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
