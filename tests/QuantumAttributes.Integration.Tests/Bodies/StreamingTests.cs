using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Bodies;

public class StreamingTests
{
    private const long Long = 64L * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Given_64MiB_When_Uploaded_Expect_EveryByte()
    {
        await using QuantumServer server = await StartAsync(app =>
            app.MapPost("/up", [QuantumChannel] async (HttpContext context) =>
            {
                string hash = await Pattern.HashAsync(context.Request.Body);
                return hash;
            }));
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/up", new Pattern.Content(stream => Pattern.WriteAsync(stream, Long)));

        Assert.Equal(await Pattern.HashAsync(Long), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_64MiB_When_Downloaded_Expect_EveryByte()
    {
        await using QuantumServer server = await StartAsync(app =>
            app.MapGet("/down", [QuantumChannel] (HttpContext context) => Pattern.WriteAsync(context.Response.Body, Long)));
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/down", HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await response.Content.ReadAsStreamAsync();

        Assert.Equal(await Pattern.HashAsync(Long), await Pattern.HashAsync(body));
    }

    [Fact]
    public async Task Given_AnUpload_When_ItsFirstPartIsFlushed_Expect_TheHandlerToSeeItBeforeTheRest()
    {
        var seen = new TaskCompletionSource<string>();
        await using QuantumServer server = await StartAsync(app => app.MapPost("/up", [QuantumChannel] async (HttpContext context) =>
        {
            var buffer = new byte[100];
            int count = await context.Request.Body.ReadAsync(buffer);
            seen.SetResult(System.Text.Encoding.ASCII.GetString(buffer, 0, count));
            using var reader = new StreamReader(context.Request.Body);
            return await reader.ReadToEndAsync();
        }));
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/up", new Pattern.Content(async stream =>
        {
            await stream.WriteAsync("first"u8.ToArray());
            await stream.FlushAsync();
            Assert.Equal("first", await seen.Task.WaitAsync(Patience));
            await stream.WriteAsync("second"u8.ToArray());
        }));

        Assert.Equal("second", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_ADownload_When_ItsFirstPartIsFlushed_Expect_TheClientToSeeItBeforeTheRest()
    {
        var seen = new TaskCompletionSource();
        await using QuantumServer server = await StartAsync(app => app.MapGet("/down", [QuantumChannel] async (HttpContext context) =>
        {
            await context.Response.WriteAsync("first");
            await context.Response.Body.FlushAsync();
            await seen.Task.WaitAsync(Patience);
            await context.Response.WriteAsync("second");
        }));
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/down", HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        var first = new byte[5];
        await body.ReadExactlyAsync(first).AsTask().WaitAsync(Patience);
        seen.SetResult();
        using var reader = new StreamReader(body);

        Assert.Equal("first"u8, first);
        Assert.Equal("second", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Given_Http2_When_BothSidesTalkInTurns_Expect_EachPartToArriveBeforeTheNext()
    {
        await using QuantumServer server = await StartAsync(
            app => app.MapPost("/talk", [QuantumChannel] async (HttpContext context) =>
            {
                var buffer = new byte[1024];
                while (await context.Request.Body.ReadAsync(buffer) is > 0 and var count)
                {
                    await context.Response.Body.WriteAsync(buffer.AsMemory(0, count));
                    await context.Response.Body.FlushAsync();
                }
            }),
            HttpProtocols.Http2);
        using HttpClient client = server.CreateClient();
        var turns = System.Threading.Channels.Channel.CreateUnbounded<int>();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/talk")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new Pattern.Content(async stream =>
            {
                await foreach (int turn in turns.Reader.ReadAllAsync())
                {
                    await stream.WriteAsync(BitConverter.GetBytes(turn));
                    await stream.FlushAsync();
                }
            }),
        };

        await turns.Writer.WriteAsync(0);
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        for (int turn = 0; turn < 20; turn++)
        {
            var heard = new byte[4];
            await body.ReadExactlyAsync(heard).AsTask().WaitAsync(Patience);
            Assert.Equal(turn, BitConverter.ToInt32(heard));
            await turns.Writer.WriteAsync(turn + 1);
        }

        turns.Writer.Complete();
        var rest = new byte[5];
        Assert.Equal(4, await body.ReadAtLeastAsync(rest, 5, throwOnEndOfStream: false).AsTask().WaitAsync(Patience));
    }

    private static Task<QuantumServer> StartAsync(Action<WebApplication> map, HttpProtocols protocols = HttpProtocols.Http1) =>
        QuantumServer.StartAsync(map, new ServerSetup { Protocols = protocols, Limits = limits => limits.MaxRequestBodySize = null });
}
