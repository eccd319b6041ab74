using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Handshake;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Server;

/// <summary>Channels that two servers share (protocol.md §4, "Shared").</summary>
public sealed class SharedChannelTests : IDisposable
{
    private readonly TestFarm _farm;
    private AlteredStore _storeOfB = null!;

    public SharedChannelTests() => _farm = new TestFarm(storeOfB: store => _storeOfB = new AlteredStore(store));

    public static TheoryData<string> Alterations => ["id", "origin", "suite", "unknown suite", "client", "no client", "opened", "ends", "frame", "no frame", "sealed"];

    public void Dispose() => _farm.Dispose();

    [Fact]
    public async Task Given_AChannelOfOneServer_When_ARecordComesToTheOther_Expect_AnAnswerThatTheClientOpens()
    {
        (ClientChannel client, _) = await _farm.OpenAsync();
        SealedRequest request = await TestServer.SealAsync(client);

        RecordResult result = await TestFarm.ReceiveAsync(_farm.B, request);

        Assert.Equal(RecordOutcome.Opened, result.Outcome);
        string answer = result.Request!.SealResponse(200, new ProtectedHeaders()).Field;
        Assert.NotNull(request.OpenResponse(answer, 200));
        Assert.Equal(RecordOutcome.Replayed, (await TestFarm.ReceiveAsync(_farm.A, request)).Outcome);
    }

    [Fact]
    public async Task Given_AChannelOfAClient_When_ARecordComesToTheOtherServer_Expect_TheIdentity()
    {
        _farm.Admit(TestServer.Alice);
        (ClientChannel client, _) = await _farm.OpenAsync(TestServer.Alice);

        RecordResult result = await TestFarm.SendAsync(_farm.B, client);

        Assert.Equal(TestServer.Alice.VerifyingKey.Thumbprint, result.Request!.Channel.ClientKeyId);
        Assert.Equal("a customer", result.Request.Identity!.Subject);
    }

    // The server that shook hands saw no record: it must not take its own ten seconds for the truth.
    [Fact]
    public async Task Given_AChannelConfirmedAtTheOtherServer_When_ARecordComesLaterToItsOwn_Expect_Opened()
    {
        (ClientChannel client, _) = await _farm.OpenAsync();
        await TestFarm.SendAsync(_farm.B, client);
        _farm.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(RecordOutcome.Opened, (await TestFarm.SendAsync(_farm.A, client)).Outcome);
    }

    [Fact]
    public async Task Given_AnUnconfirmedChannel_When_TenSecondsPass_Expect_ItGoneForBothAndItsKeysWiped()
    {
        (ClientChannel client, ServerChannel server) = await _farm.OpenAsync();
        _farm.Clock.Advance(ChannelServerOptions.ProvisionalLifetime);

        Assert.Equal(RecordOutcome.UnknownChannel, (await TestFarm.SendAsync(_farm.A, client)).Outcome);
        Assert.Equal(RecordOutcome.UnknownChannel, (await TestFarm.SendAsync(_farm.B, client)).Outcome);
        Assert.True(HeldSecretsTests.IsWiped(server.Secrets));
    }

    [Fact]
    public async Task Given_AChannelThatBothHaveInMemory_When_OneRevokesItsClient_Expect_ItGoneAndAbortedAtTheOther()
    {
        _farm.Admit(TestServer.Alice);
        (ClientChannel client, _) = await _farm.OpenAsync(TestServer.Alice);
        OpenedRequest running = (await TestFarm.SendAsync(_farm.B, client)).Request!;

        _farm.Admit(TestServer.Alice, revoked: true);
        Assert.Equal(RecordOutcome.Revoked, (await TestFarm.SendAsync(_farm.A, client)).Outcome);
        _farm.Admit(TestServer.Alice);

        Assert.Equal(RecordOutcome.UnknownChannel, (await TestFarm.SendAsync(_farm.B, client)).Outcome);
        Assert.True(running.Channel.Aborted.IsCancellationRequested);
        Assert.False(HeldSecretsTests.IsWiped(running.Channel.Secrets));
        running.Dispose();
        Assert.True(HeldSecretsTests.IsWiped(running.Channel.Secrets));
    }

    [Fact]
    public async Task Given_AChannelOpenedFromTheStore_When_ItsLifetimePasses_Expect_ItsKeysWiped()
    {
        (ClientChannel client, ServerChannel ofA) = await _farm.OpenAsync();
        _farm.Clock.Advance(TimeSpan.FromSeconds(9));
        RecordResult result = await TestFarm.SendAsync(_farm.B, client);
        result.Request!.Dispose();
        Assert.Equal(ofA.Remaining, result.Request.Channel.Remaining);

        _farm.Clock.Advance(TimeSpan.FromSeconds(300));

        Assert.Equal((0, 0), (_farm.A.ChannelCount, _farm.B.ChannelCount));
        Assert.True(HeldSecretsTests.IsWiped(ofA.Secrets));
        Assert.True(HeldSecretsTests.IsWiped(result.Request.Channel.Secrets));
    }

