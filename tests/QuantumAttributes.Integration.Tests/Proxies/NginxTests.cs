using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.SignalR.Client;
using QuantumAttributes.Client;
using QuantumAttributes.Integration.Tests.Bodies;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Proxies;

public class NginxTests(DocumentedNginx documented) : IClassFixture<DocumentedNginx>
{
    private const long Long = 16L * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_NginxAsDocumented_When_AClientCallsInAChannel_Expect_BodiesBothWays(bool http2)
    {
        Nginx nginx = documented.Nginx;
        using HttpClient client = nginx.CreateClient(http2: http2);

        using HttpResponseMessage response = await client.PostAsync("/bank/echo?for=nothing", new StringContent("ten to Bob"));

        Assert.Equal("ten to Bob", await response.Content.ReadAsStringAsync());
        Assert.Equal("hello from inside", await client.GetStringAsync("/bank/hello"));
    }

    [Theory]
    [InlineData(true, RequestSigning.WhenAsked, "alice by channel")]
    [InlineData(true, RequestSigning.Always, "alice by channel+signature")]
    [InlineData(false, RequestSigning.Always, "alice by signature")]
    public async Task Given_NginxAsDocumented_When_AClientSignsIn_Expect_ItsMechanism(bool channel, RequestSigning signing, string expected)
    {
        Nginx nginx = documented.Nginx;
        using HttpClient client = nginx.CreateClient(new ClientSetup { Channel = channel, Key = ClientKeys.Alice, Signing = signing });

        using HttpResponseMessage response = await client.PostAsync("/bank/whoami", new StringContent("ten to Bob"));

        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Given_NginxAsDocumented_When_AHubIsUsed_Expect_ItsChannelThrough(HttpTransportType transport)
    {
        await using HubConnection hub = documented.Nginx.CreateHubClient(transport);
        await hub.StartAsync();

        Assert.Equal("alice alice", await hub.InvokeAsync<string>("WhoAmI"));
        Assert.Equal("https://bank.example", await hub.InvokeAsync<string>("Origin"));
    }

    [Fact]
    public async Task Given_AnNginxThatStripsAndRewritesTheShortWay_When_Called_Expect_ItToWorkAllTheSame()
    {
        await using QuantumServer server = await ProxiedBank.StartAsync(quantum =>
        {
            quantum.Origins.Add("http://bank.example");
            quantum.PublicPathBase = "/bank";
        });
        await using Nginx nginx = await Nginx.StartAsync(server, ShortWay);
        using HttpClient inChannel = nginx.CreateClient(new ClientSetup { Key = ClientKeys.Alice }, "http://bank.example");
        using HttpClient signed = nginx.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Alice }, "http://bank.example");

        using HttpResponseMessage one = await inChannel.PostAsync("/bank/signed", new StringContent("ten"));
        using HttpResponseMessage two = await signed.PostAsync("/bank/signed", new StringContent("ten"));

