using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Discovery;

/// <summary>Servers of a farm answer with one document, and know each other's.</summary>
public sealed class SharedDocumentTests : IDisposable
{
    private readonly TestFarm _farm = new();

    public void Dispose() => _farm.Dispose();

    [Fact]
    public void Given_ADocumentOfOneServer_When_TheOtherIsAsked_Expect_TheSame() =>
        Assert.Equal(_farm.DocumentsOfA.GetJws(TestServer.Origin), _farm.DocumentsOfB.GetJws(TestServer.Origin));

    [Fact]
    public void Given_ADocumentThatGrewOld_When_OneServerHasReplacedIt_Expect_TheOtherToTakeThat()
    {
        DiscoveryDocument first = _farm.DocumentsOfA.GetDocument(TestServer.Origin);
        _farm.Clock.Advance(DiscoveryPublisher.RefreshInterval);

        DiscoveryDocument ofB = _farm.DocumentsOfB.GetDocument(TestServer.Origin), ofA = _farm.DocumentsOfA.GetDocument(TestServer.Origin);

        Assert.Equal(ofB.Hash.ToArray(), ofA.Hash.ToArray());
        Assert.True(ofB.IssuedAt > first.IssuedAt);
    }

    // The clock of one server is behind: no client may see a document older than the one before.
    [Fact]
    public void Given_ADocumentFromAServerAhead_When_TheNextOneIsIssued_Expect_ATimeNotBeforeIt()
    {
        var ahead = new FakeTimeProvider(TestServer.Start.AddSeconds(30));
        using var ground = new TestServer();
        var publisher = new DiscoveryPublisher(() => TestServer.Identity, ground.Keys, ahead, new PublishedTerms { Suites = [ChannelSuite.MLKem768X25519] }, _farm.Store);
        DateTimeOffset issued = publisher.GetDocument(TestServer.Origin).IssuedAt; // of other KEM keys, so that the farm needs one of its own

        Assert.True(_farm.DocumentsOfA.GetDocument(TestServer.Origin).IssuedAt >= issued);
    }

