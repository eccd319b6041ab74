using System.Security.Cryptography;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Hubs;

/// <summary>How a connection's keys, and its client's sign-in, are renewed inside it, and what happens where they are not.</summary>
public sealed class HubRenewalTests : IDisposable
{
    private readonly HubTestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Given_ADueConnection_When_Renewed_Expect_ItToLiveOn_UnderOtherKeys()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        await TalkAsync(ends, "before");
        _server.Clock.Advance(TimeSpan.FromSeconds(240));
        Assert.Equal(TimeSpan.Zero, ends.Client.UntilRenewal);
        ReadOnlyMemory<byte> before = ends.Channel.HandshakeHash;
        DateTimeOffset signedIn = ends.Channel.SignIn!.AuthenticatedAt;

        await RenewAsync(ends, TestServer.Alice);

        Assert.False(before.Span.SequenceEqual(ends.Channel.HandshakeHash.Span));
        Assert.Equal(TimeSpan.FromSeconds(300), ends.Client.Remaining);
        Assert.Equal(TimeSpan.FromSeconds(300), ends.Channel.Remaining);
        Assert.Equal(signedIn.AddSeconds(240), ends.Channel.SignIn!.AuthenticatedAt);
        _server.Clock.Advance(TimeSpan.FromSeconds(200)); // 440 s after the first handshake
        await TalkAsync(ends, "after");
    }

    [Fact]
    public async Task Given_ManyRenewals_When_MessagesCrossThem_Expect_NothingLostOrReordered()
    {
        using HubEnds ends = await _server.ConnectAsync();
        const int Count = 3000;
        using var stop = new CancellationTokenSource();
        Task writing = Task.WhenAll(WriteNumbersAsync(ends.Client, Count), WriteNumbersAsync(ends.Server, Count));
        Task<int[]> up = ReadNumbersAsync(ends.Server, Count), down = ReadNumbersAsync(ends.Client, Count);
        for (int i = 0; i < 5; i++)
        {
            _server.Clock.Advance(TimeSpan.FromSeconds(2));
            await ends.Client.RenewAsync(_server.BeginRenewal(ends.Client), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        }

        await writing;
        Assert.Equal(Enumerable.Range(0, Count), await up);
        Assert.Equal(Enumerable.Range(0, Count), await down);
    }

    /// <summary>Both writers wait for the other side to read, and both readers have an answer to send: neither may wait for its writer.</summary>
    [Fact]
    public async Task Given_BothDirectionsAreFull_When_Renewed_Expect_NoDeadlock()
    {
        using HubEnds ends = await _server.ConnectAsync();
        byte[] much = new byte[300_000];
        Task writing = Task.WhenAll(ends.Client.Output.WriteAsync(much).AsTask(), ends.Server.Output.WriteAsync(much).AsTask());
        Assert.False(writing.IsCompleted);
        _server.Clock.Advance(TimeSpan.FromSeconds(2));
        Task renewal = ends.Client.RenewAsync(_server.BeginRenewal(ends.Client), CancellationToken.None);

        Task reading = Task.WhenAll(ends.Server.Input.ReadBytesAsync(much.Length), ends.Client.Input.ReadBytesAsync(much.Length));
        await Task.WhenAll(writing, reading).WaitAsync(TimeSpan.FromSeconds(30));
        Task idle = Task.WhenAny(ends.Server.Input.ReadAsync().AsTask(), ends.Client.Input.ReadAsync().AsTask()); // read on, or nothing comes

        await renewal.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(idle.IsCompleted);
    }

    [Fact]
    public async Task Given_AnotherIdentity_When_ItRenews_Expect_TheEndOfTheConnection()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        await TalkAsync(ends, "before");
        _server.Clock.Advance(TimeSpan.FromSeconds(240));

        await ShouldBeRefusedAsync(ends, _server.BeginRenewal(ends.Client, TestServer.Bob));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_ASignInThatComesOrGoes_When_Renewed_Expect_TheEndOfTheConnection(bool comes)
    {
        using HubEnds ends = await _server.ConnectAsync(comes ? null : TestServer.Alice);
        await TalkAsync(ends, "before");
        _server.Clock.Advance(TimeSpan.FromSeconds(240));

        await ShouldBeRefusedAsync(ends, _server.BeginRenewal(ends.Client, comes ? TestServer.Alice : null));
    }

    [Fact]
    public async Task Given_ARenewalOfAnotherConnection_When_PutIn_Expect_TheEndOfTheConnection()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        using HubEnds other = await _server.ConnectAsync(TestServer.Alice);
        await TalkAsync(ends, "before");
        _server.Clock.Advance(TimeSpan.FromSeconds(240));

        await ShouldBeRefusedAsync(ends, _server.BeginRenewal(other.Client, TestServer.Alice));
    }

    [Fact]
    public async Task Given_AFirstHandshake_When_SentAsARenewal_Expect_TheEndOfTheConnection()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        await TalkAsync(ends, "before");
        _server.Clock.Advance(TimeSpan.FromSeconds(240));

        await ShouldBeRefusedAsync(ends, _server.Begin(TestServer.Alice));
    }

    [Fact]
    public async Task Given_RenewalsWithoutPause_When_Sent_Expect_TheEndOfTheConnection()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        await TalkAsync(ends, "before");

        await ShouldBeRefusedAsync(ends, _server.BeginRenewal(ends.Client, TestServer.Alice));
    }

    [Fact]
    public async Task Given_ARevokedKey_When_ItRenews_Expect_TheEndOfTheConnection()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        await TalkAsync(ends, "before");
        _server.Clock.Advance(TimeSpan.FromSeconds(3)); // before anybody looks at the identities
        _server.Base.Admit(TestServer.Alice, revoked: true);

        await ShouldBeRefusedAsync(ends, _server.BeginRenewal(ends.Client, TestServer.Alice));
    }

    [Fact]
    public async Task Given_TheLifetimeIsOver_When_NobodyRenewed_Expect_NothingToBeSentOrRead()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        await TalkAsync(ends, "before");
        await ends.Client.Output.WriteAsync("late"u8.ToArray());
        await ends.Server.Output.WriteAsync("late"u8.ToArray());

        _server.Clock.Advance(TimeSpan.FromSeconds(300));

        Assert.True(ends.Channel.Ended.IsCancellationRequested);
        Assert.False(await ends.Channel.CheckAsync(CancellationToken.None));
        Assert.True((await ends.Server.Output.WriteAsync("later"u8.ToArray())).IsCompleted);
        Assert.True((await ends.Client.Output.WriteAsync("later"u8.ToArray())).IsCompleted);
        await Assert.ThrowsAsync<ChannelException>(() => ends.Server.Input.ReadPatientlyAsync());
        await Assert.ThrowsAsync<ChannelException>(() => ends.Client.Input.ReadPatientlyAsync());
    }

    [Fact]
    public async Task Given_ARenewalWhoseSwitchDoesNotCome_When_TheLifetimeIsOver_Expect_TheEnd()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        await TalkAsync(ends, "before");
        _server.Clock.Advance(TimeSpan.FromSeconds(240));
        Task renewal = ends.Client.RenewAsync(_server.BeginRenewal(ends.Client, TestServer.Alice), CancellationToken.None);
        Task<byte[]> reading = ends.Server.Input.ReadBytesAsync(1); // answers, and waits for the client's switch

        _server.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.True(ends.Channel.Ended.IsCancellationRequested);
        Assert.False(reading.IsCompleted);
        Assert.False(renewal.IsCompleted);
    }

    [Fact]
    public async Task Given_NoFirstRecord_When_TenSecondsPass_Expect_TheEnd()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);

        _server.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.True(ends.Channel.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Given_AKeyIsRevoked_When_ItsClientOnlyListens_Expect_TheEndWithinSeconds()
    {
        using HubEnds alice = await _server.ConnectAsync(TestServer.Alice);
        using HubEnds bob = await _server.ConnectAsync(TestServer.Bob);
        await TalkAsync(alice, "here");
        await TalkAsync(bob, "here");
        _server.Base.Admit(TestServer.Alice, revoked: true);

        _server.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.True(alice.Channel.Ended.IsCancellationRequested);
        Assert.False(bob.Channel.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Given_AKeyIsRevoked_When_ItsClientSends_Expect_NothingOfItToBeRead()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        await TalkAsync(ends, "here");
        _server.Base.Admit(TestServer.Alice, revoked: true);
        await ends.Client.Output.WriteAsync("a stream's next item"u8.ToArray());

        await Assert.ThrowsAsync<ChannelException>(() => ends.Server.Input.ReadPatientlyAsync());
        Assert.True(ends.Channel.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Given_AStoreThatFails_When_AKeyIsLookedUp_Expect_ItToBeTold_AndTheOthersLookedUpAllTheSame()
    {
        var failures = new List<Exception>();
        var identities = new FailingIdentities(_server.Base.Identities);
        using var hubs = new HubServer(
            new ChannelServerOptions { Suites = [ChannelSuite.MLKem768X25519] }, _server.Base.Keys, _server.Base.Discovery, identities, tickets: null,
            ProviderSet.Default, _server.Clock, lookFailed: failures.Add);
        using ServerHubChannel alice = await AcceptAsync(hubs, TestServer.Alice);
        using ServerHubChannel bob = await AcceptAsync(hubs, TestServer.Bob);
        identities.FailsFor = TestServer.Alice.VerifyingKey.Thumbprint;
        _server.Base.Admit(TestServer.Bob, revoked: true);

        _server.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.IsType<IOException>(Assert.Single(failures));
        Assert.False(alice.Ended.IsCancellationRequested);
        Assert.True(bob.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Given_AKeyIsRevoked_When_Asked_Expect_False_AndTheEnd()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        await TalkAsync(ends, "here");
        Assert.True(await ends.Channel.CheckAsync(CancellationToken.None));
        _server.Base.Admit(TestServer.Alice, revoked: true);

        Assert.False(await ends.Channel.CheckAsync(CancellationToken.None));
        Assert.True(ends.Channel.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Given_ASession_When_ItsTicketRenews_Expect_ItToLiveOn_AndTheSessionsTime()
    {
        using ClientSession session = await _server.OpenSessionAsync(TestServer.Alice);
        _server.Clock.Advance(TimeSpan.FromSeconds(10));
        using HubOpening opening = HubOpening.Begin(_server.Base.Discover(), HubTestServer.Path, session, ProviderSet.Default, _server.Clock);
        using HubEnds ends = await _server.ConnectAsync(opening);
        await TalkAsync(ends, "before");
        _server.Clock.Advance(TimeSpan.FromSeconds(100));

        HubOpening renewal = HubOpening.BeginRenewal(_server.Base.Discover(), ends.Client, session, ProviderSet.Default, _server.Clock);
        await RenewAsync(ends, renewal);

        Assert.True(ends.Channel.SignIn!.IsSession);
        Assert.Equal(TestServer.Start, ends.Channel.SignIn.AuthenticatedAt);
        await TalkAsync(ends, "after");
    }

    private async Task<ServerHubChannel> AcceptAsync(HubServer hubs, SigningKey signer)
    {
        using HubOpening opening = _server.Begin(signer);
        return (await hubs.AcceptAsync(opening.Request, HubTestServer.Path, CancellationToken.None)).Hub!;
    }

    private async Task RenewAsync(HubEnds ends, SigningKey signer) => await RenewAsync(ends, _server.BeginRenewal(ends.Client, signer));

    private static async Task RenewAsync(HubEnds ends, HubOpening opening)
    {
        Task renewal = ends.Client.RenewAsync(opening, CancellationToken.None);
        Task<byte[]> server = ends.Server.Input.ReadBytesAsync(1), client = ends.Client.Input.ReadBytesAsync(1);
        await renewal.WaitAsync(TimeSpan.FromSeconds(30));
        await ends.Client.Output.WriteAsync(new byte[1]); // both sides read on until they have something
        await ends.Server.Output.WriteAsync(new byte[1]);
        await Task.WhenAll(server, client).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task ShouldBeRefusedAsync(HubEnds ends, HubOpening opening)
    {
        Task renewal = ends.Client.RenewAsync(opening, CancellationToken.None);

        ChannelException e = await Assert.ThrowsAsync<ChannelException>(() => ends.Server.Input.ReadPatientlyAsync());

        Assert.Equal(ChannelFailure.HandshakeRefused, e.Failure);
        Assert.True(ends.Channel.Ended.IsCancellationRequested);
        Assert.False(renewal.IsCompleted);
        ends.Client.Dispose();
        await Assert.ThrowsAsync<ChannelException>(() => renewal);
    }

    private static async Task TalkAsync(HubEnds ends, string text)
    {
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(text);
        await ends.Client.Output.WriteAsync(bytes);
        Assert.Equal(bytes, await ends.Server.Input.ReadBytesAsync(bytes.Length));
        await ends.Server.Output.WriteAsync(bytes);
        Assert.Equal(bytes, await ends.Client.Input.ReadBytesAsync(bytes.Length));
    }

    // Each number with a tail of another length, so that records do not end where numbers do.
    private static async Task WriteNumbersAsync(HubTransport transport, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await transport.Output.WriteAsync(BitConverter.GetBytes(i));
            await transport.Output.WriteAsync(RandomNumberGenerator.GetBytes(i % 97));
            if (i % 50 == 0)
                await Task.Yield();
        }
    }

    private static async Task<int[]> ReadNumbersAsync(HubTransport transport, int count)
    {
        var numbers = new int[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = BitConverter.ToInt32(await transport.Input.ReadBytesAsync(4));
            if (i % 97 > 0)
                await transport.Input.ReadBytesAsync(i % 97);
        }

        _ = transport.Input.ReadAsync().AsTask(); // somebody reads on: renewals are not over with the numbers
        return numbers;
    }

    private sealed class FailingIdentities(IQuantumIdentityStore inner) : IQuantumIdentityStore
    {
        public KeyThumbprint? FailsFor { get; set; }

        public ValueTask<QuantumIdentity?> FindAsync(KeyThumbprint keyId, CancellationToken cancellationToken) =>
            keyId == FailsFor ? throw new IOException("the store is away") : inner.FindAsync(keyId, cancellationToken);
    }
}
