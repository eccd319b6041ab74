using System.Net;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Hostile;

/// <summary>The short form of <c>malformed</c> in tests/QuantumAttributes.Stress.</summary>
public class MalformedInputTests
{
    private const int Each = 250;
    private const int Seed = 20260101;

    [Fact]
    public async Task Given_MalformedHandshakes_When_Sent_Expect_ProblemsOnlyAndAServerThatStillWorks()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();
        using ChannelOpening opening = await RawChannel.BeginAsync(server, ClientKeys.Alice);
        var random = new Random(Seed);

        for (int i = 0; i < Each; i++)
        {
            using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, Mutations.Mutate(random, opening.Request.Span));
            await ExpectRefusalAsync(response, $"handshake {i}");
        }

        await ExpectServiceAsync(server);
    }

    [Fact]
    public async Task Given_MalformedRecords_When_Sent_Expect_ProblemsOnlyAndAServerThatStillWorks()
    {
        await using QuantumServer server = await StartAsync();
        using RawChannel channel = await RawChannel.OpenAsync(server);
        var random = new Random(Seed);

        for (int i = 0; i < Each; i++)
        {
            using SealedRequest record = await channel.SealAsync(HttpMethod.Post, "/echo"); // given up: the client may go on
            string field = Mutations.Mutate(random, record.Field.ToString());
            using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, "/echo", field: field));
            await ExpectRefusalAsync(response, $"record {i}");
        }

        await ExpectServiceAsync(server);
    }

    [Fact]
    public async Task Given_MalformedBodies_When_Sent_Expect_SealedProblemsOnlyAndAServerThatStillWorks()
    {
        await using QuantumServer server = await StartAsync();
        using RawChannel channel = await RawChannel.OpenAsync(server);
        var random = new Random(Seed);

        for (int i = 0; i < Each; i++)
        {
            using SealedRequest record = await channel.SealAsync(HttpMethod.Post, "/echo", hasBody: true);
            byte[] frames = Mutations.Mutate(random, await RawChannel.SealBodyAsync(record, new byte[100]));
            using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, "/echo", frames));
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"body {i}: {response.StatusCode}");
            Assert.Equal("application/problem+json", RawChannel.Open(record, response)!.Headers.Fields["content-type"].Single());
        }

        await ExpectServiceAsync(server);
    }

    [Fact]
    public async Task Given_MalformedSignatures_When_Sent_Expect_ProblemsOnlyAndAServerThatStillWorks()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        time.Advance(TimeSpan.FromSeconds(10));
        using HttpClient client = server.CreatePlainClient();
        var random = new Random(Seed);

        for (int i = 0; i < Each; i++)
        {
            using HttpRequestMessage request = new SignedRequest(server, "/whoami").Sign(ClientKeys.Alice);
            string name = i % 2 == 0 ? "Signature-Input" : "Signature", value = request.Headers.NonValidated[name].ToString();
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, Mutations.Mutate(random, value));
            using HttpResponseMessage response = await client.SendAsync(request);
            await ExpectRefusalAsync(response, $"signature {i}");
        }

        await ExpectServiceAsync(server);
    }

    private static async Task<QuantumServer> StartAsync(TimeProvider? time = null)
    {
        QuantumServer server = await QuantumServer.StartAsync(
            app =>
            {
                Routes.MapEcho(app);
                Routes.MapHello(app);
                Routes.MapWhoAmI(app);
            },
            new ServerSetup { Time = time });
        server.Enrol(ClientKeys.Alice);
        return server;
    }

    private static async Task ExpectRefusalAsync(HttpResponseMessage response, string what)
    {
        Assert.True(response.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError, $"{what}: {response.StatusCode}");
        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", what);
        Assert.Contains("urn:quantumattributes:problem:", await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains(RequestField.Name), what);
    }

    private static async Task ExpectServiceAsync(QuantumServer server)
    {
        using HttpClient friend = server.CreateClient();
        Assert.Equal("hello from inside", await friend.GetStringAsync("/hello"));
    }
}