    [Fact]
    public async Task Given_AChannel_When_ItsServerStops_Expect_TheOtherToGoOnWithIt()
    {
        (ClientChannel client, ServerChannel server) = await _farm.OpenAsync();
        _farm.A.Dispose();

        Assert.Equal(RecordOutcome.Opened, (await TestFarm.SendAsync(_farm.B, client)).Outcome);
        Assert.True(HeldSecretsTests.IsWiped(server.Secrets));
    }

    [Fact]
    public async Task Given_TwoRecordsAtOnce_When_TheServerOpensTheirChannelFirst_Expect_OneChannelForBoth()
    {
        (ClientChannel client, _) = await _farm.OpenAsync();
        SealedRequest[] requests = [.. await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => TestServer.SealAsync(client)))];

        RecordResult[] results = await Task.WhenAll(
            requests.Select(request => Task.Run(() => TestFarm.ReceiveAsync(_farm.B, request))));

        Assert.All(results, result => Assert.Same(results[0].Request!.Channel, result.Request!.Channel));
        Assert.Equal(1, _farm.B.ChannelCount);
    }

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task Given_ARowThatSomebodyChanged_When_ARecordComes_Expect_TheChannelUnknown(string what)
    {
        _farm.Admit(TestServer.Alice);
        (ClientChannel client, _) = await _farm.OpenAsync(TestServer.Alice);
        _storeOfB.Alter = channel => what switch
        {
            "id" => channel with { Id = default },
            "origin" => channel with { Origin = "https://other.example" },
            "suite" => channel with { Suite = 2 },
            "unknown suite" => channel with { Suite = 0xffff },
            "client" => channel with { ClientKeyId = TestServer.Bob.VerifyingKey.Thumbprint },
            "no client" => channel with { ClientKeyId = null },
            "opened" => channel with { Opened = channel.Opened.AddMilliseconds(1) },
            "ends" => channel with { Ends = channel.Ends.AddHours(1) },
            "frame" => channel with { MaxFramePlaintext = channel.MaxFramePlaintext + 1 },
            "no frame" => channel with { MaxFramePlaintext = 0 },
            _ => channel with { Sealed = Flip(channel.Sealed) },
        };

        Assert.Equal(RecordOutcome.UnknownChannel, (await TestFarm.SendAsync(_farm.B, client)).Outcome);
        Assert.Equal(0, _farm.B.ChannelCount);
    }

    [Fact]
    public async Task Given_AnOpenChannel_When_TheStoreFails_Expect_RefusalsUntilItWorks()
    {
        (ClientChannel client, _) = await _farm.OpenAsync();
        await TestFarm.SendAsync(_farm.B, client);

        _storeOfB.Fails = true;
        RecordResult refused = await TestFarm.SendAsync(_farm.B, client);
        HandshakeResult noHandshake = await _farm.AcceptAsync(_farm.B);
        _storeOfB.Fails = false;

        Assert.Equal((RecordOutcome.StoreFailed, null), (refused.Outcome, refused.Request));
        Assert.Equal("The store is away.", refused.Failure!.Message);
        Assert.Equal((HandshakeOutcome.StoreFailed, null), (noHandshake.Outcome, noHandshake.Channel));
        Assert.Equal(RecordOutcome.Opened, (await TestFarm.SendAsync(_farm.B, client)).Outcome);
    }

    [Fact]
    public async Task Given_ACapOfOneChannel_When_ASecondIsConfirmedAtTheOtherServer_Expect_Full()
    {
        using var farm = new TestFarm(new ChannelServerOptions { MaxChannels = 1 });
        (ClientChannel first, _) = await farm.OpenAsync();
        (ClientChannel second, _) = await farm.OpenAsync();

        Assert.Equal(RecordOutcome.Opened, (await TestFarm.SendAsync(farm.A, first)).Outcome);
        Assert.Equal(RecordOutcome.Full, (await TestFarm.SendAsync(farm.B, second)).Outcome);
        Assert.Equal(RecordOutcome.Opened, (await TestFarm.SendAsync(farm.B, first)).Outcome);
    }

    [Fact]
    public void Given_SharedChannels_When_AServerIsMadeWithoutAStore_Expect_Refused()
    {
        using var server = new TestServer();

        Assert.Throws<ArgumentNullException>(() => new ChannelServer(
            new ChannelServerOptions { ReplayMode = ReplayMode.Shared }, server.Keys, server.Discovery, null, ProviderSet.Default, server.Clock));
    }

    private static byte[] Flip(ReadOnlyMemory<byte> sealedSecrets)
    {
        byte[] flipped = sealedSecrets.ToArray();
        flipped[^1] ^= 1;
        return flipped;
    }
}
