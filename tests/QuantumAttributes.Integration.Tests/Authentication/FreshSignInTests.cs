using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Client;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Authentication;

public class FreshSignInTests
{
    [Fact]
    public async Task Given_AChannelJustOpened_When_AnEndpointDemandsAFreshSignIn_Expect_TheTimeOfTheHandshake()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using HttpClient client = server.CreateClient(new ClientSetup { Key = ClientKeys.Alice });
        string opened = Seconds(time);

        Assert.Equal($"channel at {opened}", await client.GetStringAsync("/fresh"));
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal($"channel at {opened}", await client.GetStringAsync("/fresh"));
    }

    [Theory]
    [InlineData("/fresh")]
    [InlineData("/fresh-channel")]
    public async Task Given_AnOldChannel_When_AnEndpointDemandsAFreshSignIn_Expect_TheClientToSignTheRequest(string path)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using HttpClient client = server.CreateClient(new ClientSetup { Key = ClientKeys.Alice });
        string opened = Seconds(time);
        Assert.Equal($"channel at {opened}", await client.GetStringAsync("/any"));

        time.Advance(TimeSpan.FromSeconds(61));
        string signed = Seconds(time);

        Assert.Equal($"channel at {opened}", await client.GetStringAsync("/any"));
        Assert.Equal($"channel+signature at {signed}", await client.GetStringAsync(path));
    }

    [Fact]
    public async Task Given_AnOldChannel_When_AnEndpointDemandsAFreshSignIn_Expect_AChallengeWithoutAReason()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using RawChannel channel = await RawChannel.OpenAsync(server, ClientKeys.Alice);
        var first = await channel.SealAsync(HttpMethod.Get, "/fresh");
        using HttpResponseMessage confirmed = await channel.SendAsync(RawChannel.Wrap(first, HttpMethod.Get, "/fresh"));
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        time.Advance(TimeSpan.FromSeconds(61));
        var record = await channel.SealAsync(HttpMethod.Get, "/fresh");

        using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Get, "/fresh"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var headers = RawChannel.Open(record, response)!.Headers.Fields;
        Assert.Equal("Quantum algs=\"ml-dsa-65 ml-dsa-87\", mechanisms=\"channel session signature\"", headers["www-authenticate"].Single());
        Assert.DoesNotContain("auth=", headers["quantum-status"].Single(), StringComparison.Ordinal);
    }

    // Another sign-in would not give the role.
    [Fact]
    public async Task Given_AnOldChannelAndAMissingRole_When_AnEndpointDemandsMore_Expect_403()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using HttpClient client = server.CreateClient(new ClientSetup { Key = ClientKeys.Alice });
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/any")).StatusCode);
        time.Advance(TimeSpan.FromSeconds(61));

        using HttpResponseMessage response = await client.GetAsync("/fresh-teller");

        await Problem.ExpectAsync(HttpStatusCode.Forbidden, "forbidden", response);
    }

    [Theory]
    [InlineData(30, HttpStatusCode.OK)]
    [InlineData(31, HttpStatusCode.Unauthorized)]
    public async Task Given_ASignedRequest_When_ItComesLate_Expect_ItsCreatedToCount(int seconds, HttpStatusCode expected)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using HttpClient client = server.CreatePlainClient();
        HttpRequestMessage request = new SignedRequest(server, "/very-fresh").Sign(ClientKeys.Alice);
        string created = Seconds(time);

        time.Advance(TimeSpan.FromSeconds(seconds));
        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.OK)
            Assert.Equal($"signature at {created}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_AClientThatSignsAlways_When_AnEndpointDemandsAFreshSignIn_Expect_ItAtOnce()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using HttpClient client = server.CreateClient(new ClientSetup { Key = ClientKeys.Alice, Signing = RequestSigning.Always });
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/any")).StatusCode);
        time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal($"channel+signature at {Seconds(time)}", await client.GetStringAsync("/fresh"));
    }

    private static string Seconds(ManualTime time) => time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static async Task<QuantumServer> StartAsync(ManualTime time)
    {
        QuantumServer server = await QuantumServer.StartAsync(
            app =>
            {
                foreach (string profile in new[] { "default", "fresh", "fresh-channel", "fresh-teller", "very-fresh" })
                    app.MapGet(profile == "default" ? "/any" : $"/{profile}", Describe).RequireQuantumAuth(profile);
            },
            new ServerSetup { Time = time, Options = AddProfiles });
        server.Enrol(ClientKeys.Alice);
        time.Advance(TimeSpan.FromSeconds(10));
        return server;
    }

    private static string Describe(HttpContext context) =>
        $"{string.Join('+', context.User.FindAll("quantum:mechanism").Select(claim => claim.Value))} at {context.User.FindFirst("quantum:auth_time")!.Value}";

    private static void AddProfiles(QuantumOptions quantum) => quantum
        .AddProfile("fresh", profile => profile.RequireFreshSignIn(TimeSpan.FromMinutes(1)))
        .AddProfile("fresh-channel", profile => profile.RequireFreshSignIn(TimeSpan.FromMinutes(1)).RequireMechanism(QuantumMechanism.Channel))
        .AddProfile("fresh-teller", profile => profile.RequireFreshSignIn(TimeSpan.FromMinutes(1)).RequireRole("teller"))
        .AddProfile("very-fresh", profile => profile.RequireFreshSignIn(TimeSpan.FromSeconds(30)));
}
