using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Tests.MessageSignatures;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Sessions;

/// <summary>The handshake of purpose <c>session</c>, against the one written from protocol.md and against what must be refused.</summary>
public sealed class SessionHandshakeTests : IDisposable
{
    private static readonly byte[] Seed = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly SessionTestServer _server = new();

    public static TheoryData<ushort> Suites => [1, 2, 3];

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Given_TheReferenceClient_When_OurServerAnswers_Expect_PayloadAndTicketOfTheText(ushort id)
    {
        using var server = new SessionTestServer(new SessionServerOptions { Lifetime = TimeSpan.FromSeconds(120) }, ChannelSuite.Find(id)!);
        var client = new ReferenceClient(server.Host.Key.PublicKey.ToArray(), ReferenceSuite.All.Single(suite => suite.Id == id)) { Purpose = "session" };
        byte[] document = server.Host.Discover().Hash.ToArray();
        byte[] request = client.WriteRequest(hash => Cbor.PaddedMap(
            Payloads.ClientFields(document, ReferenceClient.Authentication(TestServer.Alice, hash), suite: id)));

        HandshakeResult result = await server.AcceptAsync(request);

        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        (byte[] payload, byte[] macKey) = client.ReadSessionResponse(result.Response.ToArray());
        ServerPayload read = ServerPayload.Decode(payload)!;
        byte[] ticket = read.SessionTicket!.Value.ToArray();
        Assert.Equal(
            Cbor.PaddedMap(Payloads.ServerFields(read.ChannelId.ToArray(), lifetime: 120, Contents.Kid, ticket)), payload);
        Assert.Equal(Contents.Encode(Contents.Fields(macKey, lifetime: 120)), ReferenceTickets.Open(ticket));
    }

    [Fact]
    public void Given_OurClient_When_TheReferenceServerAnswers_Expect_RequestsSignedWithTheKeyOfTheText()
    {
        var server = new ReferenceServer(Seed) { Purpose = "session" };
        using SessionOpening opening = SessionOpening.Begin(
            server.Publish(_server.Host.Clock.GetUtcNow()), TestServer.Alice, ProviderSet.Default, _server.Host.Clock, [ChannelSuite.MLKem768X25519]);
        server.ReadRequest(opening.Request.ToArray());
        byte[] macKey = [];
        byte[] ticket = [9, 9, 9];
        byte[] message = server.RespondSession(key =>
        {
            macKey = key;
            return Cbor.PaddedMap(Payloads.ServerFields(acceptedKeyId: Contents.Kid, ticket: ticket));
        });

        using ClientSession session = opening.Complete(message);

        TestMessage signed = SessionMessages.Sign(session, SessionMessages.Post);
        Assert.Equal(":CQkJ:", session.Ticket);
        Assert.True(SessionMessages.IsSignedWith(signed, macKey));
    }

    [Fact]
    public async Task Given_OurClient_When_OurServerAnswers_Expect_ASessionOfTheGrantedLifetime()
    {
        using var server = new SessionTestServer(new SessionServerOptions { Lifetime = TimeSpan.FromSeconds(100) });
        using SessionOpening opening = server.Begin();

        HandshakeResult result = await server.AcceptAsync(opening.Request);

        Assert.Equal(new OpenedSession(TestServer.Origin, TestServer.Alice.VerifyingKey.Thumbprint, TimeSpan.FromSeconds(100)), result.Session);
        Assert.Null(result.Channel);
        using ClientSession session = opening.Complete(result.Response.Span);
        Assert.Equal(TimeSpan.FromSeconds(100), session.Lifetime);
        Assert.Equal(TestServer.Alice.VerifyingKey.Thumbprint, session.ClientKeyId);
    }

    [Fact]
    public async Task Given_NoClientAuthentication_When_Accepted_Expect_Refusal()
    {
        var client = new ReferenceClient(_server.Host.Key.PublicKey.ToArray()) { Purpose = "session" };
        byte[] document = _server.Host.Discover().Hash.ToArray();

        HandshakeResult result = await _server.AcceptAsync(client.WriteRequest(_ => Cbor.PaddedMap(Payloads.ClientFields(document))));

        ShouldBe(HandshakeOutcome.ClientRefused, result);
    }

    [Fact]
    public async Task Given_AKeyThatIsNotEnrolled_When_Accepted_Expect_Refusal()
    {
        using SessionOpening opening = _server.Begin(TestServer.Bob);

        ShouldBe(HandshakeOutcome.ClientRefused, await _server.AcceptAsync(opening.Request));
    }

    [Fact]
    public async Task Given_ARevokedKey_When_Accepted_Expect_Refusal()
    {
        _server.Host.Admit(TestServer.Alice, revoked: true);
        using SessionOpening opening = _server.Begin();

        ShouldBe(HandshakeOutcome.ClientRefused, await _server.AcceptAsync(opening.Request));
    }

    [Fact]
    public async Task Given_AHandshake_When_ItComesTwice_Expect_OneSession()
    {
        using SessionOpening opening = _server.Begin();

        Assert.Equal(HandshakeOutcome.Accepted, (await _server.AcceptAsync(opening.Request)).Outcome);
        ShouldBe(HandshakeOutcome.Replayed, await _server.AcceptAsync(opening.Request));
    }

    [Fact]
    public async Task Given_AHandshakeForAChannel_When_ItComesAsASession_Expect_Refusal()
    {
        using ChannelOpening opening = _server.Host.Begin(TestServer.Alice);

        ShouldBe(HandshakeOutcome.NotAuthentic, await _server.AcceptAsync(opening.Request));
    }

