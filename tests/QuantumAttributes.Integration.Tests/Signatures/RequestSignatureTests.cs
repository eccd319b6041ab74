using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Signatures;

public class RequestSignatureTests
{
    private static readonly byte[] Transfer = "ten to Bob"u8.ToArray();

    public static TheoryData<string, string> BadRequests { get; } = new()
    {
        { "replayed", "Replayed" },
        { "body changed", "ContentDiffers" },
        { "body taken away", "ContentDiffers" },
        { "digest changed", "InvalidSignature" },
        { "digest missing", "MissingComponent" },
        { "digest not signed", "MissingCoverage" },
        { "content type missing", "MissingComponent" },
        { "signature missing", "Malformed" },
        { "signature of random bytes", "InvalidSignature" },
        { "other authority signed", "InvalidSignature" },
        { "authority of somebody else", "UnknownAuthority" },
        { "other path", "InvalidSignature" },
        { "other query", "InvalidSignature" },
        { "no query", "InvalidSignature" },
        { "other method", "InvalidSignature" },
        { "too old", "TooOld" },
        { "from the future", "FromTheFuture" },
        { "unknown key", "UnknownKey" },
        { "key of somebody else", "InvalidSignature" },
        { "other algorithm", "AlgorithmMismatch" },
        { "two signatures", "Ambiguous" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Given_ASignedRequest_When_AnythingIsWrong_Expect_TheSame401(string mistake, string counted)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreatePlainClient();
        using HttpResponseMessage unsigned = await client.PostAsync("/transfers", new StringContent("unsigned"));

        using HttpResponseMessage response = await client.SendAsync(await MakeAsync(mistake, server, client, time));

        Assert.Equal(await Problem.DescribeAsync(unsigned), await Problem.DescribeAsync(response));
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
        Assert.Equal($"quantum.signatures/{counted}", metrics.All.Last());
    }

    [Theory]
    [InlineData("/transfers")]
    [InlineData("/transfers?to=bob&amount=10")]
    [InlineData("/transfers?")]
    [InlineData("/transfers/a%20b%2Fc")]
    public async Task Given_ASignedRequest_When_AllIsRight_Expect_TheSigner(string target)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage withBody = await client.SendAsync(new SignedRequest(server, target, Transfer).Sign(ClientKeys.Alice));
        using HttpResponseMessage without = await client.SendAsync(new SignedRequest(server, target).Sign(ClientKeys.Alice));

        Assert.Equal("alice: ten to Bob", await withBody.Content.ReadAsStringAsync());
        Assert.Equal("alice: ", await without.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_AClientWithoutAChannel_When_ItSignsIn_Expect_EveryRequestToBeSigned()
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using HttpClient client = server.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Alice });

        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = await client.PostAsync($"/transfers?n={i}", new ByteArrayContent(Transfer));
            Assert.Equal("alice: ten to Bob", await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Given_AServerThatHasJustStarted_When_ASignedRequestComes_Expect_FiveSecondsOfRefusal()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time, TimeSpan.FromSeconds(4));
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage early = await client.SendAsync(new SignedRequest(server, "/transfers").Sign(ClientKeys.Alice));
        time.Advance(TimeSpan.FromSeconds(1));
        using HttpResponseMessage late = await client.SendAsync(new SignedRequest(server, "/transfers").Sign(ClientKeys.Alice));

        Assert.Equal(HttpStatusCode.Unauthorized, early.StatusCode);
        Assert.Equal("quantum.signatures/BeforeNonceStore", metrics.All.First());
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_ASignedBody_When_ItIsLongerThanTheServerChecks_Expect_413(bool chunked)
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using HttpClient client = server.CreatePlainClient();
        HttpRequestMessage request = new SignedRequest(server, "/transfers", new byte[1001]).Sign(ClientKeys.Alice);
        request.Headers.TransferEncodingChunked = chunked;

        using HttpResponseMessage response = await client.SendAsync(request);

