using System.Net;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Hostile;

/// <summary>Clients whose clocks are off, by protocol.md: a handshake may be a minute off either way, a signature a minute old or five seconds early.</summary>
public class ClockTests
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1000);

    [Theory]
    [InlineData(-300, HttpStatusCode.BadRequest)]
    [InlineData(-55, HttpStatusCode.OK)]
    [InlineData(55, HttpStatusCode.OK)]
    [InlineData(300, HttpStatusCode.BadRequest)]
    public async Task Given_AClientsClock_When_ItOpensAChannel_Expect_AMinuteOfPatience(int seconds, HttpStatusCode expected)
    {
        var time = new ManualTime();
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { }, new ServerSetup { Time = time, Production = true }); // has its keys from the start
        time.Advance(Later);
        using HttpClient client = server.CreatePlainClient();
        using ChannelOpening opening = await RawChannel.BeginAsync(server, time: ClientClock(seconds));

        using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, opening.Request.ToArray());

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(-300, HttpStatusCode.Unauthorized)]
    [InlineData(-55, HttpStatusCode.OK)]
    [InlineData(4, HttpStatusCode.OK)]
    [InlineData(55, HttpStatusCode.Unauthorized)]
    [InlineData(300, HttpStatusCode.Unauthorized)]
    public async Task Given_AClientsClock_When_ItSignsARequest_Expect_ItToBeNewAndNotFromTheFuture(int seconds, HttpStatusCode expected)
    {
        var time = new ManualTime();
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapWhoAmI(app), new ServerSetup { Time = time });
        server.Enrol(ClientKeys.Alice);
        time.Advance(Later);
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.SendAsync(
            new SignedRequest(server, "/whoami") { Time = ClientClock(seconds) }.Sign(ClientKeys.Alice));

        Assert.Equal(expected, response.StatusCode);
    }

    private static ManualTime ClientClock(int seconds)
    {
        var time = new ManualTime();
        time.Advance(Later + TimeSpan.FromSeconds(seconds));
        return time;
    }
}
