using System.Net;
using System.Text;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Refusals;

public class MalformedInputTests
{
    private const int Handshakes = 800;
    private const int Records = 1200;

    [Fact]
    public async Task Given_ThousandsOfMalformedMessages_When_Sent_Expect_ProblemsOnlyAndAServerThatStillWorks()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(app =>
        {
            Routes.MapEcho(app);
            Routes.MapHello(app);
        });
        using HttpClient client = server.CreatePlainClient();
        using ChannelOpening opening = await RawChannel.BeginAsync(server);
        using RawChannel channel = await RawChannel.OpenAsync(server);
        var random = new Random(20260101);

        for (int i = 0; i < Handshakes; i++)
        {
            using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, Mutate(random, opening.Request.ToArray()));
            await ExpectRefusalAsync(response, $"handshake {i}");
        }

        for (int i = 0; i < Records; i++)
        {
            SealedRequest record = await channel.SealAsync(HttpMethod.Post, "/echo", hasBody: i % 2 == 0);
            byte[]? frames = i % 2 == 0 ? Mutate(random, await RawChannel.SealBodyAsync(record, new byte[100])) : null;
            string field = Encoding.Latin1.GetString(Mutate(random, Encoding.Latin1.GetBytes(record.Field.ToString()))
                .Select(character => character is < 0x20 or > 0x7e ? (byte)'~' : character).ToArray());
            using HttpRequestMessage request = RawChannel.Wrap(record, HttpMethod.Post, "/echo", frames, i % 4 == 0 ? null : field);
            using HttpResponseMessage response = await channel.SendAsync(request);
            if (response.Headers.Contains(RequestField.Name))
                Assert.InRange((int)response.StatusCode, 200, 499);
            else
                await ExpectRefusalAsync(response, $"record {i}");
            record.Dispose(); // given up: the client may go on
        }

        using HttpClient friend = server.CreateClient();
        Assert.Equal("hello from inside", await friend.GetStringAsync("/hello"));
    }

    private static async Task ExpectRefusalAsync(HttpResponseMessage response, string what)
    {
        Assert.True(response.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError, $"{what}: {response.StatusCode}");
        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", what);
        Assert.Contains("urn:quantumattributes:problem:", await response.Content.ReadAsStringAsync());
    }

    // Always another message: changed bytes, cut off, lengthened, a part doubled, or nothing but noise.
    private static byte[] Mutate(Random random, byte[] message)
    {
        switch (random.Next(5))
        {
            case 0:
                for (int flips = random.Next(1, 8); flips > 0; flips--)
                    message[random.Next(message.Length)] ^= (byte)random.Next(1, 256);
                return message;
            case 1:
                return message[..random.Next(message.Length)];
            case 2:
                var more = new byte[random.Next(1, 2000)];
                random.NextBytes(more);
                return [.. message, .. more];
            case 3:
                int at = random.Next(message.Length);
                return [.. message[..at], .. message[(at / 2)..]];
            default:
                var noise = new byte[random.Next(12_000)];
                random.NextBytes(noise);
                return noise;
        }
    }
}
