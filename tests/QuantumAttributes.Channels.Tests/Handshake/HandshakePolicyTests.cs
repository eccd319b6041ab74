using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Handshake;

/// <summary>Handshakes that are authentic, and refused all the same.</summary>
public sealed class HandshakePolicyTests : IDisposable
{
    private readonly TestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(-61, HandshakeOutcome.ClockSkew)]
    [InlineData(-60, HandshakeOutcome.Accepted)]
    [InlineData(60, HandshakeOutcome.Accepted)]
    [InlineData(61, HandshakeOutcome.ClockSkew)]
    public async Task Given_AClientsClock_When_ItIsOff_Expect_SixtySecondsAllowed(int seconds, HandshakeOutcome expected) =>
        Assert.Equal(expected, await SendAsync(time: Payloads.Now + seconds));

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public async Task Given_AClientsClock_When_ItShowsTheEndsOfTime_Expect_ClockSkew(long time) =>
        Assert.Equal(HandshakeOutcome.ClockSkew, await SendAsync(time: time));

    [Fact]
    public async Task Given_AHandshake_When_ItComesAgain_Expect_Replayed()
    {
        using ChannelOpening opening = _server.Begin();
        Assert.Equal(HandshakeOutcome.Accepted, (await _server.AcceptAsync(opening.Request)).Outcome);

        _server.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(HandshakeOutcome.Replayed, (await _server.AcceptAsync(opening.Request)).Outcome);
    }

    // As far as the clocks may differ, and up to the last moment of that second: then the time refuses it.
    [Theory]
    [InlineData(120.0, HandshakeOutcome.Replayed)]
    [InlineData(120.999, HandshakeOutcome.Replayed)]
    [InlineData(121.0, HandshakeOutcome.ClockSkew)]
    [InlineData(3600.0, HandshakeOutcome.ClockSkew)]
    public async Task Given_AHandshakeFromAClockThatIsAhead_When_ItComesAgainLate_Expect_NeverAccepted(
        double after, HandshakeOutcome expected)
    {
        using ChannelOpening opening = _server.Begin(clientClock: new FakeTimeProvider(TestServer.Start.AddSeconds(60)));
        Assert.Equal(HandshakeOutcome.Accepted, (await _server.AcceptAsync(opening.Request)).Outcome);

        _server.Clock.Advance(TimeSpan.FromSeconds(after));

        Assert.Equal(expected, (await _server.AcceptAsync(opening.Request)).Outcome);
    }

    [Fact]
    public async Task Given_OneHandshake_When_SentBySixtyFourAtOnce_Expect_OneChannel()
    {
        using ChannelOpening opening = _server.Begin();

        HandshakeResult[] results = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => Task.Run(() => _server.AcceptAsync(opening.Request))));

        Assert.Equal(1, results.Count(result => result.Outcome == HandshakeOutcome.Accepted));
        Assert.Equal(63, results.Count(result => result.Outcome == HandshakeOutcome.Replayed));
    }

    [Fact]
    public async Task Given_AClientOfAnotherOrigin_When_ItUsesThisOnesKey_Expect_NotAuthentic() =>
        Assert.Equal(HandshakeOutcome.NotAuthentic, await SendAsync(origin: "https://other.example"));

    [Theory]
    [InlineData("session")]
    [InlineData("hub")]
    [InlineData("HTTP")]
    public async Task Given_AHandshakeForAnotherPurpose_When_Sent_Expect_NotAuthentic(string purpose) =>
        Assert.Equal(HandshakeOutcome.NotAuthentic, await SendAsync(purpose: purpose));

    // FIPS 203 §7.2: coefficients of 4095 are not below the modulus. The message is authentic otherwise.
    [Fact]
    public async Task Given_AnEphemeralKeyThatFailsTheModulusCheck_When_Sent_Expect_NotAuthentic()
    {
        byte[] bad = [.. Enumerable.Repeat((byte)0xff, 1216)];
        var client = new ReferenceClient(_server.Key.PublicKey.ToArray()) { EphemeralPublicKey = bad };
        byte[] request = client.WriteRequest(_ => Cbor.PaddedMap(Payloads.ClientFields(_server.Discover().Hash.ToArray())));

        Assert.Equal(HandshakeOutcome.NotAuthentic, (await _server.AcceptAsync(request)).Outcome);
    }

    [Fact]
    public async Task Given_AnUnknownDocument_When_Named_Expect_UnknownDocumentAndStale()
    {
        HandshakeResult result = await _server.AcceptAsync(Write(documentHash: new byte[32]));

        Assert.Equal(HandshakeOutcome.UnknownDocument, result.Outcome);
        Assert.True(result.IsStale);
    }

    [Fact]
    public async Task Given_TheDocumentOfAnotherOrigin_When_Named_Expect_UnknownDocument()
    {
        byte[] hash = DiscoveryDocument.Verify(_server.Discovery.GetJws("https://other.example")).Hash.ToArray();

        Assert.Equal(HandshakeOutcome.UnknownDocument, (await _server.AcceptAsync(Write(documentHash: hash))).Outcome);
    }

    [Fact]
    public async Task Given_AKeyThatIsGone_When_Used_Expect_UnknownKeyAndStale()
    {
        using ChannelOpening opening = _server.Begin();
        _server.Clock.Advance(TimeSpan.FromHours(24));

        HandshakeResult result = await _server.AcceptAsync(opening.Request);

        Assert.Equal(HandshakeOutcome.UnknownKey, result.Outcome);
        Assert.True(result.IsStale);
    }

    // Between looking it up and using it, another thread may have ended its life.
    [Fact]
    public async Task Given_AKeyWipedAfterItWasFound_When_Used_Expect_UnknownKey()
    {
        using ChannelOpening opening = _server.Begin();
        _server.Key.Dispose();

        Assert.Equal(HandshakeOutcome.UnknownKey, (await _server.AcceptAsync(opening.Request)).Outcome);
    }

    [Fact]
    public async Task Given_NoOfferedSuiteIsTheOneUsed_When_Sent_Expect_Malformed()
    {
        byte[][] fields = Payloads.ClientFields(_server.Discover().Hash.ToArray());
        fields[1] = Cbor.Array(Cbor.UInt(2));

        byte[] request = new ReferenceClient(_server.Key.PublicKey.ToArray()).WriteRequest(_ => Cbor.PaddedMap(fields));

        Assert.Equal(HandshakeOutcome.Malformed, (await _server.AcceptAsync(request)).Outcome);
    }

    [Fact]
    public async Task Given_SuitesThatTheServerNeverPublished_When_OfferedToo_Expect_Accepted()
    {
        byte[][] fields = Payloads.ClientFields(_server.Discover().Hash.ToArray());
        fields[1] = Cbor.Array(Cbor.UInt(0xffff), Cbor.UInt(1));

        byte[] request = new ReferenceClient(_server.Key.PublicKey.ToArray()).WriteRequest(_ => Cbor.PaddedMap(fields));

        Assert.Equal(HandshakeOutcome.Accepted, (await _server.AcceptAsync(request)).Outcome);
    }

    // One suite exists so far, so the comparison itself: published best first, offered in any order.
    [Theory]
    [InlineData(new ushort[] { 1 }, new ushort[] { 1 }, true)]
    [InlineData(new ushort[] { 1, 2 }, new ushort[] { 2, 1 }, true)]
    [InlineData(new ushort[] { 2, 1 }, new ushort[] { 1 }, true)]
    [InlineData(new ushort[] { 2, 1 }, new ushort[] { 1, 2 }, false)]
    [InlineData(new ushort[] { 4, 2 }, new ushort[] { 1, 2 }, false)]
    [InlineData(new ushort[] { 2 }, new ushort[] { 1 }, false)]
    [InlineData(new ushort[0], new ushort[] { 1 }, false)]
    public void Given_PublishedAndOfferedSuites_When_SuiteOneIsUsed_Expect_DowngradesSeen(
        ushort[] published, ushort[] offered, bool best) =>
        Assert.Equal(best, ChannelSuite.MLKem768X25519.IsBestOf(published, offered));

    [Fact]
    public async Task Given_ChannelsOpened_When_Named_Expect_EachItsOwnId()
    {
        var ids = new HashSet<ChannelId>();
        for (int i = 0; i < 32; i++)
        {
            (ClientChannel client, ServerChannel server) = await _server.OpenAsync();
            Assert.Equal(client.Id, server.Id);
            Assert.True(ids.Add(client.Id));
        }
    }

    [Fact]
    public async Task Given_AShorterLifetime_When_AskedFor_Expect_It()
    {
        HandshakeResult result = await _server.AcceptAsync(Write(lifetime: 7));

        Assert.Equal(TimeSpan.FromSeconds(7), result.Channel!.Lifetime);
    }

    [Fact]
    public async Task Given_ALongerLifetime_When_AskedFor_Expect_TheServersOwn()
    {
        HandshakeResult result = await _server.AcceptAsync(Write(lifetime: uint.MaxValue));

        Assert.Equal(TimeSpan.FromSeconds(300), result.Channel!.Lifetime);
    }

    private async Task<HandshakeOutcome> SendAsync(string? origin = null, string? purpose = null, long? time = null) =>
        (await _server.AcceptAsync(Write(origin, purpose, time))).Outcome;

    private byte[] Write(
        string? origin = null, string? purpose = null, long? time = null, byte[]? documentHash = null, ulong lifetime = 300)
    {
        var client = new ReferenceClient(_server.Key.PublicKey.ToArray())
        {
            Origin = origin ?? TestServer.Origin,
            Purpose = purpose ?? "http",
        };
        documentHash ??= _server.Discover().Hash.ToArray();
        return client.WriteRequest(_ => Cbor.PaddedMap(Payloads.ClientFields(documentHash, time: time, lifetime: lifetime)));
    }
}
