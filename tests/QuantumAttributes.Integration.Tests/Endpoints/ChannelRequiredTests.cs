using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Endpoints;

public class ChannelRequiredTests
{
    private static readonly ServerSetup WithControllers = new()
    {
        Services = services =>
        {
            services.AddControllers();
            services.AddSingleton<VaultTransformer>();
        },
    };

    [Theory]
    [InlineData("GET", "/attribute")]
    [InlineData("HEAD", "/attribute")]
    [InlineData("GET", "/builder")]
    [InlineData("GET", "/group/inner")]
    [InlineData("GET", "/typed/42")]
    [InlineData("POST", "/attribute")]
    [InlineData("GET", "/vault/by-class")]
    [InlineData("GET", "/mixed/by-action")]
    [InlineData("GET", "/dynamic/vault")]
    public async Task Given_AnEndpointThatDemandsAChannel_When_CalledWithoutOne_Expect_426(string method, string path)
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal("policy=\"require\"", response.Headers.GetValues("Quantum-Status").Single());
        if (method == "HEAD")
            Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        else
            await Problem.ExpectAsync(HttpStatusCode.UpgradeRequired, "channel-required", response);
    }

    [Theory]
    [InlineData("/attribute")]
    [InlineData("/builder")]
    [InlineData("/group/inner")]
    [InlineData("/typed/42")]
    [InlineData("/vault/by-class")]
    [InlineData("/mixed/by-action")]
    [InlineData("/dynamic/vault")]
    public async Task Given_AnEndpointThatDemandsAChannel_When_CalledInOne_Expect_ItsAnswer(string path)
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();

        Assert.Equal("inside", await client.GetStringAsync(path));
    }

    [Theory]
    [InlineData("GET", "/unknown", HttpStatusCode.NotFound)]
    [InlineData("GET", "/typed/word", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/attribute", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/open", HttpStatusCode.OK)]
    [InlineData("GET", "/mixed/open", HttpStatusCode.OK)]
    public async Task Given_APathWithoutADemand_When_CalledWithoutAChannel_Expect_WhatRoutingSays(string method, string path, HttpStatusCode expected)
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(expected, response.StatusCode);
        Assert.False(response.Headers.Contains("Quantum-Status"));
    }

    [Fact]
    public async Task Given_AnEndpointWithChannelAndAuth_When_CalledWithNeither_Expect_TheChannelToBeAskedForFirst()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.GetAsync("/both");

        await Problem.ExpectAsync(HttpStatusCode.UpgradeRequired, "channel-required", response);
    }

    private static Task<QuantumServer> StartAsync() => QuantumServer.StartAsync(
        app =>
        {
            app.MapMethods("/attribute", ["GET", "HEAD", "POST"], [QuantumChannel] () => "inside");
            app.MapGet("/builder", () => "inside").RequireQuantumChannel();
            app.MapGroup("/group").RequireQuantumChannel().MapGet("/inner", () => "inside");
            app.MapGet("/typed/{id:int}", [QuantumChannel] (int id) => "inside");
            app.MapGet("/both", [QuantumChannel, QuantumAuth] () => "inside");
            app.MapGet("/open", () => "outside");
            app.MapControllers();
            app.MapDynamicControllerRoute<VaultTransformer>("/dynamic/{name}");
        },
        WithControllers);
}
