using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Bodies;

/// <summary>What somebody between client and server adds to a record's outer message does not reach the application.</summary>
public class ConfinementTests
{
    [Fact]
    public async Task Given_AnUpgradeThatAnOutsiderAsksFor_When_TheRecordIsOpened_Expect_NoWayOutOfTheChannel()
    {
        Assert.Equal("False", await AskAsync(
            context => $"{context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true}",
            ("Connection", "Upgrade"), ("Upgrade", "websocket")));
    }

    [Fact]
    public async Task Given_AChannelRequest_When_TheHandlerWouldSendTrailers_Expect_ThatThereAreNone() =>
        Assert.Equal("False False", await AskAsync(context =>
            $"{context.Request.SupportsTrailers()} {context.Response.SupportsTrailers()}"));

    [Fact]
    public async Task Given_AChannelRequest_When_AnotherHostIsForwarded_Expect_TheOriginOfTheChannel()
    {
        string seen = await AskAsync(
            context => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}",
            ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "/evil"), ("Host", "evil.example"));

        Assert.Matches("^http://127.0.0.1:[0-9]+$", seen);
    }

    [Fact]
    public async Task Given_OuterHeaders_When_TheRecordIsOpened_Expect_OnlyThoseOfTransportAndTracing()
    {
        string seen = await AskAsync(
            context => string.Join(' ', context.Request.Headers.Keys.Order(StringComparer.Ordinal)),
            ("X-User-Id", "alice"), ("Accept", "text/html"), ("Accept-Encoding", "gzip"), ("If-Match", "*"), ("Origin", "http://evil.example"),
            ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("X-Forwarded-For", "10.1.1.1"));

        Assert.Equal("Cache-Control Host Quantum-Channel X-Forwarded-For traceparent", seen); // the first is the channel's own no-store
    }

    [Fact]
    public async Task Given_ABodilessRecordOverHttp2_When_AnOutsiderAddsABody_Expect_NoneForTheHandler()
    {
        Assert.Equal("False 0", await AskAsync(
            HttpProtocols.Http2,
            context => $"{context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody} {context.Items["length"]}",
            request => request.Content = new Pattern.Content(stream => stream.WriteAsync(new byte[3]).AsTask())));
    }

    [Fact]
    public async Task Given_AnOuterTrailer_When_TheBodyIsRead_Expect_ItNotToBeSeen()
    {
        await using QuantumServer server = await StartAsync(context => context.Request.SupportsTrailers() ? "trailers" : "none");
        using RawChannel channel = await RawChannel.OpenAsync(server);
        SealedRequest record = await channel.SealAsync(HttpMethod.Post, "/", hasBody: true);
        byte[] frames = await RawChannel.SealBodyAsync(record, "body"u8.ToArray());

        (string answer, OpenedResponse? opened) = await SendChunkedAsync(
            server, record, frames, $"{frames.Length:x}\r\n", "\r\n0\r\nX-User-Id: alice\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200", answer);
        Assert.Equal("4", opened!.Headers.Fields["content-length"].Single()); // "none"
    }

    [Fact]
    public async Task Given_AFrame_When_TheChunksBehindItAreNone_Expect_ASealed400()
    {
        await using QuantumServer server = await StartAsync(_ => "answer");
        using RawChannel channel = await RawChannel.OpenAsync(server);
        SealedRequest record = await channel.SealAsync(HttpMethod.Post, "/", hasBody: true);
        byte[] frames = await RawChannel.SealBodyAsync(record, new byte[20_000]);

        (string answer, OpenedResponse? opened) = await SendChunkedAsync(server, record, frames, $"{frames.Length:x}\r\n", "\r\nnonsense\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400", answer);
        Assert.Equal("application/problem+json", opened!.Headers.Fields["content-type"].Single());
    }

    private static Task<string> AskAsync(Func<HttpContext, string> look, params (string Name, string Value)[] outer) => AskAsync(
        HttpProtocols.Http1,
        look,
        request =>
        {
            foreach ((string name, string value) in outer)
                request.Headers.TryAddWithoutValidation(name, value);
        });

    private static async Task<string> AskAsync(HttpProtocols protocols, Func<HttpContext, string> look, Action<HttpRequestMessage> change)
    {
        await using QuantumServer server = await StartAsync(look, protocols);
        using RawChannel channel = await RawChannel.OpenAsync(server);
        SealedRequest record = await channel.SealAsync(HttpMethod.Get, "/");
        HttpRequestMessage request = RawChannel.Wrap(record, HttpMethod.Get, "/");
        change(request);

        using HttpResponseMessage response = await channel.SendAsync(request);

        OpenedResponse opened = RawChannel.Open(record, response)!;
        await using var body = new Channels.Records.OpeningStream(await response.Content.ReadAsStreamAsync(), opened.Body);
        using var reader = new StreamReader(body);
        return await reader.ReadToEndAsync();
    }

    private static Task<QuantumServer> StartAsync(Func<HttpContext, string> look, HttpProtocols protocols = HttpProtocols.Http1) => QuantumServer.StartAsync(
        app =>
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All & ~ForwardedHeaders.XForwardedFor });
            app.MapMethods("/", ["GET", "POST"], [QuantumChannel] async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                context.Items["length"] = body.Length;
                string seen = look(context);
                context.Response.ContentLength = seen.Length;
                await context.Response.WriteAsync(seen);
            });
        },
        new ServerSetup { Production = true, Protocols = protocols });

    private static async Task<(string Answer, OpenedResponse? Opened)> SendChunkedAsync(
        QuantumServer server, SealedRequest record, byte[] frames, string before, string after)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, server.Port);
        NetworkStream stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nQuantum-Channel: {record.Field}\r\n"
            + $"Content-Type: application/quantum-record\r\nTransfer-Encoding: chunked\r\n\r\n{before}"));
        await stream.WriteAsync(frames);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(after));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        string answer = await reader.ReadToEndAsync();
        const string Name = "Quantum-Channel: ";
        string? field = answer.Split("\r\n").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..];
        int status = int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        return (answer, field is null ? null : record.OpenResponse(field, status));
    }
}
