using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Discovery;

public sealed class DiscoveryPublisherTests : IDisposable
{
    private readonly TestServer _server = new();

    private DiscoveryPublisher Publisher => _server.Discovery;

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Given_AnOrigin_When_Published_Expect_ADocumentThatAClientTakes()
    {
        DiscoveryDocument document = _server.Discover();

        Assert.True(document.IsValidAt(TestServer.Start));
        Assert.Equal(Publisher.Identity, document.Identity);
        Assert.Equal(ChannelPolicy.Require, document.Policy);
        Assert.Equal(_server.Key.Id, document.FindKey(ChannelSuite.MLKem768X25519, TestServer.Start)!.Id);
    }

    [Fact]
    public void Given_TheServersOwnView_When_ComparedWithTheJws_Expect_TheSameIdentityAndHash()
    {
        DiscoveryDocument own = Publisher.GetDocument(TestServer.Origin), read = _server.Discover();

        Assert.Equal(read.Identity, own.Identity);
        Assert.Equal(read.Hash.ToArray(), own.Hash.ToArray());
    }

    [Fact]
    public void Given_ADocument_When_AskedWithinFiveMinutes_Expect_TheSame()
    {
        string first = Publisher.GetJws(TestServer.Origin);
        _server.Clock.Advance(DiscoveryPublisher.RefreshInterval - TimeSpan.FromSeconds(1));

        Assert.Equal(first, Publisher.GetJws(TestServer.Origin));
    }

    [Fact]
    public void Given_ADocument_When_FiveMinutesPass_Expect_ANewerOne()
    {
        DateTimeOffset first = _server.Discover().IssuedAt;
        _server.Clock.Advance(DiscoveryPublisher.RefreshInterval);

        Assert.Equal(first + DiscoveryPublisher.RefreshInterval, _server.Discover().IssuedAt);
    }

    [Fact]
    public void Given_TheKeysRotate_When_Asked_Expect_BothKeysTheNewOneFirst()
    {
        DiscoveryDocument before = _server.Discover();
        _server.Clock.Advance(TimeSpan.FromHours(12));

        DiscoveryDocument after = _server.Discover();

        Assert.Equal(2, after.Keys.Count);
        Assert.Equal(before.Keys[0].Id, after.Keys[1].Id);
        Assert.Equal(after.Keys[0].Id, after.FindKey(ChannelSuite.MLKem768X25519, _server.Clock.GetUtcNow())!.Id);
    }

    [Fact]
    public void Given_TwoOrigins_When_Published_Expect_DocumentsAndKeysOfTheirOwn()
    {
        DiscoveryDocument bank = _server.Discover(), shop = DiscoveryDocument.Verify(Publisher.GetJws("https://shop.example"));

        Assert.Equal("https://shop.example", shop.Origin);
        Assert.NotEqual(bank.Keys[0].Id, shop.Keys[0].Id);
    }

    // A client may act on a document up to its end, and a minute more.
    [Theory]
    [InlineData(3600 + 60, true)]
    [InlineData(3600 + 61, false)]
    public void Given_ADocument_When_NewerOnesCame_Expect_ItsSuitesRememberedToItsEnd(int seconds, bool known)
    {
        ReadOnlyMemory<byte> hash = _server.Discover().Hash;
        _server.Clock.Advance(TimeSpan.FromMinutes(20));
        _server.Discover();
        _server.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMinutes(20));

