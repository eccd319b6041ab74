using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Handshake;

/// <summary>Every suite of protocol.md §1 against the handshake written from its text, and the choice between them.</summary>
public sealed class SuiteTests
{
    private static readonly byte[] Seed = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private static readonly FakeTimeProvider Clock = new(TestServer.Start);

    public static TheoryData<ushort> Ids => [.. ReferenceSuite.All.Select(suite => suite.Id)];

    [Fact]
    public void Given_TheTableOfTheText_When_ComparedWithOurs_Expect_TheSameSuites() =>
        Assert.Equal(
            ReferenceSuite.All.Select(suite => (suite.Id, suite.ProtocolName, suite.Hash.Length, suite.CiphertextSize, suite.PublicKeySize)),
            ChannelSuite.All.Select(suite => (suite.Id, suite.ProtocolName, suite.HashLength, suite.Kem.CiphertextSize, suite.Kem.PublicKeySize)));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Given_TheReferenceClient_When_OurServerAnswers_Expect_TheSameSecrets(ushort id)
    {
        (ReferenceSuite reference, ChannelSuite suite) = Suite(id);
        using TestServer server = new(null, suite);
        var client = new ReferenceClient(server.Key.PublicKey.ToArray(), reference);
        byte[] request = client.WriteRequest(_ => Cbor.PaddedMap(Payloads.ClientFields(server.Discover().Hash.ToArray(), suite: id)));

        HandshakeResult result = await server.AcceptAsync(request);

        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        client.ReadResponse(result.Response.ToArray()).Secrets.ShouldEqual(result.Channel!.Secrets);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Given_OurClient_When_TheReferenceServerAnswers_Expect_TheSameSecrets(ushort id)
    {
        (ReferenceSuite reference, ChannelSuite suite) = Suite(id);
        ReferenceServer server = new(Seed, reference);
        DiscoveryDocument document = server.Publish(TestServer.Start);
        using ChannelOpening opening = ChannelOpening.Begin(document, signer: null, ProviderSet.Default, Clock, [suite]);
        (byte[] payload, _) = server.ReadRequest(opening.Request.ToArray());
        (byte[] message, ReferenceSecrets secrets) = server.Respond(Cbor.PaddedMap(Payloads.ServerFields()));

        using ClientChannel channel = opening.Complete(message);

        Assert.NotEmpty(payload);
        Assert.Same(suite, channel.Suite);
        secrets.ShouldEqual(channel.Secrets);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Given_AChannel_When_ARequestTravels_Expect_ItAndItsAnswerOpened(ushort id)
    {
        (_, ChannelSuite suite) = Suite(id);
        using TestServer server = new(null, suite);
        (ClientChannel client, _) = await server.OpenAsync();

        (SealedRequest request, OpenedRequest received) = await server.SendAsync(client);
        (string field, FrameSealer body) = received.SealResponse(200, new ProtectedHeaders());

        Assert.NotNull(request.OpenResponse(field, 200));
        body.Dispose();
    }

    [Theory]
    [InlineData(new ushort[] { 1, 2, 3, 4 }, 1)]
    [InlineData(new ushort[] { 3, 2 }, 2)]
    [InlineData(new ushort[] { 4 }, 4)]
    public async Task Given_SeveralSuites_When_TheClientAllowsSome_Expect_TheFirstOfTheServersThatItAllows(ushort[] allowed, ushort expected)
    {
        using TestServer server = new(null, [.. ChannelSuite.All]);
        using ChannelOpening opening = ChannelOpening.Begin(
            server.Discover(), signer: null, ProviderSet.Default, server.Clock, [.. allowed.Select(id => ChannelSuite.Find(id)!)]);

        HandshakeResult result = await server.AcceptAsync(opening.Request);

        Assert.Equal(expected, result.Channel!.Suite.Id);
    }

    [Fact]
    public void Given_AClient_When_TheServerOffersNoneOfItsSuites_Expect_ChannelExceptionThatNamesThem()
    {
        using TestServer server = new(null, ChannelSuite.MLKem768X25519);

        ChannelException e = Assert.Throws<ChannelException>(
            () => ChannelOpening.Begin(server.Discover(), null, ProviderSet.Default, server.Clock, [ChannelSuite.MLKem1024]));

        Assert.Contains("QC-1024", e.Message, StringComparison.Ordinal);
    }

    // The client could have had the server's first: whoever made it take the second one is in between.
    [Fact]
    public async Task Given_AClientThatOffersABetterSuite_When_ItUsesAnother_Expect_Downgraded()
    {
        using TestServer server = new(null, [.. ChannelSuite.All]);
        ReferenceSuite second = ReferenceSuite.All[1];
        ChannelKey key = server.Keys.GetKeys(TestServer.Origin).First(key => key.Suite.Id == second.Id);
        byte[][] fields = Payloads.ClientFields(server.Discover().Hash.ToArray());
        fields[1] = Cbor.Array(Cbor.UInt(1), Cbor.UInt(2));

        HandshakeResult result = await server.AcceptAsync(
            new ReferenceClient(key.PublicKey.ToArray(), second).WriteRequest(_ => Cbor.PaddedMap(fields)));

        Assert.Equal(HandshakeOutcome.Downgraded, result.Outcome);
    }

    [Fact]
    public async Task Given_AHandshakeForAnotherPurpose_When_PostedAsAChannel_Expect_NotAuthentic()
    {
        using TestServer server = new();
        var client = new ReferenceClient(server.Key.PublicKey.ToArray()) { Purpose = "session" };

        HandshakeResult result = await server.AcceptAsync(
            client.WriteRequest(_ => Cbor.PaddedMap(Payloads.ClientFields(server.Discover().Hash.ToArray()))));

        Assert.Equal(HandshakeOutcome.NotAuthentic, result.Outcome);
    }

    private static (ReferenceSuite, ChannelSuite) Suite(ushort id) =>
        (ReferenceSuite.All.First(suite => suite.Id == id), ChannelSuite.Find(id)!);
}
