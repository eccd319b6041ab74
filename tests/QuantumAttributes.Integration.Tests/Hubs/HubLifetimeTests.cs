using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>How long a connection lives: renewals, the end of those that do not renew, and reconnects.</summary>
public sealed class HubLifetimeTests
{
    private static readonly ServerSetup _short = new() { Options = quantum => quantum.Hubs.ChannelLifetime = TimeSpan.FromSeconds(2) };

    private static readonly ServerSetup _shortest = new() { Options = quantum => quantum.Hubs.ChannelLifetime = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData(HttpTransportType.WebSockets, false)]
    [InlineData(HttpTransportType.WebSockets, true)]
    [InlineData(HttpTransportType.LongPolling, false)]
    public async Task Given_AShortLifetime_When_TheClientGoesOn_Expect_RenewalsInOneConnection(HttpTransportType transport, bool ticket)
    {
        await using QuantumServer server = await ChatServer.StartAsync(_short);
        using var metrics = new MetricRecorder(server);
        await using HubConnection hub = await server.ConnectHubAsync(new HubClientSetup { Transport = transport, Ticket = ticket });
        string? connection = hub.ConnectionId;
        long signedIn = await SignedInAsync(hub);

        for (int i = 0; i < 50; i++)
        {
            Assert.Equal($"{i}", await hub.InvokeAsync<string>("Echo", $"{i}"));
            await Task.Delay(100);
        }

        Assert.Equal(connection, hub.ConnectionId);
        Assert.InRange(metrics.Count("quantum.handshakes/Accepted"), 3, 10);
        Assert.Equal(ticket, await SignedInAsync(hub) == signedIn); // a renewal signs in again; a ticket says when its session did
    }

    /// <summary>The shortest lifetime that options allow.</summary>
    [Fact]
    public async Task Given_ALifetimeOfASecond_When_TheClientGoesOn_Expect_RenewalsInOneConnection()
    {
        await using QuantumServer server = await ChatServer.StartAsync(_shortest);
        using var metrics = new MetricRecorder(server);
        await using HubConnection hub = await server.ConnectHubAsync();
        string? connection = hub.ConnectionId;

        for (int i = 0; i < 30; i++)
        {
            Assert.Equal($"{i}", await hub.InvokeAsync<string>("Echo", $"{i}"));
            await Task.Delay(100);
        }

        Assert.Equal(connection, hub.ConnectionId);
        Assert.True(metrics.Count("quantum.handshakes/Accepted") > 2);
    }

    /// <summary>A HubConnection disposes its services before it closes the connection: a renewal may come between.</summary>
    [Fact]
    public async Task Given_ARenewalThatIsDueMeanwhile_When_AClientIsDisposed_Expect_NoException()
    {
        await using QuantumServer server = await ChatServer.StartAsync(_short);
        HubConnection hub = await server.ConnectHubAsync(new HubClientSetup
        {
            Configure = builder => builder.Services.AddSingleton<IConnectionFactory>(
                services => new SlowToEnd(ActivatorUtilities.CreateInstance<HttpConnectionFactory>(services))),
        });

        await hub.DisposeAsync();

        Assert.Equal(HubConnectionState.Disconnected, hub.State);
    }

    [Fact]
    public async Task Given_AClientWhoseClockStands_When_TheLifetimeIsOver_Expect_TheEnd()
    {
        await using QuantumServer server = await ChatServer.StartAsync(_short);
        var time = new FrozenTime();
        await using HubConnection hub = await server.ConnectHubAsync(new HubClientSetup { Time = time });
        Task<Exception?> closed = ClosedAsync(hub);
        Assert.Equal("x", await hub.InvokeAsync<string>("Echo", "x"));

        await closed.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(HubConnectionState.Disconnected, hub.State);
    }

    [Fact]
    public async Task Given_AutomaticReconnect_When_TheSocketIsCut_Expect_ANewHandshake()
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        using var metrics = new MetricRecorder(server);
        await using var proxy = new RecordingProxy(server.Port);
        var retries = new HubClientSetup { Through = proxy.EndPoint, Configure = builder => builder.WithAutomaticReconnect([TimeSpan.Zero, TimeSpan.FromSeconds(1)]) };
        await using HubConnection hub = await server.ConnectHubAsync(retries);
        var reconnected = new TaskCompletionSource();
        hub.Reconnected += _ =>
        {
            reconnected.TrySetResult();
            return Task.CompletedTask;
        };
        Assert.Equal(1, metrics.Count("quantum.handshakes/Accepted"));

        proxy.Restart();
        proxy.ToServer.CutAfter(40);
        await Assert.ThrowsAnyAsync<Exception>(() => hub.InvokeAsync<string>("Echo", "cut in the middle of this sentence"));
        proxy.Restart();

