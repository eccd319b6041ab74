using System.Net;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Refusals;

public class MetricsTests
{
    [Fact]
    public async Task Given_AServer_When_HandshakesAndRecordsAreAcceptedAndRefused_Expect_EachCountedByOutcome()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapHello(app));
        using var metrics = new MetricRecorder(server);
        using HttpClient plain = server.CreatePlainClient();
        using RawChannel channel = await RawChannel.OpenAsync(server);
        var record = await channel.SealAsync(HttpMethod.Get, "/hello");

        Assert.Equal(HttpStatusCode.OK, (await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Get, "/hello"))).StatusCode);
        await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Get, "/hello"));
        await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Get, "/hello", field: "v=1"));
        await RawChannel.PostHandshakeAsync(plain, [1, 2, 3]);

        Assert.Equal(
            ["quantum.handshakes/Accepted", "quantum.records/Opened", "quantum.records/Replayed", "quantum.records/Malformed", "quantum.handshakes/Malformed"],
            metrics.All);
    }
}
