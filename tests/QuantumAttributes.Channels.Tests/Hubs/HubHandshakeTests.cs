using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Sessions;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Hubs;

/// <summary>The handshake on a hub's connection, against the one written from protocol.md §3 and §5 over BouncyCastle.</summary>
public sealed class HubHandshakeTests : IDisposable
{
    private readonly HubTestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Given_TheReferenceClient_When_OurServerAnswers_Expect_RecordsUnderTheSameKeys()
    {
        ReferenceClient client = Client();
        HandshakeResult result = await _server.AcceptAsync(Write(client));
        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        (_, byte[] clientKey, byte[] serverKey) = client.ReadHubResponse(result.Response.ToArray());
        var wire = new DuplexPair();
        using ServerHubChannel channel = result.Hub!;
        using HubTransport server = channel.Secure(wire.Server, _server.Hubs.RenewAsync);

        await wire.Client.Output.WriteAsync(Record(clientKey, 0, 0, "hello"));
        Assert.Equal("hello"u8.ToArray(), await server.Input.ReadBytesAsync(5));
        await server.Output.WriteAsync("and you"u8.ToArray());

        Assert.Equal(Record(serverKey, 0, 0, "and you"), await wire.Client.Input.ReadAllAsync());
    }

    [Fact]
    public async Task Given_TheReferenceClient_When_ItRenews_Expect_TheTextsSwitchAndKeys()
    {
        ReferenceClient client = Client();
        HandshakeResult result = await _server.AcceptAsync(Write(client));
        (_, byte[] clientKey, byte[] serverKey) = client.ReadHubResponse(result.Response.ToArray());
        var wire = new DuplexPair();
        using ServerHubChannel channel = result.Hub!;
        using HubTransport server = channel.Secure(wire.Server, _server.Hubs.RenewAsync);
        _server.Clock.Advance(TimeSpan.FromSeconds(5));

        ReferenceClient renewal = Client(client.Hash);
        await wire.Client.Output.WriteAsync(Record(clientKey, 0, 1, Write(renewal)));
        Task<byte[]> reading = server.Input.ReadBytesAsync(5);
        byte[] answer = await wire.Client.Input.ReadAllAsync();
        int length = answer[2] << 8 | answer[3];
        byte[] message = Open(serverKey, 0, answer[4..(4 + length)]);
        (_, byte[] nextClientKey, byte[] nextServerKey) = renewal.ReadHubResponse(message[1..]);
        await wire.Client.Output.WriteAsync(Record(clientKey, 1, 2, ""));
        await wire.Client.Output.WriteAsync(Record(nextClientKey, 0, 0, "again"));
        Assert.Equal("again"u8.ToArray(), await reading);
        await server.Output.WriteAsync("well"u8.ToArray());

        Assert.Equal(1, message[0]);
        Assert.Equal(Record(serverKey, 1, 2, ""), answer[(4 + length)..]);
        Assert.Equal(Record(nextServerKey, 0, 0, "well"), await wire.Client.Input.ReadAllAsync());
    }

    [Fact]
    public async Task Given_ARenewalThatIsNotOver_When_AnotherBegins_Expect_TheEndOfTheConnection()
    {
        ReferenceClient client = Client();
        HandshakeResult result = await _server.AcceptAsync(Write(client));
        (_, byte[] clientKey, _) = client.ReadHubResponse(result.Response.ToArray());
        var wire = new DuplexPair();
        using ServerHubChannel channel = result.Hub!;
        using HubTransport server = channel.Secure(wire.Server, _server.Hubs.RenewAsync);
        _server.Clock.Advance(TimeSpan.FromSeconds(5));

        await wire.Client.Output.WriteAsync(Record(clientKey, 0, 1, Write(Client(client.Hash))));
        await wire.Client.Output.WriteAsync(Record(clientKey, 1, 1, Write(Client(client.Hash))));

        ChannelException e = await Assert.ThrowsAsync<ChannelException>(() => server.Input.ReadPatientlyAsync());
        Assert.Equal(ChannelFailure.HandshakeRefused, e.Failure);
    }

    [Fact]
    public async Task Given_TheReferenceClient_When_ItProvesATicket_Expect_TheSessionsClient()
    {
        HandshakeResult result = await _server.AcceptAsync(Write(Client(), hash => Ticket(Contents.Encode(Contents.Fields()), hash)));

        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        Assert.True(result.Hub!.SignIn!.IsSession);
        Assert.Equal(TestServer.Alice.VerifyingKey.Thumbprint, result.Hub.ClientKeyId);
        result.Hub.Dispose();
    }

    [Fact]
    public async Task Given_ATicket_When_ItsProofIsOfAnotherHandshake_Expect_ClientRefused() =>
        await ShouldBeRefusedAsync(hash => Ticket(Contents.Encode(Contents.Fields()), new byte[hash.Length]));