        await reconnected.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("again", await hub.InvokeAsync<string>("Echo", "again"));
        Assert.Equal(2, metrics.Count("quantum.handshakes/Accepted"));
    }

    /// <summary>A resend of SignalR's would go past our records: it must not be agreed on, whoever asks for it, and nothing readable goes out.</summary>
    [Fact]
    public async Task Given_StatefulReconnectIsRequested_When_TheSocketDiesInMidCall_Expect_NoPlaintextOnTheWire()
    {
        await using QuantumServer server = await ChatServer.StartAsync(
            map: app => app.MapHub<ChatHub>("/chat", options => options.AllowStatefulReconnects = true));
        await using var proxy = new RecordingProxy(server.Port);
        const string Secret = "nobody reads what is sent again";
        await using HubConnection hub = await server.ConnectHubAsync(new HubClientSetup
        {
            Through = proxy.EndPoint,
            Configure = builder => builder.WithStatefulReconnect().WithAutomaticReconnect([TimeSpan.Zero, TimeSpan.FromSeconds(1)]),
        });
        Assert.False(proxy.ToServer.Carried("useStatefulReconnect=true"));
        Assert.True(proxy.ToServer.Carried("/chat/negotiate"));

        proxy.ToServer.CutAfter(proxy.ToServer.Recorded.Length + 60);
        Task<string> call = hub.InvokeAsync<string>("Echo", Secret);
        await Assert.ThrowsAnyAsync<Exception>(() => call);
        await Task.Delay(TimeSpan.FromSeconds(2)); // whatever would be sent again has been

        Assert.False(proxy.ToServer.Carried(Secret));
        Assert.False(proxy.ToClient.Carried(Secret));
    }

    /// <summary>That the test before looks for what is there where no channel is.</summary>
    [Fact]
    public async Task Given_StatefulReconnectIsRequested_When_ThereIsNoChannel_Expect_ItOnTheWire()
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        await using var proxy = new RecordingProxy(server.Port);
        await using HubConnection hub = new HubConnectionBuilder()
            .WithUrl(server.Origin + "/plain", HttpTransportType.WebSockets, options => options.HttpMessageHandlerFactory = _ => QuantumServer.CreatePrimary(proxy.EndPoint))
            .WithStatefulReconnect()
            .Build();

        await hub.StartAsync();

        Assert.True(proxy.ToServer.Carried("useStatefulReconnect=true"));
    }

    [Fact]
    public async Task Given_AClientThatStops_When_TheServerSeesIt_Expect_NoConnectionLeft()
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        var hubs = server.Services.GetRequiredService<QuantumAttributes.Channels.Hubs.HubServer>();
        await using HubConnection hub = await server.ConnectHubAsync();
        await hub.InvokeAsync<string>("Echo", "x");
        Assert.Equal((0, 1), (hubs.ProvisionalCount, hubs.ConfirmedCount));

        await hub.StopAsync();

        await Eventually.TrueAsync(() => (hubs.ProvisionalCount, hubs.ConfirmedCount) == (0, 0));
    }

    [Fact]
    public async Task Given_TheServerStops_When_ClientsAreConnected_Expect_ThemToBeClosed()
    {
        QuantumServer server = await ChatServer.StartAsync();
        await using HubConnection hub = await server.ConnectHubAsync();
        Task<Exception?> closed = ClosedAsync(hub);

        await server.DisposeAsync();

        await closed.WaitAsync(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAnyAsync<Exception>(() => hub.InvokeAsync<string>("Echo", "anybody?"));
    }

    private static Task<Exception?> ClosedAsync(HubConnection hub)
    {
        var closed = new TaskCompletionSource<Exception?>();
        hub.Closed += e =>
        {
            closed.TrySetResult(e);
            return Task.CompletedTask;
        };
        return closed.Task;
    }

    private static async Task<long> SignedInAsync(HubConnection hub) =>
        long.Parse(await hub.InvokeAsync<string>("Claim", "quantum:auth_time"), CultureInfo.InvariantCulture);

    /// <summary>A clock that was right once.</summary>
    private sealed class FrozenTime : TimeProvider
    {
        private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Is made before the client's own services, so that it is disposed after them: a renewal is due while it takes its time.</summary>
    private sealed class SlowToEnd(IConnectionFactory factory) : IConnectionFactory, IAsyncDisposable
    {
        public ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
            factory.ConnectAsync(endpoint, cancellationToken);

        public async ValueTask DisposeAsync() => await Task.Delay(TimeSpan.FromSeconds(1.8));
    }
}
