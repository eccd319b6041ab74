using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Handshake;

/// <summary>Our handshake against the one written from protocol.md, in both directions.</summary>
public sealed class ReferenceHandshakeTests : IDisposable
{
    private static readonly byte[] Seed = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly IReadOnlyList<ChannelSuite> Suites = [ChannelSuite.MLKem768X25519];

    private readonly TestServer _server = new();
    private readonly ReferenceServer _reference = new(Seed);

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Given_TheReferenceKey_When_OurKeyIsMadeFromItsSeed_Expect_OnePublicKey()
    {
        using KemPrivateKey key = KemPrivateKey.ImportSeed(KemAlgorithm.XWing, Seed);

        Assert.Equal(_reference.PublicKey, key.PublicKey.Export());
    }

    [Fact]
    public async Task Given_TheReferenceClient_When_OurServerAnswers_Expect_TheSameSecrets()
    {
        var client = new ReferenceClient(_server.Key.PublicKey.ToArray());
        byte[] request = client.WriteRequest(_ => Cbor.PaddedMap(Payloads.ClientFields(_server.Discover().Hash.ToArray())));

        HandshakeResult result = await _server.AcceptAsync(request);

        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        client.ReadResponse(result.Response.ToArray()).Secrets.ShouldEqual(result.Channel!.Secrets);
    }

    [Fact]
    public async Task Given_TheReferenceClient_When_OurServerAnswers_Expect_ThePayloadOfTheText()
    {
        var client = new ReferenceClient(_server.Key.PublicKey.ToArray());
        byte[] request = client.WriteRequest(_ => Cbor.PaddedMap(Payloads.ClientFields(_server.Discover().Hash.ToArray(), lifetime: 120)));

        HandshakeResult result = await _server.AcceptAsync(request);

        byte[] expected = Cbor.PaddedMap(Payloads.ServerFields(result.Channel!.Id.ToArray(), lifetime: 120));
        Assert.Equal(expected, client.ReadResponse(result.Response.ToArray()).Payload);
    }

    [Fact]
    public async Task Given_TheReferenceClientSignsIn_When_OurServerAnswers_Expect_ItsKeyInTheAnswer()
    {
        _server.Admit(TestServer.Alice);
        byte[] documentHash = _server.Discover().Hash.ToArray();
        var client = new ReferenceClient(_server.Key.PublicKey.ToArray());
        byte[] request = client.WriteRequest(
            hash => Cbor.PaddedMap(Payloads.ClientFields(documentHash, ReferenceClient.Authentication(TestServer.Alice, hash))));

        HandshakeResult result = await _server.AcceptAsync(request);

        byte[] kid = TestServer.Alice.VerifyingKey.Thumbprint.ToArray();
        byte[] expected = Cbor.PaddedMap(Payloads.ServerFields(result.Channel!.Id.ToArray(), acceptedKeyId: kid));
        Assert.Equal(expected, client.ReadResponse(result.Response.ToArray()).Payload);
    }

    [Fact]
    public void Given_OurClient_When_TheReferenceServerReads_Expect_ThePayloadOfTheText()
    {
        DiscoveryDocument document = _reference.Publish(_server.Clock.GetUtcNow());
        using ChannelOpening opening = ChannelOpening.Begin(document, signer: null, ProviderSet.Default, _server.Clock, Suites);

        (byte[] payload, _) = _reference.ReadRequest(opening.Request.ToArray());

        Assert.Equal(Cbor.PaddedMap(Payloads.ClientFields(document.Hash.ToArray())), payload);
    }

    [Fact]
    public void Given_OurClientSignsIn_When_TheReferenceServerReads_Expect_ASignatureOverTheStatementOfTheText()
    {
        DiscoveryDocument document = _reference.Publish(_server.Clock.GetUtcNow());
        using ChannelOpening opening = ChannelOpening.Begin(document, TestServer.Alice, ProviderSet.Default, _server.Clock, Suites);

        (byte[] payload, byte[] hash) = _reference.ReadRequest(opening.Request.ToArray());

        byte[] kid = TestServer.Alice.VerifyingKey.Thumbprint.ToArray();
        byte[] before = Bits.Join(Cbor.UInt(5), Cbor.Map(Cbor.UInt(1), Cbor.Bytes(kid), Cbor.UInt(2), Cbor.Bytes(new byte[3309])))[..^3309];
        int at = payload.AsSpan().IndexOf(before) + before.Length;
        byte[] statement = Bits.Join(Bits.Lp("qc1 client"), Bits.Lp(kid), hash);
        Assert.True(at > before.Length);
        Assert.True(TestServer.Alice.VerifyingKey.Verify(statement, payload.AsSpan(at, 3309), Bits.Text("QuantumAttributes/v1/channel")));
    }

    [Fact]
    public void Given_OurClient_When_TheReferenceServerAnswers_Expect_TheSameSecrets()
    {
        DiscoveryDocument document = _reference.Publish(_server.Clock.GetUtcNow());
        using ChannelOpening opening = ChannelOpening.Begin(document, signer: null, ProviderSet.Default, _server.Clock, Suites);
        _reference.ReadRequest(opening.Request.ToArray());
        (byte[] message, ReferenceSecrets secrets) = _reference.Respond(Cbor.PaddedMap(Payloads.ServerFields()));

        using ClientChannel channel = opening.Complete(message);

        Assert.Equal(Payloads.ChannelId, channel.Id.ToArray());
        secrets.ShouldEqual(channel.Secrets);
    }

    [Theory]
    [InlineData(301ul)]
    [InlineData(uint.MaxValue)]
    public void Given_ALifetimeLongerThanAskedFor_When_OurClientReads_Expect_ChannelException(ulong lifetime) =>
        ShouldBeRefused(signer: null, Payloads.ServerFields(lifetime: lifetime));

    [Fact]
    public void Given_AClientThatSignedIn_When_ItsKeyIsNotEchoed_Expect_ChannelException() =>
        ShouldBeRefused(TestServer.Alice, Payloads.ServerFields());

    [Fact]
    public void Given_AClientThatSignedIn_When_AnotherKeyIsEchoed_Expect_ChannelException() =>
        ShouldBeRefused(TestServer.Alice, Payloads.ServerFields(acceptedKeyId: TestServer.Bob.VerifyingKey.Thumbprint.ToArray()));

    [Fact]
    public void Given_AClientThatDidNotSignIn_When_AKeyIsEchoed_Expect_ChannelException() =>
        ShouldBeRefused(signer: null, Payloads.ServerFields(acceptedKeyId: TestServer.Alice.VerifyingKey.Thumbprint.ToArray()));

    [Fact]
    public void Given_APayloadThatIsNone_When_OurClientReads_Expect_ChannelException() =>
        ShouldBeRefused(signer: null, [Cbor.UInt(1), Cbor.UInt(1)]);

    private void ShouldBeRefused(SigningKey? signer, byte[][] fields)
    {
        DiscoveryDocument document = _reference.Publish(_server.Clock.GetUtcNow());
        using ChannelOpening opening = ChannelOpening.Begin(document, signer, ProviderSet.Default, _server.Clock, Suites);
        _reference.ReadRequest(opening.Request.ToArray());
        (byte[] message, _) = _reference.Respond(Cbor.PaddedMap(fields));

        Assert.Throws<ChannelException>(() => opening.Complete(message));
    }
}