        Assert.Equal("alice: ten", await one.Content.ReadAsStringAsync());
        Assert.Equal("alice: ten", await two.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("a%2Fb%20c")]
    [InlineData("%C3%A9%c3%a9")]
    [InlineData("a%3Ab:c//d")]
    [InlineData("100%25?q=%2F%20&r")]
    public async Task Given_NginxAsDocumented_When_ThePathIsEncoded_Expect_ItToArriveAsItWasSent(string name)
    {
        Nginx nginx = documented.Nginx;
        using HttpClient inChannel = nginx.CreateClient(new ClientSetup { Key = ClientKeys.Alice });
        using HttpClient signed = nginx.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Alice });

        using HttpResponseMessage one = await inChannel.GetAsync($"/bank/files/{name}");
        using HttpResponseMessage two = await signed.GetAsync($"/bank/signed/{name}");

        Assert.Equal(HttpStatusCode.OK, one.StatusCode);
        Assert.Equal(HttpStatusCode.OK, two.StatusCode);
    }

    [Fact]
    public async Task Given_NginxAsDocumented_When_APathLeavesThePrefix_Expect_404()
    {
        Nginx nginx = documented.Nginx;
        using HttpClient client = nginx.CreatePlainClient();

        // nginx takes the second slash away where it looks for the location, but the path as it was sent has it.
        using HttpResponseMessage response = await client.GetAsync(new Uri("https://bank.example//bank/hello"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("nginx", response.Headers.Server.First().Product?.Name);
    }

    [Fact]
    public async Task Given_NginxAsDocumented_When_MuchIsUploaded_Expect_EveryByte()
    {
        Nginx nginx = documented.Nginx;
        using HttpClient client = nginx.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/bank/hash", new Pattern.Content(stream => Pattern.WriteAsync(stream, Long)));

        Assert.Equal(await Pattern.HashAsync(Long), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_NginxAsDocumented_When_MuchIsDownloaded_Expect_EveryByte()
    {
        Nginx nginx = documented.Nginx;
        using HttpClient client = nginx.CreateClient();

        using HttpResponseMessage response = await client.GetAsync($"/bank/pattern/{Long}", HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await response.Content.ReadAsStreamAsync();

        Assert.Equal(await Pattern.HashAsync(Long), await Pattern.HashAsync(body));
    }

    [Fact]
    public async Task Given_NginxAsDocumented_When_BothSidesTalkInTurns_Expect_EachPartToArriveBeforeTheNext()
    {
        Nginx nginx = documented.Nginx;
        using HttpClient client = nginx.CreateClient(http2: true);
        var turns = System.Threading.Channels.Channel.CreateUnbounded<int>();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/bank/turns")
        {
            Version = HttpVersion.Version20,
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
        for (int turn = 0; turn < 5; turn++)
        {
            var heard = new byte[4];
            await body.ReadExactlyAsync(heard).AsTask().WaitAsync(Patience);
            Assert.Equal(turn, BitConverter.ToInt32(heard));
            await turns.Writer.WriteAsync(turn + 1);
        }

        turns.Writer.Complete();
    }

    [Fact]
    public async Task Given_TlsInFront_When_TheProxyReadsARequest_Expect_ItToSeeNothingOfAChannel()
    {
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(documented.Server, ("proxy_request_buffering off;", "proxy_request_buffering on;"));
        using HttpClient client = nginx.CreateClient();
        using HttpClient plain = nginx.CreatePlainClient();

        using HttpResponseMessage outside = await plain.PostAsync("/bank/plain", new StringContent("twenty to Eve"));
        using HttpResponseMessage inside = await client.PostAsync("/bank/echo", new StringContent("ten to Bob"));

        Assert.Equal("ten to Bob", await inside.Content.ReadAsStringAsync());
        string log = await nginx.ReadLogAsync(lines: 4); // with discovery and handshake
        Assert.Contains("\"POST /bank/plain HTTP/1.1\" 200 \"twenty to Eve\"", log);
        Assert.Contains("\"POST /bank/echo HTTP/1.1\" 200 \"", log);
        Assert.DoesNotContain("ten to Bob", log);
    }

    [Fact]
    public async Task Given_AProxyThatStripsNothing_When_TheApplicationHasThePathBaseItself_Expect_ItToWork()
    {
        await using QuantumServer server = await ProxiedBank.StartAsync(
            quantum => quantum.Origins.Add("https://bank.example"),
            first: app =>
            {
                app.UsePathBase("/bank");
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            });
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(server, ("proxy_pass http://bank$bank_target;", "proxy_pass http://bank;"));
        using HttpClient client = nginx.CreateClient(new ClientSetup { Key = ClientKeys.Alice, Signing = RequestSigning.Always });

        Assert.Equal("alice by channel+signature", await client.GetStringAsync("/bank/whoami"));
    }

    [Theory]
    [InlineData("https://bank.example")]
    [InlineData("https://shop.example")]
    public async Task Given_TwoOriginsBehindOneProxy_When_ItForwardsTheHost_Expect_BothToWork(string origin)
    {
        await using QuantumServer server = await ProxiedBank.StartAsync(
            quantum =>
            {
                ProxiedBank.AsDocumented(quantum);
                quantum.Origins.Add("https://shop.example");
            },
            first: app =>
            {
                app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedHost });
                app.UseAuthentication(); // else the framework puts it before all this
                app.UseAuthorization();
            });
        await using Nginx nginx = await Nginx.StartAsDocumentedAsync(server, (
            "server_name bank.example;", "server_name bank.example shop.example; proxy_set_header X-Forwarded-Host $host;"));
        using HttpClient inChannel = nginx.CreateClient(new ClientSetup { Key = ClientKeys.Alice }, origin);
        using HttpClient signed = nginx.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Alice }, origin);

        Assert.Equal("alice by channel", await inChannel.GetStringAsync("/bank/whoami"));
        Assert.Equal("alice by signature", await signed.GetStringAsync("/bank/whoami"));
    }

    /// <summary>What most people write: nginx decodes the path and encodes it again, in its own way.</summary>
    internal static string ShortWay(NginxPlaces places) => $$"""
        server {
            listen unix:{{places.Socket}};
            location /bank/ { proxy_pass http://{{places.Server}}/; proxy_set_header Host internal; }
            location /.well-known/quantum { proxy_pass http://{{places.Server}}; proxy_set_header Host internal; }
        }
        """;
}