        await Problem.ExpectAsync(HttpStatusCode.RequestEntityTooLarge, "content-too-large", response);
    }

    [Theory]
    [InlineData(60_000, false)]
    [InlineData(500, true)]
    public async Task Given_AnEndpointForAnybody_When_ASignedBodyIsRefused_Expect_ItWholeAllTheSame(int length, bool otherDigest)
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using HttpClient client = server.CreatePlainClient();
        byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
        HttpRequestMessage request = new SignedRequest(server, "/anybody", otherDigest ? [] : content).Sign(ClientKeys.Alice);
        request.Content = new ByteArrayContent(content) { Headers = { ContentType = request.Content!.Headers.ContentType } };
        request.Headers.TransferEncodingChunked = true;

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(content, await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task Given_AChannelOfAlice_When_ASignatureComesToo_Expect_ThatItMustBeHers(bool hers, HttpStatusCode expected)
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        server.Enrol(ClientKeys.Bob, "bob");
        using RawChannel channel = await RawChannel.OpenAsync(server, ClientKeys.Alice);

        using HttpResponseMessage response = await SendInAsync(channel, new SignedRequest(server, "/transfers").Fields(hers ? ClientKeys.Alice : ClientKeys.Bob));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Given_AChannelOfAlice_When_AnInvalidSignatureComesToo_Expect_401()
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using RawChannel channel = await RawChannel.OpenAsync(server, ClientKeys.Alice);

        using HttpResponseMessage response = await SendInAsync(channel, new SignedRequest(server, "/elsewhere").Fields(ClientKeys.Alice));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendInAsync(RawChannel channel, Channels.MessageSignatures.RequestSignatureFields fields)
    {
        var record = await channel.SealAsync(HttpMethod.Get, "/transfers", headers: ("signature-input", fields.SignatureInput));
        HttpRequestMessage request = RawChannel.Wrap(record, HttpMethod.Get, "/transfers");
        request.Headers.TryAddWithoutValidation("Signature", fields.Signature);
        return await channel.SendAsync(request);
    }

    private static async Task<HttpRequestMessage> MakeAsync(string mistake, QuantumServer server, HttpClient client, ManualTime time)
    {
        var good = new SignedRequest(server, "/transfers?to=bob", Transfer);
        HttpRequestMessage request = mistake switch
        {
            "digest not signed" => (good with { HasContent = false }).Sign(ClientKeys.Alice),
            "other authority signed" => (good with { Authority = "bank.example" }).Sign(ClientKeys.Alice),
            "authority of somebody else" => (good with { Authority = "bank.example" }).Sign(ClientKeys.Alice),
            "from the future" => (good with { Time = Ahead(6) }).Sign(ClientKeys.Alice),
            "unknown key" => good.Sign(ClientKeys.Mallory),
            _ => good.Sign(ClientKeys.Alice),
        };
        switch (mistake)
        {
            case "replayed":
                using (HttpResponseMessage first = await client.SendAsync(request))
                    Assert.Equal(HttpStatusCode.OK, first.StatusCode);
                return Copy(request);
            case "body changed":
                request.Content = new ByteArrayContent("ten to Eve"u8.ToArray()) { Headers = { ContentType = request.Content!.Headers.ContentType } };
                break;
            case "body taken away":
                request.Content = new ByteArrayContent([]) { Headers = { ContentType = request.Content!.Headers.ContentType } };
                request.Headers.TransferEncodingChunked = true;
                break;
            case "digest changed":
                Replace(request, "Content-Digest", value => value.Replace("sha-256=:", "sha-256=:AAAA", StringComparison.Ordinal).Remove(13, 4));
                break;
            case "digest missing":
                request.Headers.Remove("Content-Digest");
                break;
            case "content type missing":
                request.Content!.Headers.ContentType = null;
                break;
            case "signature missing":
                request.Headers.Remove("Signature");
                break;
            case "signature of random bytes":
                Replace(request, "Signature", _ => $"qa=:{Convert.ToBase64String(new byte[3309])}:");
                break;
            case "authority of somebody else":
                request.Headers.Host = "bank.example";
                break;
            case "other path":
                request.RequestUri = new Uri("/transfers/all?to=bob", UriKind.Relative);
                break;
            case "other query":
                request.RequestUri = new Uri("/transfers?to=eve", UriKind.Relative);
                break;
            case "no query":
                request.RequestUri = new Uri("/transfers", UriKind.Relative);
                break;
            case "other method":
                request.Method = HttpMethod.Put;
                break;
            case "too old":
                time.Advance(TimeSpan.FromSeconds(61));
                break;
            case "key of somebody else":
                server.Enrol(ClientKeys.Bob, "bob");
                Replace(request, "Signature-Input", value => value.Replace(
                    ClientKeys.Alice.VerifyingKey.Thumbprint.ToString(), ClientKeys.Bob.VerifyingKey.Thumbprint.ToString(), StringComparison.Ordinal));
                break;
            case "other algorithm":
                Replace(request, "Signature-Input", value => value.Replace("ml-dsa-65", "ml-dsa-44", StringComparison.Ordinal));
                break;
            case "two signatures":
                Replace(request, "Signature-Input", value => $"{value}, other{value[value.IndexOf('=')..]}");
                break;
        }

        return request;

        ManualTime Ahead(int seconds)
        {
            var ahead = new ManualTime();
            ahead.Advance(time.GetUtcNow() - ahead.GetUtcNow() + TimeSpan.FromSeconds(seconds));
            return ahead;
        }
    }

    private static void Replace(HttpRequestMessage request, string name, Func<string, string> change)
    {
        string value = request.Headers.NonValidated[name].ToString();
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, change(value));
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = new ByteArrayContent(Transfer) { Headers = { ContentType = new MediaTypeHeaderValue(SignedRequest.ContentType) } },
        };
        foreach ((string name, var values) in request.Headers.NonValidated)
            copy.Headers.TryAddWithoutValidation(name, values);
        return copy;
    }

    private static async Task<QuantumServer> StartAsync(ManualTime time, TimeSpan? after = null)
    {
        QuantumServer server = await QuantumServer.StartAsync(
            app =>
            {
                app.Map("/transfers/{**rest}", [QuantumAuth] async (HttpContext context) =>
                {
                    using var reader = new StreamReader(context.Request.Body);
                    return $"{context.User.Identity!.Name}: {await reader.ReadToEndAsync()}";
                });
                app.MapPost("/anybody", (HttpContext context) => context.Request.Body.CopyToAsync(context.Response.Body));
            },
            new ServerSetup { Time = time, Options = quantum => quantum.MaxSignedContentLength = 1000 });
        server.Enrol(ClientKeys.Alice);
        time.Advance(after ?? TimeSpan.FromSeconds(10));
        return server;
    }
}
