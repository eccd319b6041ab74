using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Channels;
using QuantumAttributes.Client;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Proxies;

/// <summary>Which headers of ours pass nginx and Kestrel, as they are by themselves and as docs/deploying.md sets them.</summary>
public class HeaderLimitTests(DocumentedNginx documented) : IClassFixture<DocumentedNginx>
{
    private static readonly SigningKey _largest = SigningKey.Generate(SignatureAlgorithm.MLDsa87);

    private static readonly (string, string)[] _nginxsOwn =
    [
        ("large_client_header_buffers 4 16k;", ""),
        ("proxy_buffer_size 16k;", ""),
        ("proxy_buffers 8 16k;", ""),
    ];

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Given_Nginx_When_TheLargestSignatureComes_Expect_ItToPass(bool asDocumented, bool http2)
    {
        documented.Server.Enrol(_largest, "alice");
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(documented.Server, asDocumented ? [] : _nginxsOwn);
        using HttpClient client = nginx.CreateClient(new ClientSetup { Key = _largest, Signing = RequestSigning.Always }, http2: http2);

        Assert.Equal("alice by channel+signature", await client.GetStringAsync("/bank/whoami"));
    }

    [Theory]
    [InlineData(true, 9000, HttpStatusCode.OK)]
    [InlineData(false, 9000, HttpStatusCode.BadRequest)]
    [InlineData(false, 7000, HttpStatusCode.OK)]
    public async Task Given_Nginx_When_ARequestHeaderIsLarge_Expect_TheDocumentedLimit(bool asDocumented, int length, HttpStatusCode expected)
    {
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(documented.Server, asDocumented ? [] : _nginxsOwn);
        using HttpClient client = nginx.CreatePlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/bank/plain") { Content = new StringContent("") };
        request.Headers.Add("X-Large", new string('x', length));

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Given_NginxAsDocumented_When_AnAnswerHasAllTheHeadersOfARecord_Expect_It()
    {
        using HttpClient client = documented.Nginx.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/bank/large-header/3800");

        Assert.Equal(3800, response.Headers.GetValues("X-Large").Single().Length);
    }

    [Fact]
    public async Task Given_NginxsOwnBuffers_When_AnAnswerHasAllTheHeadersOfARecord_Expect_502()
    {
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(documented.Server, _nginxsOwn);
        using HttpClient client = nginx.CreateClient();

        ChannelException exception = await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/bank/large-header/3800"));

        Assert.Contains("status 502", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Given_KestrelsOwnLimits_When_TheLargestSignatureComesInAChannel_Expect_ItToPass(HttpProtocols protocols)
    {
        await using QuantumServer server = await ProxiedBank.StartAsync(_ => { }, protocols: protocols);
        server.Enrol(_largest, "alice");
        using HttpClient client = server.CreateClient(new ClientSetup { Key = _largest, Signing = RequestSigning.Always });

        Assert.Equal("alice by channel+signature", await client.GetStringAsync("/whoami"));
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Given_KestrelsOwnLimits_When_HeadersAreLarger_Expect_NoAnswerInTheChannel(HttpProtocols protocols)
    {
        await using QuantumServer server = await ProxiedBank.StartAsync(_ => { }, protocols: protocols);
        using HttpClient client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hello");
        request.Headers.Add("Via", $"1.1 {new string('x', 33 * 1024)}"); // stays outside the record

        Exception? exception = await Record.ExceptionAsync(() => client.SendAsync(request));

        Assert.True(exception is ChannelException or HttpRequestException, $"{exception}");
    }
}
