using System.Net;
using System.Net.Sockets;
using System.Text;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Refusals;

public class HandshakeRefusalTests
{
    [Fact]
    public async Task Given_EveryKindOfBadHandshake_When_Posted_Expect_TheSame400()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();
        byte[] good = await RequestAsync(server);
        var random = new Random(1);
        var messages = new List<byte[]>();
        foreach (int size in new[] { 0, 1, 10, 11, 100, 1024, 2447, 3471, good.Length - 1, good.Length + 1, 10_000, 20_000 })
            messages.Add(RandomNot(random, size));
        foreach (int length in new[] { 12, 1000, good.Length - 1024, good.Length - 1 })
            messages.Add(good[..length]);
        foreach (int at in new[] { 0, 1, 2, 11, 700, 1500, good.Length - 1000, good.Length - 1 })
            messages.Add(Flip(good, at));
        messages.Add([.. good, 0]);
        messages.Add([.. good, .. new byte[1024]]);

        var answers = new HashSet<string>();
        foreach (byte[] message in messages)
        {
            using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, message);
            answers.Add(await Problem.DescribeAsync(response));
        }

        string only = Assert.Single(answers);
        Assert.StartsWith("400\n", only);
        Assert.Contains("urn:quantumattributes:problem:handshake\"", only);
    }

    [Fact]
    public async Task Given_AHandshake_When_ItComesTwice_Expect_OneChannelAndThe400()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();
        byte[] handshake = await RequestAsync(server);

        using HttpResponseMessage first = await RawChannel.PostHandshakeAsync(client, handshake);
        using HttpResponseMessage second = await RawChannel.PostHandshakeAsync(client, handshake);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await Problem.ExpectAsync(HttpStatusCode.BadRequest, "handshake", second);
    }

    [Fact]
    public async Task Given_AHandshakeOfAnUnknownSigner_When_Posted_Expect_TheSame400()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();
        using ChannelOpening opening = await RawChannel.BeginAsync(server, ClientKeys.Mallory);

        using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, opening.Request.ToArray());
        using HttpResponseMessage malformed = await RawChannel.PostHandshakeAsync(client, [1]);

        Assert.Equal(await Problem.DescribeAsync(malformed), await Problem.DescribeAsync(response));
    }

    [Theory]
    [InlineData(-61, HttpStatusCode.BadRequest)]
    [InlineData(-59, HttpStatusCode.OK)]
    [InlineData(59, HttpStatusCode.OK)]
    [InlineData(61, HttpStatusCode.BadRequest)]
    public async Task Given_AClientWhoseClockIsOff_When_ItOpensAChannel_Expect_AMinuteOfPatience(int seconds, HttpStatusCode expected)
    {
        var serverTime = new ManualTime();
        var clientTime = new ManualTime();
        clientTime.Advance(TimeSpan.FromSeconds(Math.Max(0, seconds)));
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { }, new ServerSetup { Time = serverTime });
        using HttpClient client = server.CreatePlainClient();
        using ChannelOpening opening = await RawChannel.BeginAsync(server, time: clientTime);
        serverTime.Advance(TimeSpan.FromSeconds(Math.Max(0, -seconds)));

        using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, opening.Request.ToArray());

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Given_AnUnknownKey_When_AHandshakeNamesIt_Expect_401Keys()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, Flip(await RequestAsync(server), 3));

        Assert.Equal("Quantum error=\"keys\"", response.Headers.WwwAuthenticate.Single().ToString());
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "keys", response);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/quantum-record")]
    [InlineData("application/quantum-handshake; charset=utf-8")]
    [InlineData("")]
    public async Task Given_AHandshake_When_ItsContentTypeIsAnother_Expect_415(string contentType)
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, await RequestAsync(server), contentType);

        await Problem.ExpectAsync(HttpStatusCode.UnsupportedMediaType, "media-type", response);
    }

    [Fact]
    public async Task Given_AHandshakeInChunksThatAreNone_When_Posted_Expect_The400()
    {
        await using QuantumServer server = await StartAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, server.Port);

        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {ChannelServer.Path} HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nContent-Type: application/quantum-handshake\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n"));
        var answer = new byte[4096];
        int length = await connection.GetStream().ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false);

        string text = Encoding.ASCII.GetString(answer, 0, length);
        Assert.StartsWith("HTTP/1.1 400", text);
        Assert.Contains("urn:quantumattributes:problem:handshake", text);
    }

    private static Task<QuantumServer> StartAsync() => QuantumServer.StartAsync(app => Routes.MapHello(app));

    private static async Task<byte[]> RequestAsync(QuantumServer server)
    {
        using ChannelOpening opening = await RawChannel.BeginAsync(server);
        return opening.Request.ToArray();
    }

    // Random, but not by chance with a version and suite, so that the key is not what is looked at.
    private static byte[] RandomNot(Random random, int size)
    {
        var message = new byte[size];
        random.NextBytes(message);
        if (size > 0)
            message[0] = 0xff;
        return message;
    }

    private static byte[] Flip(byte[] message, int at)
    {
        byte[] flipped = [.. message];
        flipped[at] ^= 0x40;
        return flipped;
    }
}
