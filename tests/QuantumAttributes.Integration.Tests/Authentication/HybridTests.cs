using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Authentication;

public class HybridTests
{
    private const string Challenge =
        "Quantum algs=\"ml-dsa-65 ml-dsa-87\", mechanisms=\"signature\", classical=\"ecdsa-p256-sha256 ecdsa-p384-sha384\"";

    public static TheoryData<string, string> BadPairs { get; } = new()
    {
        { "classical taken away", "Passed" },
        { "post-quantum taken away", "Unpaired" },
        { "classical of another key", "ClassicalKeyMismatch" },
        { "classical of another request", "InvalidClassicalSignature" },
        { "classical bytes changed", "InvalidClassicalSignature" },
        { "classical twice", "Ambiguous" },
        { "other nonce", "Unpaired" },
        { "no classical key registered", "ClassicalKeyMismatch" },
        { "post-quantum invalid", "InvalidSignature" },
        { "replayed", "Replayed" },
        { "replayed without the classical half", "Replayed" },
    };

    [Theory]
    [InlineData(true, "nistP256")]
    [InlineData(false, "nistP256")]
    [InlineData(true, "nistP384")]
    public async Task Given_AClientWithBothKeys_When_AnEndpointIsHybrid_Expect_BothSignatures(bool channel, string curve)
    {
        using var classical = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        await using QuantumServer server = await StartAsync();
        HybridClient.Enrol(server, classical);
        using HttpClient client = server.CreateClient(HybridClient.Setup(channel, classical));

        using HttpResponseMessage response = await client.PostAsync("/transfers", new StringContent("ten to Bob"));

        Assert.Equal("alice: ten to Bob, hybrid", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_AClientWithBothKeys_When_AnEndpointIsNotHybrid_Expect_BothVerifiedAllTheSame()
    {
        await using QuantumServer server = await StartAsync();
        HybridClient.Enrol(server);
        using HttpClient client = server.CreateClient(HybridClient.Setup(channel: false));

        Assert.Equal("hybrid: true", await client.GetStringAsync("/simple"));
    }

    [Fact]
    public async Task Given_AClientWithOneKey_When_AnEndpointIsHybrid_Expect_401ThatNamesTheClassicalAlgorithms()
    {
        await using QuantumServer server = await StartAsync();
        HybridClient.Enrol(server);
        using HttpClient client = server.CreateClient(new ClientSetup { Key = ClientKeys.Alice });

        using HttpResponseMessage response = await client.PostAsync("/transfers", new StringContent("ten to Bob"));

        Assert.Equal(Challenge, response.Headers.WwwAuthenticate.Single().ToString());
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
        Assert.Equal("hybrid: ", await client.GetStringAsync("/simple"));
    }

    [Fact]
    public async Task Given_AClassicalKeyOnAnotherCurve_When_AClientIsMade_Expect_AnErrorAtOnce()
    {
        using var classical = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        await using QuantumServer server = await StartAsync();

        Assert.Throws<ArgumentException>(() => server.CreateClient(HybridClient.Setup(channel: false, classical)));
    }

    [Theory]
    [MemberData(nameof(BadPairs))]
    public async Task Given_APairOfSignatures_When_AnythingIsWrong_Expect_TheSame401(string mistake, string counted)
    {
        await using QuantumServer server = await StartAsync();
        HybridClient.Enrol(server);
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreatePlainClient();
        using HttpResponseMessage unsigned = await client.PostAsync("/transfers", new StringContent("unsigned"));

        using HttpResponseMessage response = await client.SendAsync(await MakeAsync(mistake, server, client));

        Assert.Equal(await Problem.DescribeAsync(unsigned), await Problem.DescribeAsync(response));
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
        Assert.Equal($"quantum.signatures/{counted}", metrics.All.Last());
    }

    private static async Task<HttpRequestMessage> MakeAsync(string mistake, QuantumServer server, HttpClient client)
    {
        var good = new SignedRequest(server, "/transfers", "ten to Bob"u8.ToArray());
        HttpRequestMessage request = mistake switch
        {
            "classical of another key" => HybridClient.Sign(good, classical: HybridClient.OtherKey),
            _ => HybridClient.Sign(good),
        };
        switch (mistake)
        {
            case "classical taken away":
                TakeAway(request);
                break;
            case "post-quantum taken away":
                HybridClient.Replace(request, "Signature-Input", value => value[value.IndexOf("qac=", StringComparison.Ordinal)..]);
                break;
            case "classical of another request":
                HttpRequestMessage other = HybridClient.Sign(good with { Target = "/elsewhere" });
                HybridClient.Replace(request, "Signature", value => First(value) + Second(other.Headers.NonValidated["Signature"].ToString()));
                break;
            case "classical bytes changed":
                HybridClient.Replace(request, "Signature", value => $"{First(value)}qac=:{Convert.ToBase64String(new byte[64])}:");
                break;
            case "classical twice":
                HybridClient.Replace(request, "Signature-Input", value => $"{value}, other{Second(value)[3..]}");
                break;
            case "other nonce":
                HybridClient.Replace(request, "Signature-Input", value =>
                    First(value) + Second(value).Replace("nonce=\"", "nonce=\"AAAA", StringComparison.Ordinal));
                break;
            case "no classical key registered":
                server.Enrol(ClientKeys.Alice);
                break;
            case "post-quantum invalid":
                request.RequestUri = new Uri("/transfers?to=eve", UriKind.Relative);
                break;
            case "replayed" or "replayed without the classical half":
                using (HttpResponseMessage first = await client.SendAsync(request))
                    Assert.Equal(HttpStatusCode.OK, first.StatusCode);
                request = Copy(request, good);
                if (mistake != "replayed")
                    TakeAway(request);
                break;
        }

        return request;
    }

    private static void TakeAway(HttpRequestMessage request)
    {
        HybridClient.Replace(request, "Signature-Input", value => First(value)[..^2]);
        HybridClient.Replace(request, "Signature", value => First(value)[..^2]);
    }

    private static string First(string value) => value[..value.IndexOf("qac=", StringComparison.Ordinal)];

    private static string Second(string value) => value[value.IndexOf("qac=", StringComparison.Ordinal)..];

    private static HttpRequestMessage Copy(HttpRequestMessage request, SignedRequest good)
    {
        HttpRequestMessage copy = good.Sign(ClientKeys.Alice);
        HybridClient.Replace(copy, "Signature-Input", _ => request.Headers.NonValidated["Signature-Input"].ToString());
        HybridClient.Replace(copy, "Signature", _ => request.Headers.NonValidated["Signature"].ToString());
        return copy;
    }

    private static async Task<QuantumServer> StartAsync()
    {
        var time = new ManualTime();
        QuantumServer server = await QuantumServer.StartAsync(
            app =>
            {
                app.MapPost("/transfers", [QuantumAuth("hybrid")] async (HttpContext context) =>
                {
                    using var reader = new StreamReader(context.Request.Body);
                    bool hybrid = context.User.HasClaim("quantum:hybrid", "true");
                    return $"{context.User.Identity!.Name}: {await reader.ReadToEndAsync()}, {(hybrid ? "hybrid" : "one key")}";
                });
                app.MapGet("/simple", [QuantumAuth] (HttpContext context) => $"hybrid: {context.User.FindFirst("quantum:hybrid")?.Value}");
            },
            new ServerSetup { Time = time, Options = quantum => quantum.AddProfile("hybrid", profile => profile.RequireHybrid()) });
        time.Advance(TimeSpan.FromSeconds(10));
        return server;
    }
}
