using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Bodies;

public class ConcurrencyTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Given_AFreshClient_When_HundredsOfRequestsStartAtOnce_Expect_OneHandshakeAndEachItsOwnAnswer(HttpProtocols protocols)
    {
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapEcho(app), new ServerSetup { Protocols = protocols });
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreateClient();

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
        {
            using HttpResponseMessage response = await client.PostAsync($"/echo?n={i}", new StringContent($"request {i}"));
            Assert.Equal(protocols == HttpProtocols.Http2 ? 2 : 1, response.Version.Major);
            return await response.Content.ReadAsStringAsync();
        }));

        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"request {i}"), answers);
        Assert.Equal(1, metrics.Count("quantum.handshakes/Accepted"));
        Assert.Equal(300, metrics.Count("quantum.records/Opened"));
    }
}
