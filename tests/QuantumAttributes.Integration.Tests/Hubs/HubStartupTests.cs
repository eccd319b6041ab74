using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>Hubs that would run in the clear, or never answer: the application does not start.</summary>
public sealed class HubStartupTests
{
    [Fact]
    public async Task Given_AHubThatIsNotRegistered_When_Starting_Expect_ItsNameAndTheRemedy()
    {
        string message = await FailAsync(new ServerSetup { Services = services => services.AddSignalR() }, app => app.MapHub<ForgottenHub>("/forgotten"));

        Assert.Contains("The hub ForgottenHub demands what only our connection handler gives", message, StringComparison.Ordinal);
        Assert.Contains("AddQuantumHub<ForgottenHub>()", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_APlainHub_When_ItsEndpointDemandsAChannel_Expect_ItsNameAndTheRemedy()
    {
        string message = await FailAsync(
            new ServerSetup { Services = services => services.AddSignalR() }, app => app.MapHub<PlainHub>("/plain").RequireQuantumChannel());

        Assert.Contains("The hub PlainHub demands", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_AnotherHandler_When_ItTakesOursPlace_Expect_Refusal()
    {
        string message = await FailAsync(
            new ServerSetup
            {
                Services = services =>
                {
                    services.AddQuantumHub<ForgottenHub>();
                    services.AddSingleton<HubConnectionHandler<ForgottenHub>>();
                },
            },
            app => app.MapHub<ForgottenHub>("/forgotten"));

        Assert.Contains("has another HubConnectionHandler<ForgottenHub>, which would run it in the clear", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_ServerSentEventsOnly_When_TheHubDemandsAChannel_Expect_Refusal()
    {
        string message = await FailAsync(
            new ServerSetup { Services = services => services.AddQuantumHub<ForgottenHub>() },
            app => app.MapHub<ForgottenHub>("/forgotten", options => options.Transports = HttpTransportType.ServerSentEvents));

        Assert.Contains("takes server-sent events only, which cannot carry a channel", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quantum:nobody", "The profile 'nobody', used by ForgottenHub.Post, is unknown")]
    [InlineData("tellers", "There is no policy 'tellers', which ForgottenHub.Post names")]
    public async Task Given_AMethodThatNamesAPolicyThatThereIsNot_When_Starting_Expect_ItsName(string policy, string expected)
    {
        string message = await FailAsync(
            new ServerSetup { Services = services => services.AddQuantumHub<ForgottenHub>(new QuantumPolicyUse(policy, "ForgottenHub.Post")) },
            app => app.MapHub<ForgottenHub>("/forgotten"));

        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_AProfileThatOnlySignaturesMeet_When_TheHubIsInAChannel_Expect_Refusal()
    {
        string message = await FailAsync(
            new ServerSetup
            {
                Services = services => services.AddQuantumHub<ForgottenHub>(new QuantumPolicyUse("quantum:signed", "ForgottenHub.Post")),
                Options = quantum => quantum.AddProfile("signed", profile => profile.RequireMechanism(QuantumMechanism.Signature)),
            },
            app => app.MapHub<ForgottenHub>("/forgotten"));

        Assert.Contains("The profile 'signed', which the hub ForgottenHub names, can be met by nobody there", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_AMethodThatNamesAnOrdinaryPolicyThatThereIs_When_Starting_Expect_AStart()
    {
        var setup = new ServerSetup
        {
            Services = services =>
            {
                services.AddAuthorizationBuilder().AddPolicy("tellers", policy => policy.RequireRole("teller"));
                services.AddQuantumHub<ForgottenHub>(new QuantumPolicyUse("tellers", "ForgottenHub.Post"));
            },
        };
        await using QuantumServer server = await QuantumServer.StartAsync(app => app.MapHub<ForgottenHub>("/forgotten"), setup);

        Assert.StartsWith("http", server.Origin, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(301)]
    public async Task Given_ALifetimeOutOfRange_When_Starting_Expect_TheOptionsName(int seconds)
    {
        string message = await FailAsync(
            new ServerSetup { Options = quantum => quantum.Hubs.ChannelLifetime = TimeSpan.FromSeconds(seconds) }, _ => { });

        Assert.Contains("quantum.Hubs.ChannelLifetime", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pages.example")]
    [InlineData("https://pages.example/")]
    [InlineData("https://Pages.example")]
    public async Task Given_AnAllowedOriginThatNoBrowserWrites_When_Starting_Expect_TheOptionsName(string origin)
    {
        string message = await FailAsync(new ServerSetup { Options = quantum => quantum.Hubs.AllowedOrigins.Add(origin) }, _ => { });

        Assert.Contains("quantum.Hubs.AllowedOrigins", message, StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(ServerSetup setup, Action<WebApplication> map) =>
        (await Assert.ThrowsAsync<QuantumConfigurationException>(async () => await (await QuantumServer.StartAsync(map, setup)).DisposeAsync())).Message;

    [QuantumAuth, QuantumChannel]
    [SuppressMessage("Performance", "CA1822", Justification = "What clients call are instance methods.")]
    public sealed class ForgottenHub : Hub
    {
        public string Post() => "posted";
    }
}
