using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Policy;

public class RequireAuthByDefaultTests
{
    [Theory]
    [InlineData("/silent", HttpStatusCode.Unauthorized)]
    [InlineData("/open", HttpStatusCode.OK)]
    [InlineData("/channel", HttpStatusCode.UpgradeRequired)]
    [InlineData(DiscoveryDocument.Path, HttpStatusCode.OK)]
    public async Task Given_AuthRequiredByDefault_When_AnEndpointIsCalledByNobody_Expect_OnlyWhatIsOpenedToAnswer(string path, HttpStatusCode expected)
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.GetAsync(path);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Given_AuthRequiredByDefault_When_AliceCalls_Expect_Her()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });

        Assert.Equal("in", await client.GetStringAsync("/silent"));
    }

    [Fact]
    public async Task Given_AuthRequiredByDefault_When_TheApplicationHasAFallbackPolicyToo_Expect_BothDemanded()
    {
        await using QuantumServer server = await StartAsync(services => services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder("Quantum").RequireClaim("branch").Build()));
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });

        using HttpResponseMessage response = await client.GetAsync("/silent");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Given_NothingRequiredByDefault_When_AnEndpointIsCalledByNobody_Expect_ItToAnswer()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(app => app.MapGet("/silent", () => "in"));
        using HttpClient client = server.CreatePlainClient();

        Assert.Equal("in", await client.GetStringAsync("/silent"));
    }

    private static Task<QuantumServer> StartAsync(Action<IServiceCollection>? services = null) => QuantumServer.StartAsync(
        app =>
        {
            app.MapGet("/silent", () => "in");
            app.MapGet("/open", [AllowAnonymous] () => "in");
            app.MapGet("/channel", [QuantumChannel] () => "in");
        },
        new ServerSetup { Services = services, Options = quantum => quantum.RequireAuthByDefault = true });
}
