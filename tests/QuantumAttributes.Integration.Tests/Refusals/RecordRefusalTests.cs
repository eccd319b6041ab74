using System.Net;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Refusals;

public class RecordRefusalTests
{
    private const string Echo = "/echo";

    [Fact]
    public async Task Given_EveryKindOfBadRecord_When_Sent_Expect_TheSame401()
    {
        await using QuantumServer server = await StartAsync();
        using RawChannel channel = await RawChannel.OpenAsync(server);
        using RawChannel other = await RawChannel.OpenAsync(server);
        var answers = new Dictionary<string, string>();

        SealedRequest record = await channel.SealAsync(HttpMethod.Post, Echo);
        Assert.Equal(HttpStatusCode.OK, (await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, Echo))).StatusCode);
        await RefuseAsync("replayed", record.Field.ToString());
        SealedRequest foreign = await other.SealAsync(HttpMethod.Post, Echo);
        await RefuseAsync("of another channel", foreign.Field.ToString().Replace(Id(foreign), Id(record), StringComparison.Ordinal));
        await RefuseAsync("unknown channel", (await NextAsync()).Replace(Id(record), Convert.ToBase64String(new byte[16]), StringComparison.Ordinal));
        await RefuseAsync("tampered tag", Tamper(await NextAsync()));
        await RefuseAsync("other number", (await NextAsync()).Replace(", n=", ", n=9", StringComparison.Ordinal));
        await RefuseAsync("number out of range", (await NextAsync()).Replace(", n=", ", n=99999999", StringComparison.Ordinal));
        await RefuseAsync("negative number", (await NextAsync()).Replace(", n=", ", n=-", StringComparison.Ordinal));
        await RefuseAsync("unknown key", await NextAsync() + ", more=1");
        await RefuseAsync("parameter", await NextAsync() + ";more=1");
        await RefuseAsync("key twice", await NextAsync() + ", v=1");
        await RefuseAsync("other version", (await NextAsync()).Replace("v=1", "v=2", StringComparison.Ordinal));
        await RefuseAsync("no dictionary", "hello");
        await RefuseAsync("empty", "");
        await RefuseAsync("empty seal", $"v=1, id=:{Id(record)}:, n=1, sealed=::");
        await RefuseAsync("not base64", $"v=1, id=:{Id(record)}:, n=1, sealed=:~~:");

        await RefuseAsync("two lines", await NextAsync(), request => request.Headers.TryAddWithoutValidation(RequestField.Name, "v=1"));
        await RefuseAsync("authorization", await NextAsync(), request => request.Headers.TryAddWithoutValidation("Authorization", "Bearer x"));
        await RefuseAsync("cookie", await NextAsync(), request => request.Headers.TryAddWithoutValidation("Cookie", "a=b"));
        await RefuseAsync("method override", await NextAsync(), request => request.Headers.TryAddWithoutValidation("X-HTTP-Method-Override", "DELETE"));
        await RefuseAsync("trailer", await NextAsync(), request => request.Headers.TryAddWithoutValidation("Trailer", "X-More"));
        await RefuseAsync("body nobody sealed", await NextAsync(), request => request.Content = new ByteArrayContent([1, 2, 3]));
        await RefuseAsync("other method", await NextAsync(), request => request.Method = HttpMethod.Put);
        await RefuseAsync("other path", await NextAsync(), request => request.RequestUri = new Uri("/echo/", UriKind.Relative));
        await RefuseAsync("other query", await NextAsync(), request => request.RequestUri = new Uri("/echo?a=1", UriKind.Relative));
        await RefuseAsync("claimed body", await NextAsync(), request => request.Content = Frames([]));

        Assert.All(answers, answer => Assert.Equal(answers["unknown channel"], answer.Value));
        Assert.Contains("WWW-Authenticate: Quantum error=\"channel\"", answers["unknown channel"]);
        Assert.Contains("urn:quantumattributes:problem:channel", answers["unknown channel"]);

        async Task<string> NextAsync() => (await channel.SealAsync(HttpMethod.Post, Echo)).Field.ToString();

        async Task RefuseAsync(string name, string field, Action<HttpRequestMessage>? change = null)
        {
            HttpRequestMessage request = RawChannel.Wrap(record, HttpMethod.Post, Echo, field: field);
            change?.Invoke(request);
            using HttpResponseMessage response = await channel.SendAsync(request);
            answers.Add(name, await Problem.DescribeAsync(response));
        }
    }

    [Theory]
    [InlineData(299, HttpStatusCode.OK)]
    [InlineData(300, HttpStatusCode.Unauthorized)]
    [InlineData(100_000, HttpStatusCode.Unauthorized)]
    public async Task Given_AConfirmedChannel_When_TimePasses_Expect_ItsRecordsToEndWithIt(int seconds, HttpStatusCode expected)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using RawChannel channel = await RawChannel.OpenAsync(server);
        SealedRequest first = await channel.SealAsync(HttpMethod.Post, Echo);
        SealedRequest second = await channel.SealAsync(HttpMethod.Post, Echo);
        Assert.Equal(HttpStatusCode.OK, (await channel.SendAsync(RawChannel.Wrap(first, HttpMethod.Post, Echo))).StatusCode);

        time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, (await channel.SendAsync(RawChannel.Wrap(second, HttpMethod.Post, Echo))).StatusCode);
    }

    [Theory]
    [InlineData(9, HttpStatusCode.OK)]
    [InlineData(10, HttpStatusCode.Unauthorized)]
    public async Task Given_AChannelWithoutAnyRecord_When_TimePasses_Expect_ItToLiveTenSeconds(int seconds, HttpStatusCode expected)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using RawChannel channel = await RawChannel.OpenAsync(server);
        SealedRequest record = await channel.SealAsync(HttpMethod.Post, Echo);

        time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, (await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, Echo))).StatusCode);
    }

    [Theory]
    [InlineData("content-length", "many")]
    [InlineData("content-length", "-1")]
    [InlineData("host", "evil.example")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("x-forwarded-for", "10.0.0.1")]
    [InlineData("quantum-channel", "v=1")]
    public async Task Given_ARecord_When_ItSealsAHeaderThatBelongsOutside_Expect_ASealed400(string name, string value)
    {
        await using QuantumServer server = await StartAsync();
        using RawChannel channel = await RawChannel.OpenAsync(server);
        SealedRequest record = await channel.SealAsync(HttpMethod.Post, Echo, headers: (name, value));

        using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, Echo));

        await ExpectSealedAsync(HttpStatusCode.BadRequest, "body", record, response);
    }

    [Fact]
    public async Task Given_AnAuthenticRecord_When_ItsBodyIsNot_Expect_TheSameSealed400()
    {
        await using QuantumServer server = await StartAsync();
        using RawChannel channel = await RawChannel.OpenAsync(server);
        var bodies = new Dictionary<string, Func<byte[], byte[]>>
        {
            ["flipped bit"] = frames => [.. frames[..^1], (byte)(frames[^1] ^ 1)],
            ["flipped bit in a later frame"] = frames => [.. frames[..^20], (byte)(frames[^20] ^ 1), .. frames[^19..]],
            ["cut"] = frames => frames[..^1],
            ["cut at the frame"] = frames => frames[..(16 * 1024 + 20)],
            ["more"] = frames => [.. frames, 0],
            ["empty"] = _ => [],
            ["head only"] = frames => frames[..4],
            ["frame too long"] = _ => [0x7f, 0xff, 0xff, 0xff, .. new byte[100]],
            ["frame too short"] = _ => [0, 0, 0, 16, .. new byte[16]],
        };

        foreach ((string name, Func<byte[], byte[]> change) in bodies)
        {
            SealedRequest record = await channel.SealAsync(HttpMethod.Post, Echo, hasBody: true);
            byte[] frames = change(await RawChannel.SealBodyAsync(record, new byte[20_000]));
            using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, Echo, frames));
            Assert.True(HttpStatusCode.BadRequest == response.StatusCode, name);
            await ExpectSealedAsync(HttpStatusCode.BadRequest, "body", record, response);
        }
    }

    private static async Task ExpectSealedAsync(HttpStatusCode status, string problem, SealedRequest record, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        OpenedResponse opened = RawChannel.Open(record, response)!;
        Assert.Equal("application/problem+json", opened.Headers.Fields["content-type"].Single());
        await using var body = new OpeningStream(await response.Content.ReadAsStreamAsync(), opened.Body);
        using var reader = new StreamReader(body);
        Assert.Contains($"urn:quantumattributes:problem:{problem}\"", await reader.ReadToEndAsync());
    }

    private static Task<QuantumServer> StartAsync(TimeProvider? time = null) =>
        QuantumServer.StartAsync(app => Routes.MapEcho(app), new ServerSetup { Time = time, Production = true });

    private static ByteArrayContent Frames(byte[] frames)
    {
        var content = new ByteArrayContent(frames);
        content.Headers.TryAddWithoutValidation("Content-Type", RequestHead.ContentType);
        return content;
    }

    private static string Id(SealedRequest record) => Convert.ToBase64String(record.Field.Channel.ToArray());

    private static string Tamper(string field)
    {
        int start = field.IndexOf("sealed=:", StringComparison.Ordinal) + "sealed=:".Length;
        byte[] bytes = Convert.FromBase64String(field[start..^1]);
        bytes[^1] ^= 1;
        return $"{field[..start]}{Convert.ToBase64String(bytes)}:";
    }
}