    [Fact]
    public async Task Given_ATicket_When_TheProofIsUnderAnotherKey_Expect_ClientRefused() =>
        await ShouldBeRefusedAsync(hash => Ticket(Contents.Encode(Contents.Fields()), hash, macKey: new byte[32]));

    [Fact]
    public async Task Given_ATicketOfAnotherOrigin_When_Proven_Expect_ClientRefused() =>
        await ShouldBeRefusedAsync(hash => Ticket(Contents.Encode(Contents.Fields(origin: "https://other.example")), hash));

    [Fact]
    public async Task Given_ATicketThatHasEnded_When_Proven_Expect_ClientRefused()
    {
        _server.Clock.Advance(TimeSpan.FromSeconds(300));
        await ShouldBeRefusedAsync(hash => Ticket(Contents.Encode(Contents.Fields()), hash));
    }

    [Fact]
    public async Task Given_ATicketOfARevokedKey_When_Proven_Expect_ClientRefused()
    {
        _server.Base.Admit(TestServer.Alice, revoked: true);
        await ShouldBeRefusedAsync(hash => Ticket(Contents.Encode(Contents.Fields()), hash));
    }

    [Fact]
    public async Task Given_ATicketsHandshake_When_SentAgain_Expect_Replayed()
    {
        byte[] request = Write(Client(), hash => Ticket(Contents.Encode(Contents.Fields()), hash));
        (await _server.AcceptAsync(request)).Hub!.Dispose();

        Assert.Equal(HandshakeOutcome.Replayed, (await _server.AcceptAsync(request)).Outcome);
    }

    [Fact]
    public async Task Given_ATicketsHandshake_When_SentAMinuteLater_Expect_ClockSkew()
    {
        byte[] request = Write(Client(), hash => Ticket(Contents.Encode(Contents.Fields()), hash));
        _server.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(HandshakeOutcome.ClockSkew, (await _server.AcceptAsync(request)).Outcome);
    }

    [Fact]
    public async Task Given_ATicketBesideASignature_When_Sent_Expect_NotAuthentic()
    {
        byte[] request = Write(Client(), hash => Ticket(Contents.Encode(Contents.Fields()), hash), hash => ReferenceClient.Authentication(TestServer.Alice, hash));

        Assert.Equal(HandshakeOutcome.NotAuthentic, (await _server.AcceptAsync(request)).Outcome);
    }

    [Fact]
    public async Task Given_ATicket_When_ProvenForAChannelOfHttp_Expect_Malformed()
    {
        var client = new ReferenceClient(_server.Base.Key.PublicKey.ToArray());
        byte[] request = Write(client, hash => Ticket(Contents.Encode(Contents.Fields()), hash));

        Assert.Equal(HandshakeOutcome.Malformed, (await _server.Base.AcceptAsync(request)).Outcome);
    }

    [Fact]
    public async Task Given_TheSuiteOfCnsa_When_ATicketIsProven_Expect_ClientRefused()
    {
        using var server = new HubTestServer(null, ChannelSuite.MLKem1024, ChannelSuite.MLKem768X25519);
        using ClientSession session = await server.OpenSessionAsync(TestServer.Alice);
        using HubOpening opening = HubOpening.Begin(
            server.Base.Discover(), HubTestServer.Path, session, ProviderSet.Default, server.Clock, [ChannelSuite.MLKem1024]);

        Assert.Equal(HandshakeOutcome.ClientRefused, (await server.AcceptAsync(opening.Request)).Outcome);
    }

    [Theory]
    [InlineData("http", "")]
    [InlineData("session", "")]
    [InlineData("hub", "/other")]
    [InlineData("hub", "")]
    [InlineData("http", "/chat")]
    public async Task Given_AHandshakeForSomethingElse_When_SentToTheHub_Expect_NotAuthentic(string purpose, string path)
    {
        var client = new ReferenceClient(_server.Base.Key.PublicKey.ToArray()) { Purpose = purpose, Path = path };

        Assert.Equal(HandshakeOutcome.NotAuthentic, (await _server.AcceptAsync(Write(client))).Outcome);
    }

    [Fact]
    public async Task Given_AHandshakeForTheHub_When_SentToTheChannelEndpoint_Expect_NotAuthentic() =>
        Assert.Equal(HandshakeOutcome.NotAuthentic, (await _server.Base.AcceptAsync(Write(Client()))).Outcome);

    [Fact]
    public async Task Given_AnUnknownKey_When_ItSignsIn_Expect_ClientRefused()
    {
        using SigningKey mallory = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        using HubOpening opening = _server.Begin(mallory);

        Assert.Equal(HandshakeOutcome.ClientRefused, (await _server.AcceptAsync(opening.Request)).Outcome);
    }