        Assert.Equal(known ? [1] : null, Publisher.FindSuites(TestServer.Origin, hash.Span));
    }

    [Fact]
    public void Given_ADocument_When_SoughtForAnotherOrigin_Expect_Null() =>
        Assert.Null(Publisher.FindSuites("https://shop.example", _server.Discover().Hash.Span));

    // Another server, of which this one knows nothing, issued a newer one, and the client takes none that is older.
    [Fact]
    public void Given_ADocument_When_AClientCameWithOneThatIsUnknown_Expect_ANewOneASecondAtMost()
    {
        string first = Publisher.GetJws(TestServer.Origin);
        Publisher.Doubt();
        Assert.Equal(first, Publisher.GetJws(TestServer.Origin));

        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        string second = Publisher.GetJws(TestServer.Origin);
        Assert.NotEqual(first, second);
        Assert.Equal(_server.Clock.GetUtcNow(), DiscoveryDocument.Verify(second).IssuedAt);

        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(second, Publisher.GetJws(TestServer.Origin));
        Publisher.Doubt();
        Assert.NotEqual(second, Publisher.GetJws(TestServer.Origin));
    }

    [Fact]
    public void Given_MoreDoubtsThanDocumentsAreRemembered_When_TheFirstIsSought_Expect_ItForgottenAndTheLastKnown()
    {
        DiscoveryDocument first = _server.Discover(), other = Publisher.GetDocument("https://shop.example");
        for (int i = 0; i < 128; i++)
        {
            Assert.NotNull(Publisher.FindSuites(TestServer.Origin, first.Hash.Span));
            Publisher.Doubt();
            _server.Clock.Advance(TimeSpan.FromSeconds(1));
            _server.Discover();
        }

        Assert.Null(Publisher.FindSuites(TestServer.Origin, first.Hash.Span));
        Assert.NotNull(Publisher.FindSuites(TestServer.Origin, _server.Discover().Hash.Span));
        Assert.NotNull(Publisher.FindSuites("https://shop.example", other.Hash.Span));
    }

    [Fact]
    public void Given_AClockSetBack_When_TheKeysChange_Expect_IssuedAtNotToGoBack()
    {
        DateTimeOffset first = _server.Discover().IssuedAt;
        _server.Clock.AdjustTime(TestServer.Start.AddMinutes(-30));
        DiscoveryDocument same = _server.Discover();
        Assert.Equal(first, same.IssuedAt);

        _server.Clock.AdjustTime(TestServer.Start.AddDays(-2)); // and further than any key's life
        Assert.True(_server.Discover().IssuedAt >= first);
    }

    [Fact]
    public void Given_AWaiver_When_Published_Expect_ADocumentThatEndsWithItAndIsNotRemembered()
    {
        DateTimeOffset until = TestServer.Start.AddMinutes(20);
        DiscoveryDocument document = DiscoveryDocument.Verify(WithWaiver(until).GetJws(TestServer.Origin));

        Assert.Equal(ChannelPolicy.AllowClassical, document.Policy);
        Assert.Equal(until, document.ExpiresAt);
        Assert.Equal(TimeSpan.Zero, document.PolicyMaxAge);
        Assert.True(document.IsValidAt(TestServer.Start));
    }

    [Fact]
    public void Given_AWaiverLongerThanADocument_When_Published_Expect_AnHour()
    {
        DiscoveryDocument document = WithWaiver(TestServer.Start.AddDays(1)).GetDocument(TestServer.Origin);

        Assert.Equal(DiscoveryDocument.MaxValidity, document.ExpiresAt - document.IssuedAt);
    }

    // A document's times are in whole seconds: what is left of the last minute is not worth one.
    [Theory]
    [InlineData(60, ChannelPolicy.AllowClassical)]
    [InlineData(59, ChannelPolicy.Require)]
    [InlineData(-1, ChannelPolicy.Require)]
    public void Given_AWaiver_When_ItIsAboutToEnd_Expect_RequireAtOnceAndNotTheDocumentOfBefore(int left, ChannelPolicy expected)
    {
        DiscoveryPublisher publisher = WithWaiver(TestServer.Start.AddSeconds(100));
        publisher.GetDocument(TestServer.Origin);
        _server.Clock.Advance(TimeSpan.FromSeconds(100 - left));

        Assert.Equal(expected, publisher.GetDocument(TestServer.Origin).Policy);
    }

    private DiscoveryPublisher WithWaiver(DateTimeOffset until) =>
        new(() => TestServer.Identity, _server.Keys, _server.Clock, new PublishedTerms { ClassicalUntil = () => until });

    [Fact]
    public async Task Given_ManyThreads_When_TheyAsk_Expect_OneDocument()
    {
        string[] all = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Publisher.GetJws(TestServer.Origin))));

        Assert.Single(all.Distinct());
    }
}
