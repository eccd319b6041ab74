using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>A hub that demands a sign-in and no channel: each HTTP request proves it, and the connection ends when that is too old.</summary>
public sealed class HubWithoutChannelTests
{
    [Theory]
    [InlineData("/signed")]
    [InlineData("/mapped")]
    public async Task Given_NoSignIn_When_Negotiating_Expect_401(string path)
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();
        using HttpResponseMessage response = await client.PostAsync($"{path}/negotiate?negotiateVersion=1", null);

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
    }

    [Fact]
    public async Task Given_AForeignOrigin_When_Negotiating_Expect_403()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = ClientKeys.Alice });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signed/negotiate") { Headers = { { "Origin", "https://evil.example" } } };
        using HttpResponseMessage response = await client.SendAsync(request);

        await Problem.ExpectAsync(HttpStatusCode.Forbidden, "origin", response);
    }

    [Theory]
    [InlineData("/signed")]
    [InlineData("/mapped")]
    public async Task Given_RequestsOfASignedInClient_When_Connected_Expect_ItsName(string path)
    {
        await using QuantumServer server = await StartAsync();
        await using HubConnection hub = Create(server, path);
        await hub.StartAsync();

        Assert.Equal("alice", await hub.InvokeAsync<string>("WhoAmI"));
    }

    [Fact]
    public async Task Given_TheLifetimeIsOver_When_NothingCanRenewIt_Expect_TheEnd()
    {
        await using QuantumServer server = await StartAsync(TimeSpan.FromSeconds(2));
        await using HubConnection hub = Create(server, "/signed");
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await hub.StartAsync();
        Assert.Equal("alice", await hub.InvokeAsync<string>("WhoAmI"));

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Given_AKeyIsRevoked_When_ItsClientCalls_Expect_Refused()
    {
        await using QuantumServer server = await StartAsync();
        await using HubConnection hub = Create(server, "/signed");
        await hub.StartAsync();
        server.Identities.Set(new QuantumIdentity { Key = ClientKeys.Alice.VerifyingKey, Subject = "alice", IsRevoked = true });

        await Assert.ThrowsAnyAsync<Exception>(() => hub.InvokeAsync<string>("WhoAmI").WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static Task<QuantumServer> StartAsync(TimeSpan? lifetime = null) => ChatServer.StartAsync(
        new ServerSetup
        {
            Services = services => services.AddQuantumHub<SignedHub>().AddQuantumHub<MappedHub>(),
            Options = quantum => quantum.Hubs.ChannelLifetime = lifetime ?? TimeSpan.FromSeconds(300),
        },
        app =>
        {
            app.MapHub<SignedHub>("/signed");
            app.MapHub<MappedHub>("/mapped");
        });

    // Long polling through the channel of an HttpClient, which signs in.
    private static HubConnection Create(QuantumServer server, string path)
    {
        HttpClient client = server.CreateClient(new ClientSetup { Key = ClientKeys.Alice });
        return new HubConnectionBuilder()
            .WithUrl(server.Origin + path, HttpTransportType.LongPolling, options => options.HttpMessageHandlerFactory = _ => new Forwarding(client))
            .Build();
    }

    [QuantumAuth]
    public sealed class SignedHub : NamingHub;

    /// <summary>With nothing but a route, which is enough to demand the default profile.</summary>
    [QuantumHub("/mapped")]
    public sealed class MappedHub : NamingHub;

    public abstract class NamingHub : Hub
    {
        public string WhoAmI() => Context.User?.Identity?.Name ?? "nobody";
    }
}