    [Fact]
    public async Task Given_AClientThatSignsIn_When_Connected_Expect_ItsKey()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);

        Assert.Equal(TestServer.Alice.VerifyingKey.Thumbprint, ends.Channel.ClientKeyId);
        Assert.False(ends.Channel.SignIn!.IsSession);
        Assert.Equal(TestServer.Origin, ends.Channel.Origin);
    }

    [Fact]
    public async Task Given_AKeyThatIsGone_When_AClientActsOnIt_Expect_Stale()
    {
        using HubOpening opening = _server.Begin();
        byte[] request = opening.Request.ToArray();
        request[3] ^= 1; // another key id

        Assert.True((await _server.AcceptAsync(request)).IsStale);
    }

    [Fact]
    public async Task Given_AsManyConnectionsAsOneIdentityMayHave_When_OneMoreComes_Expect_IdentityFull()
    {
        using var server = new HubTestServer(new ChannelServerOptions { MaxChannelsPerIdentity = 1 });
        using HubEnds first = await server.ConnectAsync(TestServer.Alice);
        await first.Client.Output.WriteAsync("x"u8.ToArray());
        await first.Server.Input.ReadBytesAsync(1);
        using HubOpening second = server.Begin(TestServer.Alice);

        Assert.Equal(HandshakeOutcome.IdentityFull, (await server.AcceptAsync(second.Request)).Outcome);
        Assert.Equal((0, 1), (server.Hubs.ProvisionalCount, server.Hubs.ConfirmedCount));
        first.Dispose();
        using HubEnds third = await server.ConnectAsync(TestServer.Alice);
        Assert.Equal((1, 0), (server.Hubs.ProvisionalCount, server.Hubs.ConfirmedCount));
    }

    /// <summary>Both came while there was room for one more; the second finds none with its first record.</summary>
    [Fact]
    public async Task Given_TwoConnectionsThatWait_When_OnlyOneMayBe_Expect_TheSecondToEndWithItsFirstRecord()
    {
        using var server = new HubTestServer(new ChannelServerOptions { MaxChannelsPerIdentity = 1 });
        using HubEnds first = await server.ConnectAsync(TestServer.Alice);
        using HubEnds second = await server.ConnectAsync(TestServer.Alice);
        await first.Client.Output.WriteAsync("x"u8.ToArray());
        await first.Server.Input.ReadBytesAsync(1);
        await second.Client.Output.WriteAsync("x"u8.ToArray());

        await Assert.ThrowsAsync<ChannelException>(() => second.Server.Input.ReadPatientlyAsync());
        Assert.Equal((1, 1), (server.Hubs.ProvisionalCount, server.Hubs.ConfirmedCount));
    }

    [Fact]
    public async Task Given_AChannel_When_SecuredTwice_Expect_InvalidOperationException()
    {
        using HubEnds ends = await _server.ConnectAsync();

        Assert.Throws<InvalidOperationException>(() => ends.Channel.Secure(ends.Wire.Server, _server.Hubs.RenewAsync));
    }

    private ReferenceClient Client(byte[]? renewed = null) =>
        new(_server.Base.Key.PublicKey.ToArray()) { Purpose = "hub", Path = HubTestServer.Path, Renewed = renewed ?? [] };

    private byte[] Write(ReferenceClient client, Func<byte[], byte[]>? ticket = null, Func<byte[], byte[]>? authentication = null) =>
        client.WriteRequest(hash => Cbor.PaddedMap(Payloads.ClientFields(
            _server.Base.Discover().Hash.ToArray(), authentication?.Invoke(hash), _server.Clock.GetUtcNow().ToUnixTimeSeconds(), ticket: ticket?.Invoke(hash))));

    private async Task ShouldBeRefusedAsync(Func<byte[], byte[]> ticket) =>
        Assert.Equal(HandshakeOutcome.ClientRefused, (await _server.AcceptAsync(Write(Client(), ticket))).Outcome);

    // Field 7 of payload 1: {1 ticket, 2 HMAC(session key, "qc1 ticket" | h)}.
    private static byte[] Ticket(byte[] content, byte[] hash, byte[]? macKey = null) => Cbor.Map(
        Cbor.UInt(1), Cbor.Bytes(ReferenceTickets.Seal(content)),
        Cbor.UInt(2), Cbor.Bytes(ReferenceHash.Sha256.Hmac(macKey ?? Contents.MacKey, Bits.Text("qc1 ticket"), hash)));

    private static byte[] Record(byte[] key, ulong n, byte type, string data) => Record(key, n, type, Bits.Text(data));

    // u32 length | AES-256-GCM(key, u32 0 | u64 n, u8 type | data)
    private static byte[] Record(byte[] key, ulong n, byte type, byte[] data)
    {
        byte[] sealedRecord = Primitives.Seal(key, Bits.Join(Bits.U32(0), Bits.U64(n)), Bits.Join([type], data), []);
        return Bits.Join(Bits.U32(sealedRecord.Length), sealedRecord);
    }

    private static byte[] Open(byte[] key, ulong n, byte[] sealedRecord) =>
        Primitives.Open(key, Bits.Join(Bits.U32(0), Bits.U64(n)), sealedRecord, []);
}
