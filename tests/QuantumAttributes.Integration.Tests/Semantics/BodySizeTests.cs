using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Integration.Tests.Bodies;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Semantics;

public class BodySizeTests(SemanticsServers servers)
{
    private const int Frame = 16 * 1024;

    private static readonly int[] _sizes = [0, 1, Frame - 1, Frame, Frame + 1, 2 * Frame, 5 * Frame + 7, 3 * 1024 * 1024 + 1];

    public static MatrixTheoryData<HttpProtocols, int, bool> Sizes => new([HttpProtocols.Http1, HttpProtocols.Http2], _sizes, [true, false]);

    public static TheoryData<HttpProtocols> All => Versions.All;

    public static MatrixTheoryData<HttpProtocols, int> Wrong => Versions.With(4, 6);

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Given_ABodyOfAnySize_When_Echoed_Expect_EveryByteAndTheLengthWhereItIsKnown(HttpProtocols version, int size, bool known)
    {
        HttpClient client = await servers.Client(version);
        byte[] body = new byte[size];
        new Random(size).NextBytes(body);
        HttpContent content = known ? new ByteArrayContent(body) : new Pattern.Content(stream => stream.WriteAsync(body).AsTask());

        using HttpResponseMessage response = await client.PostAsync("/echo", content);

        Assert.Equal(known ? $"{size}" : "", response.Headers.NonValidated["X-Length"].ToString());
        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_ASealedLength_When_TheBodyHasAnother_Expect_ASealed400(HttpProtocols version)
    {
        SemanticsServer server = await servers.Get(version);
        using RawChannel channel = await RawChannel.OpenAsync(server.Server);
        foreach (string wrong in new[] { "0", "4", "6", "100000", "18446744073709551616", "", "+5", "5, 5" })
        {
            SealedRequest record = await channel.SealAsync(HttpMethod.Post, "/echo", hasBody: true, ("content-length", wrong));
            byte[] frames = await RawChannel.SealBodyAsync(record, "12345"u8.ToArray());

            using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, "/echo", frames));

            Assert.True(HttpStatusCode.BadRequest == response.StatusCode, wrong);
            Assert.NotNull(RawChannel.Open(record, response));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_ASealedLength_When_ThereIsNoBody_Expect_ASealed400(HttpProtocols version)
    {
        SemanticsServer server = await servers.Get(version);
        using RawChannel channel = await RawChannel.OpenAsync(server.Server);
        SealedRequest record = await channel.SealAsync(HttpMethod.Post, "/echo", headers: ("content-length", "5"));

        using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, "/echo"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull(RawChannel.Open(record, response));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Given_ContentThatIsNotAsLongAsItSays_When_Sent_Expect_A400(HttpProtocols version, int declared)
    {
        HttpClient client = await servers.Client(version);
        var content = new Pattern.Content(stream => stream.WriteAsync("12345"u8.ToArray()).AsTask());
        content.Headers.ContentLength = declared;

        using HttpResponseMessage response = await client.PostAsync("/echo", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    public static MatrixTheoryData<HttpProtocols, bool> Known => Versions.With(true, false);

    [Theory]
    [MemberData(nameof(Known))]
    public async Task Given_ALimitOfTheEndpoint_When_TheBodyIsOneByteLonger_Expect_A413(HttpProtocols version, bool known)
    {
        HttpClient client = await servers.Client(version);
        var body = new byte[100_001];

        using HttpResponseMessage response = await client.PostAsync(
            "/limited", known ? new ByteArrayContent(body) : new Pattern.Content(stream => stream.WriteAsync(body).AsTask()));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_AnEndpointWithoutLimit_When_TheBodyIsLongerThanTheServersOwn_Expect_AllOfIt(HttpProtocols version)
    {
        HttpClient client = await servers.Client(version);
        const int Longer = 30_000_001; // the server's own limit is 30,000,000

        using HttpResponseMessage response = await client.PostAsync("/unlimited", new Pattern.Content(stream => Pattern.WriteAsync(stream, Longer)));

        Assert.Equal($"{Longer}", await response.Content.ReadAsStringAsync());
    }
}