    [Fact]
    public async Task Given_ManyRequestsToBoth_When_ThereIsNoDocumentYet_Expect_OneForAll()
    {
        string[] documents = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => (i % 2 == 0 ? _farm.DocumentsOfA : _farm.DocumentsOfB).GetJwsAsync(TestServer.Origin, default).AsTask())));

        Assert.Single(documents.Distinct());
    }

    [Fact]
    public async Task Given_ADocumentOfOneServer_When_TheOtherIsAskedForItsHash_Expect_ItsSuitesUntilItEnds()
    {
        DiscoveryDocument document = _farm.DocumentsOfA.GetDocument(TestServer.Origin);

        Assert.Equal(document.Suites, await _farm.DocumentsOfB.FindSuitesAsync(TestServer.Origin, document.Hash, default));
        Assert.Null(await _farm.DocumentsOfB.FindSuitesAsync("https://other.example", document.Hash, default));
        _farm.Clock.Advance(DiscoveryDocument.MaxValidity + DiscoveryDocument.Skew + TimeSpan.FromSeconds(1));
        Assert.Null(await _farm.DocumentsOfB.FindSuitesAsync(TestServer.Origin, document.Hash, default));
    }

    // Who writes the store could otherwise let a client's handshake pass that an honest server refuses as a downgrade.
    [Fact]
    public async Task Given_ADocumentThatAnotherKeySigned_When_ItLiesInTheStore_Expect_ItUnknownAndNotHandedOut()
    {
        using SigningKey other = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        DiscoveryDocument document = _farm.DocumentsOfA.GetDocument(TestServer.Origin);
        string jws = document.Sign(other);
        DiscoveryDocument forged = DiscoveryDocument.Verify(jws);
        await PutAsync(forged.Hash, jws);
        _farm.Clock.Advance(DiscoveryPublisher.RefreshInterval);

        Assert.Null(await _farm.DocumentsOfB.FindSuitesAsync(TestServer.Origin, forged.Hash, default));
        Assert.Equal(TestServer.Identity.VerifyingKey.Thumbprint, _farm.DocumentsOfB.GetDocument(TestServer.Origin).Identity);
    }

    [Fact]
    public async Task Given_ADocumentUnderAnotherHash_When_Asked_Expect_ItUnknown()
    {
        byte[] hash = new byte[32];
        await PutAsync(hash, _farm.DocumentsOfA.GetJws(TestServer.Origin));

        Assert.Null(await _farm.DocumentsOfB.FindSuitesAsync(TestServer.Origin, hash, default));
    }

    [Fact]
    public async Task Given_SomethingThatIsNoDocument_When_ItLiesInTheStore_Expect_AnotherIssuedAfterIt()
    {
        await PutAsync(new byte[32], "no document");

        DiscoveryDocument document = _farm.DocumentsOfB.GetDocument(TestServer.Origin);

        Assert.Equal(document.Hash.ToArray(), (await _farm.Store.FindNewestAsync(TestServer.Origin, default))!.Hash.ToArray());
    }

    [Fact]
    public void Given_ADocumentWithAKeyNotReadYet_When_ThisServersGrewOld_Expect_TheKeysReadAndThatDocumentTaken()
    {
        (DiscoveryPublisher publisher, LaggingKeys keys, DiscoveryDocument newest) = Lag();
        _farm.Clock.Advance(DiscoveryPublisher.RefreshInterval - TimeSpan.FromSeconds(1));

        DiscoveryDocument answered = publisher.GetDocument(TestServer.Origin);

        Assert.Equal(newest.Hash.ToArray(), answered.Hash.ToArray());
        Assert.Equal(1, keys.Asked);
    }

    [Fact]
    public void Given_ADocumentWithAKeyThatCannotBeReadYet_When_ItIsDoubtedThatThisServersIsTheNewest_Expect_NoneThatIsOlder()
    {
        (DiscoveryPublisher publisher, LaggingKeys keys, DiscoveryDocument newest) = Lag();
        keys.Looks = false;

        publisher.Doubt();
        _farm.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(publisher.GetDocument(TestServer.Origin).IssuedAt >= newest.IssuedAt);
    }

    [Fact]
    public void Given_TheNewestDocument_When_ItIsDoubted_Expect_NoOtherIssued()
    {
        string newest = _farm.DocumentsOfA.GetJws(TestServer.Origin);
        _farm.DocumentsOfA.Doubt();
        _farm.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(newest, _farm.DocumentsOfA.GetJws(TestServer.Origin));
    }

    // A server whose document lasts for another five minutes, while another one issued a newer one with a key that this one has not read.
    private (DiscoveryPublisher Publisher, LaggingKeys Keys, DiscoveryDocument Newest) Lag()
    {
        _farm.DocumentsOfA.GetDocument(TestServer.Origin);
        var keys = new LaggingKeys(_farm.Keys);
        var publisher = new DiscoveryPublisher(
            () => TestServer.Identity, keys, _farm.Clock, new PublishedTerms { Suites = [ChannelSuite.MLKem768X25519] }, _farm.Store);
        _farm.Clock.Advance(RotatingChannelKeySource.RotationInterval);
        keys.Hide(_farm.Keys.GetKeys(TestServer.Origin)[0].Id);
        DiscoveryDocument own = publisher.GetDocument(TestServer.Origin);
        _farm.Clock.Advance(TimeSpan.FromSeconds(1));
        DiscoveryDocument newest = _farm.DocumentsOfA.GetDocument(TestServer.Origin);
        Assert.True(newest.IssuedAt > own.IssuedAt);
        Assert.Equal(2, newest.Keys.Count);
        return (publisher, keys, newest);
    }

    private async Task PutAsync(ReadOnlyMemory<byte> hash, string jws)
    {
        long number = (await _farm.Store.FindNewestAsync(TestServer.Origin, default))?.Number ?? 0;
        Assert.True(await _farm.Store.TryAddAsync(
            new StoredDocument(TestServer.Origin, number + 1, hash, jws, TestServer.Start.AddHours(2)), default));
    }
}
