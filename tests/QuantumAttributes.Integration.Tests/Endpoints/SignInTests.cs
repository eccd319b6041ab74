using System.Net;
using Microsoft.AspNetCore.Builder;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Endpoints;

public class SignInTests
{
    private const string Challenge = "Quantum algs=\"ml-dsa-65 ml-dsa-87\", mechanisms=\"channel session signature\"";

    [Fact]
    public async Task Given_NoIdentity_When_AnEndpointDemandsOne_Expect_401WithTheChallenge()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/whoami");

        Assert.Equal(Challenge, response.Headers.WwwAuthenticate.Single().ToString());
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
    }

    [Fact]
    public async Task Given_NoChannelAndNoIdentity_When_AnEndpointDemandsAnIdentity_Expect_401WithTheChallenge()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.GetAsync("/whoami");

        Assert.Equal(Challenge, response.Headers.WwwAuthenticate.Single().ToString());
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
    }

    [Fact]
    public async Task Given_AnEnrolledKey_When_ItSignsTheChannel_Expect_ItsIdentityByChannel()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });

        using HttpResponseMessage response = await client.GetAsync("/whoami");

        Assert.Equal("alice by channel", await response.Content.ReadAsStringAsync());
        Assert.StartsWith("auth=\"ml-dsa-65\", kex=\"mlkem768-x25519\", exp=", response.Headers.GetValues("Quantum-Status").Single());
    }

    [Fact]
    public async Task Given_AKeyNobodyEnrolled_When_ItSignsTheChannel_Expect_NoChannel()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = ClientKeys.Mallory });

        var refused = await Assert.ThrowsAsync<Channels.ChannelException>(() => client.GetAsync("/whoami"));

        Assert.Contains("refused the handshake: expected 200 with application/quantum-handshake, came 400", refused.Message);
    }

    [Fact]
    public async Task Given_AnOpenChannel_When_ItsKeyIsRevoked_Expect_TheNextRequestToFail()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });
        Assert.Equal("alice by channel", await client.GetStringAsync("/whoami"));

        server.Identities.Remove(ClientKeys.Alice.VerifyingKey.Thumbprint);

        await Assert.ThrowsAsync<Channels.ChannelException>(() => client.GetStringAsync("/whoami"));
    }

    [Fact]
    public async Task Given_AProfileThatDemandsASignature_When_TheClientIsAskedForOne_Expect_ItToSignByItself()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });

        using HttpResponseMessage response = await client.PostAsync("/signed", new StringContent("a transfer"));

        Assert.Equal("a transfer by channel+signature", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_AProfileThatDemandsASignature_When_OnlyTheChannelIsSigned_Expect_401()
    {
        await using QuantumServer server = await StartAsync();
        server.Enrol(ClientKeys.Alice);
        using RawChannel channel = await RawChannel.OpenAsync(server, ClientKeys.Alice);
        var record = await channel.SealAsync(HttpMethod.Post, "/signed");

        using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, "/signed"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            "Quantum algs=\"ml-dsa-65 ml-dsa-87\", mechanisms=\"signature\"",
            RawChannel.Open(record, response)!.Headers.Fields["www-authenticate"].Single());
    }

    [Theory]
    [InlineData("/teller", HttpStatusCode.OK)]
    [InlineData("/auditor", HttpStatusCode.Forbidden)]
    [InlineData("/top", HttpStatusCode.Forbidden)]
    [InlineData("/either", HttpStatusCode.OK)]
    [InlineData("/teller-and-auditor", HttpStatusCode.Forbidden)]
    public async Task Given_ATeller_When_AProfileDemandsRolesOrACategory_Expect_WhatTheKeyIsWorth(string path, HttpStatusCode expected)
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice, "alice", "teller") });

        using HttpResponseMessage response = await client.GetAsync(path);

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Forbidden)
            await Problem.ExpectAsync(HttpStatusCode.Forbidden, "forbidden", response);
    }

    private static Task<QuantumServer> StartAsync()
    {
        // Behind the five seconds in which a server that has just started takes no signatures.
        var time = new ManualTime();
        return StartAsync(time);
    }

    private static async Task<QuantumServer> StartAsync(ManualTime time)
    {
        QuantumServer server = await QuantumServer.StartAsync(
            app =>
            {
                Routes.MapWhoAmI(app);
                app.MapPost("/signed", [QuantumAuth("signed")] async (Microsoft.AspNetCore.Http.HttpContext context) =>
                {
                    using var reader = new StreamReader(context.Request.Body);
                    return $"{await reader.ReadToEndAsync()} by {string.Join('+', context.User.FindAll("quantum:mechanism").Select(claim => claim.Value))}";
                });
                foreach (string profile in new[] { "teller", "auditor", "top", "either" })
                    app.MapGet($"/{profile}", () => "in").RequireQuantumAuth(profile);
                app.MapGroup("/teller-and-auditor").RequireQuantumAuth("auditor").MapGet("", [QuantumAuth("teller")] () => "in");
            },
            new ServerSetup { Time = time, Options = AddProfiles });
        time.Advance(TimeSpan.FromSeconds(10));
        return server;
    }

    private static void AddProfiles(QuantumOptions quantum) => quantum
        .AddProfile("signed", profile => profile.RequireMechanism(QuantumMechanism.Signature))
        .AddProfile("teller", profile => profile.RequireRole("teller"))
        .AddProfile("auditor", profile => profile.RequireRole("auditor"))
        .AddProfile("either", profile => profile.RequireRole("auditor", "teller"))
        .AddProfile("top", profile => profile.RequireCategory(5));
}
