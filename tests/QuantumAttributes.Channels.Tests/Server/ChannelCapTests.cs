using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Handshake;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Server;

public class ChannelCapTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(300);

    [Fact]
    public async Task Given_TheProvisionalPoolIsFull_When_AnotherHandshakeComes_Expect_FullUntilItsTimeIsOver()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxProvisionalChannels = 2, MaxAnonymousChannels = new ChannelServerOptions().MaxChannels });
        await server.OpenAsync();
        await server.OpenAsync();
        Assert.Equal(HandshakeOutcome.Full, await AcceptAsync(server));

        server.Clock.Advance(ChannelServerOptions.ProvisionalLifetime);

        Assert.Equal(HandshakeOutcome.Accepted, await AcceptAsync(server));
    }

    [Fact]
    public async Task Given_TheProvisionalPoolIsFull_When_OneIsConfirmed_Expect_RoomForAnother()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxProvisionalChannels = 1 });
        (ClientChannel client, _) = await server.OpenAsync();

        await server.SendAsync(client);

        Assert.Equal(HandshakeOutcome.Accepted, await AcceptAsync(server));
    }

    [Fact]
    public async Task Given_OneConfirmedChannelAllowed_When_ASecondIsUsed_Expect_FullUntilTheFirstEnds()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxChannels = 1 });
        (ClientChannel first, _) = await server.OpenAsync();
        (ClientChannel second, _) = await server.OpenAsync();
        (await server.SendAsync(first)).Server.Dispose();
        Assert.Equal(RecordOutcome.Full, await SendAsync(server, second));

        server.Clock.Advance(Lifetime);

        Assert.Equal(RecordOutcome.Opened, await SendAsync(server, (await server.OpenAsync()).Client));
    }

    [Fact]
    public async Task Given_OneChannelAnIdentity_When_ItUsesASecond_Expect_FullForItAlone()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxChannelsPerIdentity = 1 });
        server.Admit(TestServer.Alice);
        server.Admit(TestServer.Bob);

        (ClientChannel second, _) = await server.OpenAsync(TestServer.Alice);
        Assert.Equal(RecordOutcome.Opened, await SendAsync(server, (await server.OpenAsync(TestServer.Alice)).Client));
        Assert.Equal(RecordOutcome.IdentityFull, await SendAsync(server, second));
        Assert.Equal(RecordOutcome.Opened, await SendAsync(server, (await server.OpenAsync(TestServer.Bob)).Client));
        Assert.Equal(RecordOutcome.Opened, await SendAsync(server, (await server.OpenAsync()).Client));
    }

    [Fact]
    public async Task Given_OneConfirmedChannelAllowed_When_ItIsThere_Expect_NoOtherHandshakeAccepted()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxChannels = 1 });
        await SendAsync(server, (await server.OpenAsync()).Client);

        Assert.Equal(HandshakeOutcome.Full, await AcceptAsync(server));
    }

    [Fact]
    public async Task Given_OneChannelAnIdentity_When_ItIsThere_Expect_ItsNextHandshakeRefusedAndNoOther()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxChannelsPerIdentity = 1 });
        server.Admit(TestServer.Alice);
        server.Admit(TestServer.Bob);
        await SendAsync(server, (await server.OpenAsync(TestServer.Alice)).Client);

        Assert.Equal(HandshakeOutcome.IdentityFull, await AcceptAsync(server, TestServer.Alice));
        Assert.Equal(HandshakeOutcome.Accepted, await AcceptAsync(server, TestServer.Bob));
        Assert.Equal(HandshakeOutcome.Accepted, await AcceptAsync(server));
    }

    [Fact]
    public async Task Given_OneChannelAnIdentity_When_SomebodyElseSaysToBeIt_Expect_OnlyThatTheClientIsRefused()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxChannelsPerIdentity = 1 });
        server.Admit(TestServer.Alice);
        await SendAsync(server, (await server.OpenAsync(TestServer.Alice)).Client);

        Assert.Equal(HandshakeOutcome.ClientRefused, await AcceptAsync(server, TestServer.Bob));
    }

    [Fact]
    public async Task Given_Channels_When_Counted_Expect_ThemByState()
    {
        using var server = new TestServer();
        await SendAsync(server, (await server.OpenAsync()).Client);
        await server.OpenAsync();
        await server.OpenAsync();

        Assert.Equal((1, 2, 3), (server.Channels.ConfirmedCount, server.Channels.ProvisionalCount, server.Channels.ChannelCount));
    }

    [Fact]
    public async Task Given_OneChannelAnIdentity_When_ItsFirstEnds_Expect_RoomForAnother()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxChannelsPerIdentity = 1 });
        server.Admit(TestServer.Alice);
        (ClientChannel first, _) = await server.OpenAsync(TestServer.Alice);
        (await server.SendAsync(first)).Server.Dispose();

        server.Clock.Advance(Lifetime);

        Assert.Equal(RecordOutcome.Opened, await SendAsync(server, (await server.OpenAsync(TestServer.Alice)).Client));
    }

    [Fact]
    public async Task Given_AChannelThatFindsNoRoom_When_ItsTimeIsOver_Expect_ItWiped()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxProvisionalChannels = 1 });
        using ChannelOpening opening = server.Begin();
        (_, ServerChannel only) = await server.OpenAsync();
        Assert.Equal(HandshakeOutcome.Full, (await server.AcceptAsync(opening.Request)).Outcome);

        server.Clock.Advance(ChannelServerOptions.ProvisionalLifetime);

        Assert.True(HeldSecretsTests.IsWiped(only.Secrets));
        Assert.Equal(0, server.Channels.ChannelCount);
    }

    [Fact]
    public async Task Given_ManyThreads_When_TheyUseChannels_Expect_NeverMoreThanAllowed()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxChannels = 3, MaxAnonymousChannels = 3 });

        (ClientChannel Client, ServerChannel)[] channels = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => server.OpenAsync()));

        RecordOutcome[] outcomes = await Task.WhenAll(channels.Select(channel => Task.Run(() => SendAsync(server, channel.Client))));

        Assert.Equal(3, outcomes.Count(outcome => outcome == RecordOutcome.Opened));
        Assert.Equal(13, outcomes.Count(outcome => outcome == RecordOutcome.Full));
    }

    [Fact]
    public async Task Given_StrangersHoldHalfOfThePool_When_AnotherComes_Expect_FullForStrangersAlone()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxChannels = 4 });
        server.Admit(TestServer.Alice);
        (ClientChannel third, _) = await server.OpenAsync();
        Assert.Equal(RecordOutcome.Opened, await SendAsync(server, (await server.OpenAsync()).Client));
        (ClientChannel second, _) = await server.OpenAsync();
        (await server.SendAsync(second)).Server.Dispose();

        Assert.Equal(RecordOutcome.Full, await SendAsync(server, third));
        Assert.Equal(HandshakeOutcome.Full, await AcceptAsync(server));
        Assert.Equal(RecordOutcome.Opened, await SendAsync(server, (await server.OpenAsync(TestServer.Alice)).Client));
        Assert.Equal(RecordOutcome.Opened, await SendAsync(server, (await server.OpenAsync(TestServer.Alice)).Client));
        Assert.Equal(HandshakeOutcome.Full, await AcceptAsync(server, TestServer.Alice));

        server.Clock.Advance(Lifetime);
        Assert.Equal(RecordOutcome.Opened, await SendAsync(server, (await server.OpenAsync()).Client));
    }

    [Fact]
    public async Task Given_StrangersThatNeverSendARecord_When_AClientSignsIn_Expect_RoomForIt()
    {
        using var server = new TestServer(new ChannelServerOptions { MaxProvisionalChannels = 4 });
        server.Admit(TestServer.Alice);
        await server.OpenAsync();
        await server.OpenAsync();

        Assert.Equal(HandshakeOutcome.Full, await AcceptAsync(server));
        Assert.Equal(HandshakeOutcome.Accepted, await AcceptAsync(server, TestServer.Alice));
        server.Clock.Advance(ChannelServerOptions.ProvisionalLifetime);
        Assert.Equal(HandshakeOutcome.Accepted, await AcceptAsync(server));
    }

    [Theory]
    [InlineData(65_536, 4096, null, 32_768, 2048)]
    [InlineData(1, 1, null, 1, 1)]
    [InlineData(5, 3, null, 3, 2)]
    [InlineData(100, 10, 100, 100, 10)]
    [InlineData(100, 10, 1, 1, 1)]
    [InlineData(int.MaxValue, int.MaxValue, null, 1_073_741_824, 1_073_741_824)]
    public void Given_Caps_When_ThePartOfStrangersIsWorkedOut_Expect_HalfOrWhatIsSaidAndOneAtLeast(
        int channels, int provisional, int? anonymous, int expected, int expectedProvisional)
    {
        var options = new ChannelServerOptions { MaxChannels = channels, MaxProvisionalChannels = provisional, MaxAnonymousChannels = anonymous };

        options.Validate();

        Assert.Equal((expected, expectedProvisional), (options.Caps.Anonymous, options.Caps.AnonymousProvisional));
    }

    private static async Task<HandshakeOutcome> AcceptAsync(TestServer server, SigningKey? signer = null)
    {
        using ChannelOpening opening = server.Begin(signer);
        return (await server.AcceptAsync(opening.Request)).Outcome;
    }

    private static async Task<RecordOutcome> SendAsync(TestServer server, ClientChannel channel)
    {
        using SealedRequest request = await TestServer.SealAsync(channel);
        return (await server.ReceiveAsync(request.Field.ToString())).Outcome;
    }
}
