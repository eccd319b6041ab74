using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests;

/// <summary>The holes of the Python original, which was a mock (api.md): one test for each, or several.</summary>
public class PythonMockRegressionTests
{
    [Theory]
    [InlineData("Authorization", "Bearer anything")]
    [InlineData("Authorization", "Quantum anything")]
    [InlineData("X-Quantum-Auth", "anything")]
    [InlineData("Quantum-Ticket", "anything")]
    public async Task Given_AnyNonEmptyToken_When_ItIsAllThereIs_Expect_401InAndOutsideAChannel(string name, string value)
    {
        await using QuantumServer server = await StartAsync();
        foreach (HttpClient client in new[] { server.CreatePlainClient(), server.CreateClient() })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/whoami");
            request.Headers.TryAddWithoutValidation(name, value);
            using HttpResponseMessage response = await client.SendAsync(request);
            await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
        }
    }

    [Fact]
    public async Task Given_ASignatureOfTheRightLength_When_NobodyMadeIt_Expect_VerificationToBeFalse()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();
        HttpRequestMessage request = new SignedRequest(server, "/whoami").Sign(server.Enrol(ClientKeys.Alice));
        request.Headers.Remove("Signature");
        request.Headers.TryAddWithoutValidation("Signature", $"qa=:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(3309))}:");

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Given_AHandshake_When_SomebodyElseReadsTheAnswer_Expect_NoChannel()
    {
        // A server that encapsulates to itself shares its secret with everybody, or nobody.
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();
        using ChannelOpening alice = await RawChannel.BeginAsync(server);
        using ChannelOpening eve = await RawChannel.BeginAsync(server);

        using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, alice.Request.ToArray());
        byte[] answer = await response.Content.ReadAsByteArrayAsync();

        Assert.Throws<ChannelException>(() => eve.Complete(answer));
        alice.Complete(answer).Dispose();
    }

    [Theory]
    [InlineData("X-User-Id")]
    [InlineData("X-Quantum-User")]
    [InlineData("X-Forwarded-User")]
    public async Task Given_AHeaderThatNamesAUser_When_AnotherIsSignedIn_Expect_TheOneWhoSigned(string header)
    {
        await using QuantumServer server = await StartAsync();
        server.Enrol(ClientKeys.Alice, "alice");
        using HttpClient bob = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Bob, "bob") });
        bob.DefaultRequestHeaders.Add(header, "alice");

        Assert.Equal("bob by channel", await bob.GetStringAsync("/whoami"));
    }

    [Fact]
    public async Task Given_AHeaderThatNamesAUser_When_NobodyIsSignedIn_Expect_401()
    {
        await using QuantumServer server = await StartAsync();
        server.Enrol(ClientKeys.Alice, "alice");
        using HttpClient nobody = server.CreateClient();
        nobody.DefaultRequestHeaders.Add("X-User-Id", "alice");

        using HttpResponseMessage response = await nobody.GetAsync("/whoami");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Given_AKeyThatExpires_When_ItsTimeIsOver_Expect_OpenChannelsAndSignaturesToEnd()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        server.Identities.Set(new QuantumIdentity
        {
            Key = ClientKeys.Alice.VerifyingKey,
            Subject = "alice",
            NotAfter = time.GetUtcNow() + TimeSpan.FromSeconds(60),
        });
        using RawChannel channel = await RawChannel.OpenAsync(server, ClientKeys.Alice);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(channel));

        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(channel));
        using HttpClient client = server.CreatePlainClient();
        using HttpResponseMessage signed = await client.SendAsync(new SignedRequest(server, "/whoami").Sign(ClientKeys.Alice));
        Assert.Equal(HttpStatusCode.Unauthorized, signed.StatusCode);
    }

    [Fact]
    public async Task Given_AChannel_When_ItsLifetimeIsOver_Expect_ItsRecordsToBeRefused()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using RawChannel channel = await RawChannel.OpenAsync(server, server.Enrol(ClientKeys.Alice));
        var late = await channel.SealAsync(HttpMethod.Get, "/whoami");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(channel));

        time.Advance(TimeSpan.FromSeconds(300));

        using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(late, HttpMethod.Get, "/whoami"));
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "channel", response);
    }

    [Fact]
    public async Task Given_AFailedCheck_When_TheServerAnswers_Expect_TheHandlerNotToHaveRun()
    {
        int runs = 0;
        await using QuantumServer server = await QuantumServer.StartAsync(app => app.MapPost("/transfers", [QuantumAuth, QuantumChannel] (HttpContext _) =>
        {
            Interlocked.Increment(ref runs);
            return "done";
        }));
        using RawChannel channel = await RawChannel.OpenAsync(server, server.Enrol(ClientKeys.Alice));
        var record = await channel.SealAsync(HttpMethod.Post, "/transfers", hasBody: true);
        byte[] frames = await RawChannel.SealBodyAsync(record, "ten to Bob"u8.ToArray());
        frames[^1] ^= 1;

        using HttpResponseMessage forged = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, "/transfers", frames));
        using HttpClient plain = server.CreatePlainClient();
        using HttpResponseMessage outside = await plain.PostAsync("/transfers", new StringContent("ten to Bob"));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.UpgradeRequired, outside.StatusCode);
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task Given_ARefusedHandshake_When_TheServerAnswers_Expect_NoChannelToBeLeft()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();
        using ChannelOpening mallory = await RawChannel.BeginAsync(server, ClientKeys.Mallory);

        using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, mallory.Request.ToArray());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var channels = (ChannelServer)server.Services.GetService(typeof(ChannelServer))!;
        Assert.Equal(0, channels.ChannelCount);
    }

    private static async Task<HttpStatusCode> AskAsync(RawChannel channel)
    {
        var record = await channel.SealAsync(HttpMethod.Get, "/whoami");
        using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Get, "/whoami"));
        return response.StatusCode;
    }

    private static async Task<QuantumServer> StartAsync(ManualTime? time = null)
    {
        time ??= new ManualTime();
        QuantumServer server = await QuantumServer.StartAsync(app => Routes.MapWhoAmI(app), new ServerSetup { Time = time });
        time.Advance(TimeSpan.FromSeconds(10)); // when signatures are taken
        return server;
    }
}