    [Fact]
    public async Task Given_AHandshakeForASession_When_ItComesAsAChannel_Expect_Refusal()
    {
        using SessionOpening opening = _server.Begin();

        Assert.Equal(HandshakeOutcome.NotAuthentic, (await _server.Host.AcceptAsync(opening.Request)).Outcome);
    }

    [Theory]
    [InlineData(61)]
    [InlineData(-61)]
    public async Task Given_AClockThatIsOff_When_Accepted_Expect_Refusal(int seconds)
    {
        var client = new ReferenceClient(_server.Host.Key.PublicKey.ToArray()) { Purpose = "session" };
        byte[] document = _server.Host.Discover().Hash.ToArray();
        byte[] request = client.WriteRequest(hash => Cbor.PaddedMap(Payloads.ClientFields(
            document, ReferenceClient.Authentication(TestServer.Alice, hash), Payloads.Now + seconds)));

        ShouldBe(HandshakeOutcome.ClockSkew, await _server.AcceptAsync(request));
    }

    [Fact]
    public async Task Given_SessionsSwitchedOff_When_Accepted_Expect_Refusal()
    {
        using var server = new SessionTestServer(new SessionServerOptions { Enabled = false });
        using SessionOpening opening = server.Begin();

        ShouldBe(HandshakeOutcome.Malformed, await server.AcceptAsync(opening.Request));
    }

    [Fact]
    public async Task Given_TheCnsaSuite_When_AHandshakeForASessionComesInIt_Expect_Refusal()
    {
        using var server = new SessionTestServer(null, ChannelSuite.MLKem1024);
        var client = new ReferenceClient(server.Host.Key.PublicKey.ToArray(), ReferenceSuite.All.Single(suite => suite.Id == 4)) { Purpose = "session" };
        byte[] document = server.Host.Discover().Hash.ToArray();
        byte[] request = client.WriteRequest(hash => Cbor.PaddedMap(
            Payloads.ClientFields(document, ReferenceClient.Authentication(TestServer.Alice, hash), suite: 4)));

        ShouldBe(HandshakeOutcome.Malformed, await server.AcceptAsync(request));
    }

    [Fact]
    public void Given_AServerOfTheCnsaSuiteAlone_When_OurClientBegins_Expect_ChannelException()
    {
        using var server = new SessionTestServer(null, ChannelSuite.MLKem1024);

        Assert.Throws<ChannelException>(() => server.Begin());
    }

    [Fact]
    public void Given_AClientOfTheCnsaSuiteAlone_When_ItBegins_Expect_ChannelException() =>
        Assert.Throws<ChannelException>(() => _server.Begin(allowed: [ChannelSuite.MLKem1024]));

    [Fact]
    public async Task Given_TheCnsaSuiteBeforeAnother_When_OurClientBegins_Expect_TheOther()
    {
        using var server = new SessionTestServer(null, ChannelSuite.MLKem1024, ChannelSuite.MLKem768X25519);
        using SessionOpening opening = server.Begin();

        Assert.Equal(1, opening.Request.Span[2]);
        Assert.Equal(HandshakeOutcome.Accepted, (await server.AcceptAsync(opening.Request)).Outcome);
    }

    [Fact]
    public void Given_AnAnswerWithoutATicket_When_OurClientReads_Expect_ChannelException() =>
        ShouldBeRefusedByTheClient(Payloads.ServerFields(acceptedKeyId: Contents.Kid));

    [Fact]
    public void Given_AnotherKeyEchoed_When_OurClientReads_Expect_ChannelException() =>
        ShouldBeRefusedByTheClient(Payloads.ServerFields(acceptedKeyId: TestServer.Bob.VerifyingKey.Thumbprint.ToArray(), ticket: [1]));

    [Fact]
    public void Given_NoKeyEchoed_When_OurClientReads_Expect_ChannelException() =>
        ShouldBeRefusedByTheClient(Payloads.ServerFields(ticket: [1]));

    [Fact]
    public void Given_ALifetimeLongerThanAskedFor_When_OurClientReads_Expect_ChannelException() =>
        ShouldBeRefusedByTheClient(Payloads.ServerFields(lifetime: 301, acceptedKeyId: Contents.Kid, ticket: [1]));

    [Fact]
    public void Given_AHandshakeForAChannel_When_TheAnswerHasATicket_Expect_ChannelException()
    {
        var server = new ReferenceServer(Seed);
        using ChannelOpening opening = ChannelOpening.Begin(
            server.Publish(_server.Host.Clock.GetUtcNow()), signer: null, ProviderSet.Default, _server.Host.Clock, [ChannelSuite.MLKem768X25519]);
        server.ReadRequest(opening.Request.ToArray());
        (byte[] message, _) = server.Respond(Cbor.PaddedMap(Payloads.ServerFields(ticket: [1])));

        Assert.Throws<ChannelException>(() => opening.Complete(message));
    }

    private static void ShouldBe(HandshakeOutcome outcome, HandshakeResult result)
    {
        Assert.Equal(outcome, result.Outcome);
        Assert.True(result.Response.IsEmpty);
        Assert.Null(result.Session);
    }

    private void ShouldBeRefusedByTheClient(byte[][] fields)
    {
        var server = new ReferenceServer(Seed) { Purpose = "session" };
        using SessionOpening opening = SessionOpening.Begin(
            server.Publish(_server.Host.Clock.GetUtcNow()), TestServer.Alice, ProviderSet.Default, _server.Host.Clock, [ChannelSuite.MLKem768X25519]);
        server.ReadRequest(opening.Request.ToArray());
        byte[] message = server.RespondSession(_ => Cbor.PaddedMap(fields));

        Assert.Throws<ChannelException>(() => opening.Complete(message));
    }
}
