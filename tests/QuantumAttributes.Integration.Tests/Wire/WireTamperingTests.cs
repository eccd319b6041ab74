using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Wire;

public class WireTamperingTests
{
    private const int Samples = 120;

    private static readonly string Body = string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i} of the transfer; "));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_AProxyThatFlipsABit_When_ARequestPasses_Expect_TheIdenticalResultOrAnError(bool inRequest)
    {
        var seen = new ConcurrentQueue<byte[]>();
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapEcho(app, seen));
        await using var proxy = new RecordingProxy(server.Port);
        using HttpClient client = server.CreateClient(new ClientSetup { Through = proxy.EndPoint, Configure = Impatient });
        Assert.Equal(Body, await PostAsync(client)); // opens the channel
        proxy.Restart();
        Assert.Equal(Body, await PostAsync(client));
        long bits = 8L * (inRequest ? proxy.ToServer : proxy.ToClient).Recorded.Length;
        var random = new Random(4711);

        int refused = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            Assert.Equal(Body, await PostAsync(client) ?? await PostAsync(client)); // after an error: a channel again
            proxy.Restart();
            (inRequest ? proxy.ToServer : proxy.ToClient).FlipBit(bits * sample / Samples + random.Next(8));
            string? result = await PostAsync(client);
            Assert.True(result is null || result == Body, $"sample {sample} gave another result");
            refused += result is null ? 1 : 0;
        }

        Assert.All(seen, body => Assert.Equal(Body, Encoding.UTF8.GetString(body)));
        Assert.InRange(refused, Samples / 2, Samples);
    }

    [Fact]
    public async Task Given_AProxyThatCutsTheAnswer_When_ItEndsAtOrInsideAFrame_Expect_AFailedRead()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapEcho(app));
        await using var proxy = new RecordingProxy(server.Port);
        using HttpClient client = server.CreateClient(new ClientSetup { Through = proxy.EndPoint });
        Assert.Equal(Body, await PostAsync(client));
        proxy.Restart();
        Assert.Equal(Body, await PostAsync(client));
        long whole = proxy.ToClient.Recorded.Length;

        foreach (long length in new[] { whole - 1, whole - 5, whole - 7, whole / 2, whole - Body.Length + 10, 200, 1 })
        {
            proxy.Restart();
            Assert.Equal(Body, await PostAsync(client) ?? await PostAsync(client)); // the first may find its connection closed
            proxy.Restart();
            proxy.ToClient.CutAfter(length);
            Assert.Null(await PostAsync(client));
        }
    }

    [Fact]
    public async Task Given_AnAnswerOfSeveralFrames_When_ItEndsAtAFrameBoundary_Expect_AFailedReadAtEach()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapEcho(app));
        string large = new('x', 50_000);
        List<byte[]> frames = [];
        await RewriteAsync(content => content, frames);

        Assert.Equal(5, frames.Count); // the last is empty: the answer's length is not known
        for (int kept = 0; kept < frames.Count; kept++)
        {
            byte[] head = [.. frames.Take(kept).SelectMany(frame => frame)];
            await Assert.ThrowsAsync<HttpRequestException>(() => RewriteAsync(_ => head, []));
        }

        byte[] exchanged = [.. frames[1], .. frames[0], .. frames[2], .. frames[3], .. frames[4]];
        await Assert.ThrowsAsync<HttpRequestException>(() => RewriteAsync(_ => exchanged, []));

        async Task RewriteAsync(Func<byte[], byte[]> rewrite, List<byte[]> split)
        {
            using HttpClient client = server.CreateClient(Rewriting(rewrite, split));
            using HttpResponseMessage response = await client.PostAsync("/echo", new StringContent(large));
            Assert.Equal(large, await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Given_AnAnswerWhoseBodyIsCutAway_When_TheContentTypeIsGoneToo_Expect_AnError()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapEcho(app));
        using HttpClient client = server.CreateClient(Rewriting(null, []));

        await Assert.ThrowsAsync<ChannelException>(() => client.PostAsync("/echo", new StringContent("hello")));
    }

    private static ClientSetup Rewriting(Func<byte[], byte[]>? rewrite, List<byte[]> frames) => new()
    {
        Configure = builder => builder.ConfigurePrimaryHttpMessageHandler(() => new AnswerRewriter(rewrite, frames, new SocketsHttpHandler())),
    };

    private static void Impatient(IHttpClientBuilder builder) => builder.ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(5));

    // Null where it ended in an error: any, but none that is not one of HTTP, of the channel or of time.
    private static async Task<string?> PostAsync(HttpClient client)
    {
        try
        {
            using HttpResponseMessage response = await client.PostAsync("/echo?visible=1", new StringContent(Body));
            return response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsStringAsync() : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }
}
