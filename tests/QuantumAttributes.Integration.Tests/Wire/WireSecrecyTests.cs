using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Wire;

public class WireSecrecyTests
{
    private static readonly string[] Markers = ["pay-4711-to-eve", "bearer-of-secrets", "question-of-trust", "session-cookie-value"];

    [Fact]
    public async Task Given_ARecordingProxy_When_BodiesAndHeadersPass_Expect_NoPlaintextInEitherDirection()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapEcho(app));
        await using var proxy = new RecordingProxy(server.Port);
        using HttpClient client = server.CreateClient(new ClientSetup { Through = proxy.EndPoint });
        string body = Body();

        using HttpResponseMessage response = await client.SendAsync(Request(body));

        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Equal(Markers[2], response.Headers.GetValues("X-Answer").Single());
        Assert.Equal($"id={Markers[3]}", response.Headers.GetValues("Set-Cookie").Single());
        foreach (string needle in Markers.SelectMany(Disguises))
        {
            Assert.Equal(-1, IndexOf(proxy.ToServer.Recorded, needle));
            Assert.Equal(-1, IndexOf(proxy.ToClient.Recorded, needle));
        }

        // What the search would have found: the path stays readable, and megabytes did pass.
        Assert.NotEqual(-1, IndexOf(proxy.ToServer.Recorded, "POST /echo?visible=1"));
        Assert.True(proxy.ToServer.Recorded.Length > body.Length && proxy.ToClient.Recorded.Length > body.Length);
    }

    [Fact]
    public async Task Given_ARecordingProxy_When_NoChannelIsUsed_Expect_ThatTheSearchFindsThePlaintext()
    {
        var seen = new ConcurrentQueue<byte[]>();
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapEcho(app, seen));
        await using var proxy = new RecordingProxy(server.Port);
        using HttpClient client = server.CreateClient(new ClientSetup { Channel = false, Through = proxy.EndPoint });

        using HttpResponseMessage response = await client.SendAsync(Request(Body()));

        Assert.All(Markers, marker => Assert.NotEqual(-1, IndexOf(proxy.ToServer.Recorded, marker)));
        Assert.Empty(seen);
    }

    [Fact]
    public async Task Given_AChannelClient_When_ItIsUsedSynchronously_Expect_NothingOnTheWire()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapEcho(app));
        await using var proxy = new RecordingProxy(server.Port);
        using HttpClient client = server.CreateClient(new ClientSetup { Through = proxy.EndPoint });

        Assert.Throws<NotSupportedException>(() => client.Send(Request("in the clear?")));

        Assert.Empty(proxy.ToServer.Recorded);
    }

    private static HttpRequestMessage Request(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/echo?visible=1") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Markers[1]);
        request.Headers.Add("X-Question", Markers[2]);
        request.Headers.Add("X-Cookie", $"id={Markers[3]}");
        return request;
    }

    private static string Body()
    {
        var json = new StringBuilder("[");
        while (json.Length < 1024 * 1024)
            json.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"transfer\":\"{Markers[0]}\",\"n\":{json.Length}}},\n");
        return json.Append("null]").ToString();
    }

    // A text as it is, and the part of its base64 that is the same wherever it begins in what was encoded.
    private static IEnumerable<string> Disguises(string text)
    {
        yield return text;
        for (int shift = 0; shift < 3; shift++)
        {
            string encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('\0', shift) + text)).TrimEnd('=');
            yield return encoded[(shift + 1)..^1];
        }
    }

    private static int IndexOf(byte[] haystack, string needle) => haystack.AsSpan().IndexOf(Encoding.ASCII.GetBytes(needle));
}
