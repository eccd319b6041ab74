using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>Who may connect to a hub, and who may call which of its methods.</summary>
public sealed class HubSignInTests
{
    private static readonly string[] _moderatorMethods = ["Remove", "Purge", "Inherited"];

    [Theory]
    [InlineData(HttpTransportType.WebSockets, false, "channel")]
    [InlineData(HttpTransportType.WebSockets, true, "session")]
    [InlineData(HttpTransportType.LongPolling, true, "session")]
    public async Task Given_AClientThatSignsIn_When_Connected_Expect_ItsClaims(HttpTransportType transport, bool ticket, string mechanism)
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        await using HubConnection hub = await server.ConnectHubAsync(new HubClientSetup { Transport = transport, Ticket = ticket });

        Assert.Equal("alice alice", await hub.InvokeAsync<string>("WhoAmI"));
        Assert.Equal(mechanism, await hub.InvokeAsync<string>("Claim", "quantum:mechanism"));
        Assert.Equal(ClientKeys.Alice.VerifyingKey.Thumbprint.ToString(), await hub.InvokeAsync<string>("Claim", "quantum:kid"));
    }

    [Fact]
    public async Task Given_ATicket_When_TheSessionsTicketsAreGone_Expect_ANewSessionAtTheNextConnect()
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        using var metrics = new MetricRecorder(server);
        await using HubConnection hub = await server.ConnectHubAsync(new HubClientSetup { Ticket = true });
        await hub.StopAsync();
        await hub.StartAsync();

        Assert.Equal("alice alice", await hub.InvokeAsync<string>("WhoAmI"));
        Assert.Equal(3, metrics.Count("quantum.handshakes/Accepted")); // one session, two connects
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_AnUnknownKey_When_Connecting_Expect_HandshakeRefused(bool ticket)
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        await using HubConnection hub = server.CreateHubClient(new HubClientSetup { Key = ClientKeys.Mallory, Ticket = ticket });

        ChannelException e = await Assert.ThrowsAsync<ChannelException>(() => hub.StartAsync());

        Assert.Equal(ChannelFailure.HandshakeRefused, e.Failure);
    }

    [Fact]
    public async Task Given_NoKey_When_TheHubDemandsOne_Expect_HandshakeRefused()
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        await using HubConnection hub = server.CreateHubClient(new HubClientSetup { Key = null });

        Assert.Equal(ChannelFailure.HandshakeRefused, (await Assert.ThrowsAsync<ChannelException>(() => hub.StartAsync())).Failure);
    }

    [Theory]
    [InlineData("/open", true)]
    [InlineData("/closed", false)]
    public async Task Given_NoKey_When_TheHubNamesNoProfile_Expect_ItOpenOnlyWhereItSaysSo(string path, bool open)
    {
        await using QuantumServer server = await ChatServer.StartAsync(Hubs<OpenHub, ClosedHub>(), MapBoth);
        await using HubConnection hub = server.CreateHubClient(new HubClientSetup { Key = null, Path = path });

        if (open)
        {
            await hub.StartAsync();
            Assert.Equal("nobody", await hub.InvokeAsync<string>("WhoAmI"));
        }
        else
        {
            await Assert.ThrowsAsync<ChannelException>(() => hub.StartAsync());
        }
    }

    [Fact]
    public async Task Given_RequireAuthIsOff_When_NobodySignsIn_Expect_TheHubThatNamesNoProfileOpen()
    {
        ServerSetup setup = Hubs<OpenHub, ClosedHub>() with { Options = quantum => quantum.Hubs.RequireAuth = false };
        await using QuantumServer server = await ChatServer.StartAsync(setup, MapBoth);
        await using HubConnection hub = await server.ConnectHubAsync(new HubClientSetup { Key = null, Path = "/closed" });

        Assert.Equal("nobody", await hub.InvokeAsync<string>("WhoAmI"));
    }

    [Fact]
    public async Task Given_AProfileOfTheEndpoint_When_TheClientLacksTheRole_Expect_HandshakeRefused()
    {
        await using QuantumServer server = await ChatServer.StartAsync(map: app => app.MapHub<ChatHub>("/chat").RequireQuantumAuth("moderator"));
        await using HubConnection alice = server.CreateHubClient();
        await using HubConnection bob = await server.ConnectHubAsync(new HubClientSetup { Key = ClientKeys.Bob });

        await Assert.ThrowsAsync<ChannelException>(() => alice.StartAsync());
        Assert.Equal("bob bob", await bob.InvokeAsync<string>("WhoAmI"));
    }

    [Fact]
    public async Task Given_MethodsForModerators_When_Called_Expect_OnlyModeratorsToReachThem()
    {
        await using QuantumServer server = await ChatServer.StartAsync(
            new ServerSetup { Services = services => services.AddQuantumHub<DerivedHub>() }, app => app.MapHub<DerivedHub>("/chat"));
        await using HubConnection alice = await server.ConnectHubAsync();
        await using HubConnection bob = await server.ConnectHubAsync(new HubClientSetup { Key = ClientKeys.Bob });

        foreach (string method in _moderatorMethods)
        {
            HubException refused = await Assert.ThrowsAsync<HubException>(() => alice.InvokeAsync<string>(method, "1").WaitAsync(TimeSpan.FromSeconds(20)));
            Assert.Contains("unauthorized", refused.Message, StringComparison.Ordinal);
            Assert.StartsWith("done ", await bob.InvokeAsync<string>(method, "1"), StringComparison.Ordinal);
        }

        Assert.Equal("alice alice", await alice.InvokeAsync<string>("WhoAmI")); // a refusal is no end
    }

    [Fact]
    public async Task Given_ARoleIsTaken_When_TheClientCallsAgain_Expect_Refused()
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        await using HubConnection bob = await server.ConnectHubAsync(new HubClientSetup { Key = ClientKeys.Bob });
        await bob.InvokeAsync<string>("Remove", "1");

        server.Enrol(ClientKeys.Bob, "bob");

        await Assert.ThrowsAsync<HubException>(() => bob.InvokeAsync<string>("Remove", "2"));
    }

    [Fact]
    public async Task Given_AKeyIsRevoked_When_ItsClientCalls_Expect_TheEnd_AndNoReconnect()
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        await using HubConnection hub = await server.ConnectHubAsync();
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        server.Identities.Set(new QuantumIdentity { Key = ClientKeys.Alice.VerifyingKey, Subject = "alice", IsRevoked = true });

        await Assert.ThrowsAnyAsync<Exception>(() => hub.InvokeAsync<string>("Echo", "may I?"));

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<ChannelException>(() => hub.StartAsync());
    }

    [Theory]
    [InlineData("alice", true)]
    [InlineData("bob", false)]
    public async Task Given_AnHttpPrincipal_When_ItIsAnother_Expect_HandshakeRefused(string user, bool same)
    {
        await using QuantumServer server = await ChatServer.StartAsync(
            new ServerSetup { Services = ClassicalScheme.AddAsDefault },
            app =>
            {
                app.UseAuthentication();
                app.MapHub<ChatHub>("/chat");
            });
        await using HubConnection hub = server.CreateHubClient(new HubClientSetup { Headers = [("X-User", user)] });

        if (same)
        {
            await hub.StartAsync();
            Assert.Equal("alice alice", await hub.InvokeAsync<string>("WhoAmI"));
        }
        else
        {
            await Assert.ThrowsAsync<ChannelException>(() => hub.StartAsync());
        }
    }

    [Fact]
    public async Task Given_AnotherSchemeBeside_When_ItRefusesTheRequest_Expect_NoHandshake()
    {
        await using QuantumServer server = await ChatServer.StartAsync(
            new ServerSetup { Services = ClassicalScheme.AddAsDefault }, app => app.MapHub<ChatHub>("/chat").RequireAuthorization());
        await using HubConnection without = server.CreateHubClient();
        await using HubConnection with = server.CreateHubClient(new HubClientSetup { Headers = [("X-User", "alice")] });

        await Assert.ThrowsAsync<HttpRequestException>(() => without.StartAsync());
        await with.StartAsync();
        Assert.Equal("alice alice", await with.InvokeAsync<string>("WhoAmI"));
    }

    private static void MapBoth(WebApplication app)
    {
        app.MapHub<OpenHub>("/open");
        app.MapHub<ClosedHub>("/closed");
    }

    private static ServerSetup Hubs<TFirst, TSecond>()
        where TFirst : Hub
        where TSecond : Hub => new()
        {
            Services = services => services.AddQuantumHub<TFirst>().AddQuantumHub<TSecond>(),
        };

    [QuantumChannel, AllowAnonymous]
    public sealed class OpenHub : NamelessHub;

    [QuantumChannel]
    public sealed class ClosedHub : NamelessHub;

    public abstract class NamelessHub : Hub
    {
        public string WhoAmI() => Context.User?.Identity?.Name ?? "nobody";
    }

    [SuppressMessage("Performance", "CA1822", Justification = "What clients call are instance methods.")]
    public abstract class BaseHub : ChatHub
    {
        [QuantumAuth("moderator")]
        public string Inherited(string message) => $"done {message}";
    }

    [SuppressMessage("Performance", "CA1822", Justification = "What clients call are instance methods.")]
    public sealed class DerivedHub : BaseHub
    {
        // The attribute is the overridden method's.
        public override string Remove(string message) => $"done {message}";

        [HubMethodName("Purge"), QuantumAuth("moderator")]
        public string PurgeEverything(string message) => $"done {message}";
    }
}
