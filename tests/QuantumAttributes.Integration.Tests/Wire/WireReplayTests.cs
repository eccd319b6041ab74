using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Wire;

public class WireReplayTests
{
    [Fact]
    public async Task Given_RecordedRequests_When_EachIsReplayedAgainAndAgain_Expect_OneExecutionEach()
    {
        var seen = new ConcurrentQueue<byte[]>();
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapEcho(app, seen));
        await using var proxy = new RecordingProxy(server.Port);
        using HttpClient client = server.CreateClient(new ClientSetup { Through = proxy.EndPoint });
        var recorded = new List<byte[]>();
        await client.PostAsync("/echo", new StringContent("opens the channel"));
        for (int i = 0; i < 10; i++)
        {
            proxy.Restart();
            using HttpResponseMessage response = await client.PostAsync("/echo", new StringContent($"transfer {i}"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            recorded.Add(proxy.ToServer.Recorded);
        }

        for (int again = 0; again < 20; again++)
        {
            foreach (byte[] request in recorded)
                Assert.StartsWith("HTTP/1.1 401", await SendAsync(server, request));
        }

        Assert.Equal(11, seen.Count);
        Assert.Equal(11, seen.Select(Encoding.UTF8.GetString).Distinct().Count());
    }

    [Fact]
    public async Task Given_ARequestHeldBack_When_ItArrives64TimesAtOnce_Expect_ExactlyOneExecution()
    {
        var seen = new ConcurrentQueue<byte[]>();
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapEcho(app, seen));
        using RawChannel channel = await RawChannel.OpenAsync(server);
        for (int round = 0; round < 3; round++)
        {
            var record = await channel.SealAsync(HttpMethod.Post, "/echo", hasBody: true);
            byte[] frames = await RawChannel.SealBodyAsync(record, "once only"u8.ToArray());

            HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 64)
                .Select(_ => channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, "/echo", frames))));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.Equal(63, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
            Assert.Equal(round + 1, seen.Count);
        }
    }

    private static async Task<string> SendAsync(QuantumServer server, byte[] request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, server.Port);
        await connection.GetStream().WriteAsync(request);
        var answer = new byte[4096];
        int length = await connection.GetStream().ReadAsync(answer);
        return Encoding.ASCII.GetString(answer, 0, length);
    }
}
