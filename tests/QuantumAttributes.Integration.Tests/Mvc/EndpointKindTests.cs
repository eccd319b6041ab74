using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Mvc;

/// <summary>What the attributes demand, they demand on endpoints of every kind: controllers, Razor pages, groups of either, and the rest.</summary>
public class EndpointKindTests(EndpointKindTests.Server fixture) : IClassFixture<EndpointKindTests.Server>
{
    private readonly QuantumServer _server = fixture.Value;

    [Theory]
    [InlineData("/books/by-class", HttpStatusCode.Unauthorized)]
    [InlineData("/books/by-both", HttpStatusCode.Unauthorized)]
    [InlineData("/books/by-class-in-channel", HttpStatusCode.UpgradeRequired)]
    [InlineData("/heir/by-class", HttpStatusCode.Unauthorized)]
    [InlineData("/heir/by-class-in-channel", HttpStatusCode.UpgradeRequired)]
    [InlineData("/shelf/by-action", HttpStatusCode.Unauthorized)]
    [InlineData("/shelf/open", HttpStatusCode.OK)]
    [InlineData("/pages/vault", HttpStatusCode.UpgradeRequired)]
    [InlineData("/pages/account", HttpStatusCode.Unauthorized)]
    [InlineData("/pages/teller", HttpStatusCode.UpgradeRequired)]
    [InlineData("/pages/lobby", HttpStatusCode.OK)]
    [InlineData("/signed/shelf/open", HttpStatusCode.Unauthorized)]
    [InlineData("/signed/pages/lobby", HttpStatusCode.Unauthorized)]
    [InlineData("/sealed/shelf/open", HttpStatusCode.UpgradeRequired)]
    [InlineData("/sealed/pages/lobby", HttpStatusCode.UpgradeRequired)]
    [InlineData("/health", HttpStatusCode.Unauthorized)]
    [InlineData("/area/anything", HttpStatusCode.UpgradeRequired)]
    public async Task Given_NobodyAndNoChannel_When_AnEndpointIsCalled_Expect_WhatItDemands(string path, HttpStatusCode expected)
    {
        using HttpClient client = _server.CreatePlainClient();

        using HttpResponseMessage response = await client.GetAsync(path);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("/books/by-class", "alice's books")]
    [InlineData("/books/by-class-in-channel", "alice's secrets")]
    [InlineData("/heir/by-class", "alice's books")]
    [InlineData("/shelf/by-action", "alice's shelf")]
    [InlineData("/pages/vault", "vault of alice")]
    [InlineData("/pages/account", "account of alice")]
    [InlineData("/signed/shelf/open", "anybody's shelf")]
    [InlineData("/signed/pages/lobby", "lobby of alice")]
    [InlineData("/sealed/shelf/open", "anybody's shelf")]
    [InlineData("/sealed/pages/lobby", "lobby of alice")]
    [InlineData("/health", "Healthy")]
    [InlineData("/area/anything", "fallback")]
    public async Task Given_AnIdentityAndAChannel_When_AnEndpointIsCalled_Expect_ItsAnswer(string path, string expected)
    {
        using HttpClient client = _server.CreateClient(new ClientSetup { Key = ClientKeys.Alice });

        Assert.Equal(expected, (await client.GetStringAsync(path)).Trim());
    }

    [Theory]
    [InlineData("/books/by-both")]
    [InlineData("/pages/teller")]
    public async Task Given_AnIdentityWithoutTheRole_When_AnEndpointDemandsIt_Expect_403(string path)
    {
        using HttpClient client = _server.CreateClient(new ClientSetup { Key = ClientKeys.Alice });

        await Problem.ExpectAsync(HttpStatusCode.Forbidden, "forbidden", await client.GetAsync(path));
    }

    [Theory]
    [InlineData("/books/by-both", "bob's accounts")]
    [InlineData("/pages/teller", "teller of bob")]
    public async Task Given_AnIdentityWithTheRole_When_AnEndpointDemandsIt_Expect_ItsAnswer(string path, string expected)
    {
        using HttpClient client = _server.CreateClient(new ClientSetup { Key = ClientKeys.Bob });

        Assert.Equal(expected, (await client.GetStringAsync(path)).Trim());
    }

    private static void AddProfiles(QuantumOptions quantum) => quantum.AddProfile("teller", profile => profile.RequireRole("teller"));

    private static void AddMvc(IServiceCollection services)
    {
        services.AddControllers().ConfigureApplicationPartManager(parts =>
        {
            parts.FeatureProviders.Remove(parts.FeatureProviders.OfType<ControllerFeatureProvider>().Single());
            parts.FeatureProviders.Add(new OurControllers());
        });
        services.AddRazorPages(pages => pages.RootDirectory = "/Mvc/Pages");
        services.AddHealthChecks();
    }

    private static void Map(WebApplication app)
    {
        app.MapControllers();
        app.MapRazorPages();
        app.MapGroup("/signed").RequireQuantumAuth().MapControllers();
        app.MapGroup("/signed").RequireQuantumAuth().MapRazorPages();
        app.MapGroup("/sealed").MapControllers().RequireQuantumChannel();
        app.MapGroup("/sealed").MapRazorPages().RequireQuantumChannel();
        app.MapHealthChecks("/health").RequireQuantumAuth();
        app.MapFallback("/area/{**rest}", () => "fallback").RequireQuantumChannel();
    }

    /// <summary>One server for all of them, which knows Alice, and Bob as a teller.</summary>
    public sealed class Server : IAsyncLifetime
    {
        internal QuantumServer Value { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Value = await QuantumServer.StartAsync(Map, new ServerSetup { Options = AddProfiles, Services = AddMvc });
            Value.Enrol(ClientKeys.Alice);
            Value.Enrol(ClientKeys.Bob, "bob", "teller");
        }

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
