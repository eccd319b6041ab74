using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Handshake;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Client;

public sealed class ClientChannelTests : IDisposable
{
    private readonly TestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(239, true, false)]
    [InlineData(240, true, true)]
    [InlineData(299, true, true)]
    [InlineData(300, false, true)]
    public async Task Given_AChannel_When_TimePasses_Expect_RenewalAtEightyPercentAndTheEndAtAHundred(int seconds, bool usable, bool due)
    {
        (ClientChannel client, _) = await _server.OpenAsync();

        _server.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(usable, client.IsUsable);
        Assert.Equal(due, client.IsDueForRenewal);
    }

    // The client's clock starts before message 1, so that it never outlives the server's.
    [Fact]
    public async Task Given_ASlowHandshake_When_TheLifetimeIsCounted_Expect_ItFromBeforeTheFirstMessage()
    {
        using ChannelOpening opening = _server.Begin();
        byte[] answer = (await _server.AcceptAsync(opening.Request)).Response.ToArray();
        _server.Clock.Advance(TimeSpan.FromSeconds(50));
        using ClientChannel client = opening.Complete(answer);

        _server.Clock.Advance(TimeSpan.FromSeconds(250));

        Assert.False(client.IsUsable);
    }

    [Fact]
    public async Task Given_AChannelThatIsOver_When_ARequestIsSealed_Expect_Null()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        _server.Clock.Advance(TimeSpan.FromSeconds(300));

        Assert.Null(await client.SealAsync(TestServer.Head, new ProtectedHeaders(), CancellationToken.None));
    }

    [Fact]
    public async Task Given_ADisposedChannel_When_ARequestIsSealed_Expect_NullAndTheKeysWiped()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        client.Dispose();

        Assert.Null(await client.SealAsync(TestServer.Head, new ProtectedHeaders(), CancellationToken.None));
        Assert.True(HeldSecretsTests.IsWiped(client.Secrets));
    }

    [Fact]
    public async Task Given_ManyUnanswered_When_OneIsDisposed_Expect_TheNextToGo()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        SealedRequest oldest = await FillAsync(client);
        Task<SealedRequest> waiting = TestServer.SealAsync(client);
        Assert.False(waiting.IsCompleted);

        oldest.Dispose();

        Assert.Equal(ClientChannel.MaxAhead, (await waiting).Field.Number);
    }

    [Fact]
    public async Task Given_ManyUnanswered_When_OneIsAnswered_Expect_TheNextToGo()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        SealedRequest oldest = await FillAsync(client);
        OpenedRequest opened = (await _server.ReceiveAsync(oldest.Field.ToString())).Request!;
        Task<SealedRequest> waiting = TestServer.SealAsync(client);

        Assert.NotNull(oldest.OpenResponse(opened.SealResponse(200, new ProtectedHeaders()).Field, 200));

        Assert.Equal(ClientChannel.MaxAhead, (await waiting).Field.Number);
    }

    // The server would refuse it: the caller opens another channel instead.
    [Fact]
    public async Task Given_AWaitThatOutlastsTheChannel_When_ItEnds_Expect_Null()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        SealedRequest oldest = await FillAsync(client);
        Task<SealedRequest?> waiting = client.SealAsync(TestServer.Head, new ProtectedHeaders(), CancellationToken.None).AsTask();
        _server.Clock.Advance(TimeSpan.FromSeconds(300));

        oldest.Dispose();

        Assert.Null(await waiting);
    }

    [Fact]
    public async Task Given_ACancelledWait_When_TheChannelCloses_Expect_TheKeysWiped()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        var requests = new List<SealedRequest>();
        for (ulong i = 0; i < ClientChannel.MaxAhead; i++)
            requests.Add(await TestServer.SealAsync(client));
        using var cancellation = new CancellationTokenSource();
        Task<SealedRequest?> waiting = client.SealAsync(TestServer.Head, new ProtectedHeaders(), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        requests.ForEach(request => request.Dispose());
        client.Dispose();

        Assert.True(HeldSecretsTests.IsWiped(client.Secrets));
    }

    [Fact]
    public async Task Given_HeadersThatDoNotFit_When_TheChannelCloses_Expect_TheKeysWiped()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        var headers = new ProtectedHeaders();
        headers.Add("a", [new string('x', 5000)]);
        await Assert.ThrowsAsync<ChannelException>(async () => await client.SealAsync(TestServer.Head, headers, CancellationToken.None));

        client.Dispose();

        Assert.True(HeldSecretsTests.IsWiped(client.Secrets));
    }

    [Fact]
    public void Given_ADocumentWithoutAKnownSuite_When_AHandshakeBegins_Expect_ChannelException() =>
        ShouldNotBegin(suites: [2, 4], key => key);

    [Fact]
    public void Given_ADocumentWithoutAKeyForTheSuite_When_AHandshakeBegins_Expect_ChannelException() =>
        ShouldNotBegin(suites: [1], key => key with { Suite = 2 });

    [Fact]
    public void Given_AKeyWhoseTimeIsOver_When_AHandshakeBegins_Expect_ChannelException() =>
        ShouldNotBegin(suites: [1], key => key with { NotAfter = TestServer.Start });

    [Fact]
    public void Given_AKeyWhoseTimeHasNotCome_When_AHandshakeBegins_Expect_ChannelException() =>
        ShouldNotBegin(suites: [1], key => key with { NotBefore = TestServer.Start.AddSeconds(61) });

    [Fact]
    public void Given_AKeyOfAnotherLength_When_AHandshakeBegins_Expect_ChannelException() =>
        ShouldNotBegin(suites: [1], key => key with { PublicKey = key.PublicKey[1..] });

    // FIPS 203 §7.2: coefficients of 4095 are not below the modulus.
    [Fact]
    public void Given_AKeyThatFailsTheModulusCheck_When_AHandshakeBegins_Expect_ChannelException() =>
        ShouldNotBegin(suites: [1], key => key with { PublicKey = Enumerable.Repeat((byte)0xff, 1216).ToArray() });

    [Fact]
    public void Given_ASignerThatIsGone_When_AHandshakeBegins_Expect_ObjectDisposedException()
    {
        SigningKey signer = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        signer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => _server.Begin(signer));
    }

    private void ShouldNotBegin(ushort[] suites, Func<PublishedKey, PublishedKey> change)
    {
        ChannelKey key = _server.Key;
        var document = new DiscoveryDocument
        {
            Origin = TestServer.Origin,
            IssuedAt = TestServer.Start,
            ExpiresAt = TestServer.Start.AddHours(1),
            Policy = ChannelPolicy.Require,
            PolicyMaxAge = TimeSpan.Zero,
            Suites = suites,
            Keys = [change(new PublishedKey(key.Id, 1, key.PublicKey, TestServer.Start, TestServer.Start.AddHours(24)))],
        };

        Assert.Throws<ChannelException>(() => ChannelOpening.Begin(document, signer: null, ProviderSet.Default, _server.Clock));
    }

    // As many requests as may be without an answer; returns the oldest.
    private static async Task<SealedRequest> FillAsync(ClientChannel client)
    {
        SealedRequest oldest = await TestServer.SealAsync(client);
        for (ulong i = 1; i < ClientChannel.MaxAhead; i++)
            await TestServer.SealAsync(client);
        return oldest;
    }
}
