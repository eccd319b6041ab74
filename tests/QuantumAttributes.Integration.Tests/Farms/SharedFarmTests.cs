using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Keys;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Farms;

/// <summary>Two servers on one ring and one database (protocol.md §4, "Shared").</summary>
public class SharedFarmTests
{
    [Fact]
    public async Task Given_AChannelOfOneServer_When_TheNextRequestsGoToTheOther_Expect_ThemAnsweredWithoutAnotherHandshake()
    {
        await using Farm farm = await Farm.StartAsync();
        (HttpClient client, Balancer balancer) = farm.CreateClient();
        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));

        balancer.Target = farm.B;
        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));
        balancer.Target = farm.A;
        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));

        Assert.Single(balancer.Passed, ChannelServer.Path);
    }

    [Fact]
    public async Task Given_AClientSignedInAtOneServer_When_ItsFirstRecordGoesToTheOther_Expect_ItKnownThere()
    {
        await using Farm farm = await Farm.StartAsync();
        farm.A.Enrol(ClientKeys.Alice);
        farm.B.Enrol(ClientKeys.Alice);
        using ClientChannel channel = await farm.OpenAsync(ClientKeys.Alice);
        using SealedRequest record = await Farm.SealAsync(channel, "/whoami");

        using HttpResponseMessage response = await Farm.SendAsync(farm.B, record, "/whoami");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(RawChannel.Open(record, response));
    }

    [Fact]
    public async Task Given_ARecord_When_ReplayedAtTheOtherServer_Expect_Refused()
    {
        await using Farm farm = await Farm.StartAsync();
        using ClientChannel channel = await farm.OpenAsync();
        using SealedRequest record = await Farm.SealAsync(channel);
        using HttpResponseMessage first = await Farm.SendAsync(farm.A, record);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var counted = new MetricRecorder(farm.B);

        using HttpResponseMessage second = await Farm.SendAsync(farm.B, record);

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "channel", second);
        Assert.Equal(1, counted.Count("quantum.records/Replayed"));
    }

    [Fact]
    public async Task Given_ARecord_When_SentSixtyFourTimesToBothAtOnce_Expect_OneAnswer()
    {
        await using Farm farm = await Farm.StartAsync();
        using ClientChannel channel = await farm.OpenAsync();
        using SealedRequest record = await Farm.SealAsync(channel);

        HttpResponseMessage[] responses = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(i => Farm.SendAsync(i % 2 == 0 ? farm.A : farm.B, record)));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK);
        Assert.Equal(63, responses.Count(response => response.StatusCode == HttpStatusCode.Unauthorized));
        Array.ForEach(responses, static response => response.Dispose());
    }

    [Fact]
    public async Task Given_ASignedRequest_When_ReplayedAtTheOtherServer_Expect_Refused()
    {
        await using Farm farm = await Farm.StartAsync();
        farm.A.Enrol(ClientKeys.Alice);
        farm.B.Enrol(ClientKeys.Alice);
        var signed = new SignedRequest(farm.A, "/whoami") { Authority = new Uri(Farm.Origin).Authority };
        using HttpClient a = farm.A.CreatePlainClient(), b = farm.B.CreatePlainClient();
        using HttpRequestMessage original = signed.Sign(ClientKeys.Alice), copy = new(HttpMethod.Get, "/whoami");
        original.Headers.Host = copy.Headers.Host = signed.Authority;
        foreach (string field in (string[])["Signature", "Signature-Input"])
            copy.Headers.TryAddWithoutValidation(field, original.Headers.GetValues(field));

        using HttpResponseMessage first = await a.SendAsync(original);
        Assert.Equal("alice by signature", await first.Content.ReadAsStringAsync());
        using var counted = new MetricRecorder(farm.B);
        using HttpResponseMessage second = await b.SendAsync(copy);

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", second);
        Assert.Equal(1, counted.Count("quantum.signatures/Replayed"));
    }

    [Fact]
    public async Task Given_ADocumentOfOneServer_When_TheHandshakeGoesToTheOther_Expect_AChannel()
    {
        await using Farm farm = await Farm.StartAsync();

        using ClientChannel channel = await farm.OpenAsync(documentOf: farm.A, handshakeWith: farm.B);

        using SealedRequest record = await Farm.SealAsync(channel);
        using HttpResponseMessage response = await Farm.SendAsync(farm.A, record);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Given_AChannelKeyMadeJustNowAtOneServer_When_TheHandshakeGoesToTheOther_Expect_AChannelWithinFiveSeconds()
    {
        var time = new ManualTime();
        await using Farm farm = await Farm.StartAsync(time);
        using ClientChannel before = await farm.OpenAsync(documentOf: farm.B, handshakeWith: farm.B);
        var keys = farm.A.Services.GetRequiredService<IQuantumKeyManager>();
        foreach (KeyDescription key in await keys.ListAsync())
        {
            if (key.Slot.Purpose == KeyPurpose.Channel && key.State == KeyState.Active)
                await keys.RotateAsync(key.Slot);
        }

        using var counted = new MetricRecorder(farm.B);
        await Assert.ThrowsAsync<HttpRequestException>(() => farm.OpenAsync(documentOf: farm.A, handshakeWith: farm.B));
        Assert.Equal(1, counted.Count("quantum.handshakes/UnknownKey"));
        time.Advance(TimeSpan.FromSeconds(5));
        using ClientChannel channel = await farm.OpenAsync(documentOf: farm.A, handshakeWith: farm.B);
    }

    [Fact]
    public async Task Given_AClientRevokedAtOneServer_When_ItsChannelIsUsedAtTheOther_Expect_Refused()
    {
        await using Farm farm = await Farm.StartAsync();
        farm.A.Enrol(ClientKeys.Alice);
        farm.B.Enrol(ClientKeys.Alice);
        using ClientChannel channel = await farm.OpenAsync(ClientKeys.Alice);
        using SealedRequest atB = await Farm.SealAsync(channel), atA = await Farm.SealAsync(channel), again = await Farm.SealAsync(channel);
        using HttpResponseMessage before = await Farm.SendAsync(farm.B, atB); // B has the keys in its memory from now on
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        farm.A.Identities.Set(new() { Key = ClientKeys.Alice.VerifyingKey, Subject = "alice", IsRevoked = true });
        using HttpResponseMessage revoked = await Farm.SendAsync(farm.A, atA);
        using var counted = new MetricRecorder(farm.B);
        using HttpResponseMessage after = await Farm.SendAsync(farm.B, again);

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "channel", revoked);
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "channel", after);
        Assert.Equal(1, counted.Count("quantum.records/UnknownChannel"));
    }

    [Fact]
    public async Task Given_AHandshake_When_ReplayedAtTheOtherServer_Expect_Refused()
    {
        await using Farm farm = await Farm.StartAsync();
        using ChannelOpening opening = await RawChannel.BeginAsync(farm.A);
        using HttpClient a = farm.A.CreatePlainClient(), b = farm.B.CreatePlainClient();
        using HttpResponseMessage first = await RawChannel.PostHandshakeAsync(a, opening.Request.ToArray());
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var counted = new MetricRecorder(farm.B);

        using HttpResponseMessage second = await RawChannel.PostHandshakeAsync(b, opening.Request.ToArray());

        await Problem.ExpectAsync(HttpStatusCode.BadRequest, "handshake", second);
        Assert.Equal(1, counted.Count("quantum.handshakes/Replayed"));
    }

    [Fact]
    public async Task Given_ATicketUnderAKeyMadeJustNow_When_TheOtherServerOpensIt_Expect_ItsContentWithinFiveSeconds()
    {
        var time = new ManualTime();
        await using Farm farm = await Farm.StartAsync(time);
        var a = farm.A.Services.GetRequiredService<IQuantumKeyManager>();
        var b = farm.B.Services.GetRequiredService<IQuantumKeyManager>();
        await a.CreateKeyAsync(KeyPurpose.SessionTickets); // of which B has not heard yet
        byte[] ticket = await a.SealAsync(KeyPurpose.SessionTickets, "who it is"u8.ToArray());

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("who it is"u8.ToArray(), await b.OpenAsync(KeyPurpose.SessionTickets, ticket));
    }
}
