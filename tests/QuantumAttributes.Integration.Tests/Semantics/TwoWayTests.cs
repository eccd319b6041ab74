using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Integration.Tests.Bodies;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>What is sent arrives before the rest is there, in both directions.</summary>
public class TwoWayTests(SemanticsServers servers)
{
    public static MatrixTheoryData<HttpProtocols, string, bool> Halves => new(
        [HttpProtocols.Http1, HttpProtocols.Http2], ["stream", "text", "writer", "json", "events"], [true, false]);

    public static TheoryData<HttpProtocols> All => Versions.All;

    [Theory]
    [MemberData(nameof(Halves))]
    public async Task Given_AnAnswerInHalves_When_TheFirstIsOut_Expect_TheClientToHaveItBeforeTheSecond(HttpProtocols version, string way, bool inside)
    {
        HttpClient client = await servers.Client(version, inside);
        string signal = Signals.New();

        using HttpResponseMessage response = await GetAsync(client, $"/halves/{way}?signal={signal}");
        await using Stream body = await response.Content.ReadAsStreamAsync();
        string text = await ReadUntilAsync(body, "first");
        Assert.DoesNotContain("second", text);
        Signals.Give(signal);

        Assert.Contains("second", await ReadUntilAsync(body, "second"));
        await body.CopyToAsync(Stream.Null);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_AFlushWithoutABody_When_TheHandlerGoesOn_Expect_TheHeadAtTheClient(HttpProtocols version)
    {
        HttpClient client = await servers.Client(version);
        string signal = Signals.New();

        using HttpResponseMessage response = await GetAsync(client, $"/headers-first?signal={signal}");
        Signals.Give(signal);

        Assert.Equal("body", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_ADeclaredLength_When_ItsLastByteIsOut_Expect_TheEndThoughTheHandlerRuns(HttpProtocols version)
    {
        HttpClient client = await servers.Client(version);
        string signal = Signals.New();

        using HttpResponseMessage response = await GetAsync(client, $"/declared-and-lingering?signal={signal}");
        await using Stream body = await response.Content.ReadAsStreamAsync();
        var text = new byte[4];
        await body.ReadExactlyAsync(text).AsTask().WaitAsync(Signals.Patience);
        Signals.Give(signal);

        Assert.Equal("body"u8, text);
        Assert.Equal(0, await body.ReadAsync(text));
    }

    [Fact]
    public async Task Given_Http2_When_TheServerSpeaksBeforeTheClient_Expect_NobodyToWaitForEver()
    {
        HttpClient client = await servers.Client(HttpProtocols.Http2);
        var heard = new TaskCompletionSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/server-first")
        {
            Version = HttpVersion.Version20,
            Content = new Pattern.Content(async stream =>
            {
                await stream.FlushAsync(); // HttpClient holds a head in HTTP/2 back until the body's first bytes, or this
                await heard.Task;
                await stream.WriteAsync(", world"u8.ToArray());
            }),
        };

        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Signals.Patience);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        Assert.Equal("hello", await ReadUntilAsync(body, "hello"));
        heard.SetResult();

        Assert.Equal(", world", await ReadUntilAsync(body, ", world"));
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string target) =>
        client.GetAsync(target, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Signals.Patience);

    private static async Task<string> ReadUntilAsync(Stream body, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[1000];
        while (!text.ToString().Contains(end, StringComparison.Ordinal)
            && await body.ReadAsync(buffer).AsTask().WaitAsync(Signals.Patience) is > 0 and var count)
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        return text.ToString();
    }
}
