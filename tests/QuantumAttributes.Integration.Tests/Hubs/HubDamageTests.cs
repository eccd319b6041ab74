using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>Somebody on the path who changes or cuts what a connection carries: that connection ends, the operator sees it, and nobody else does.</summary>
public sealed class HubDamageTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_ABitIsFlipped_When_ItIsInARecord_Expect_TheEndOfThatConnectionOnly(bool toServer)
    {
        await using Damaged damaged = await Damaged.StartAsync();
        Traffic traffic = toServer ? damaged.Proxy.ToServer : damaged.Proxy.ToClient;
        traffic.FlipBit(8L * (traffic.Recorded.Length + 30)); // behind the heads of the frame and of the record

        await Assert.ThrowsAnyAsync<Exception>(() => damaged.Hub.InvokeAsync<string>("Echo", new string('x', 100)).WaitAsync(TimeSpan.FromSeconds(20)));

        await damaged.ShouldHaveEndedAloneAsync();
        if (toServer)
        {
            await Eventually.TrueAsync(() => damaged.Metrics.Count("quantum.hub.failures/NotAuthentic") == 1);
            await Eventually.TrueAsync(() => damaged.Log.Entries.Any(entry => entry.EventId == 18 && entry.Level == LogLevel.Warning));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_TheConnectionIsCut_When_ARecordIsHalfThrough_Expect_TheEndOfThatConnectionOnly(bool toServer)
    {
        await using Damaged damaged = await Damaged.StartAsync();
        Traffic traffic = toServer ? damaged.Proxy.ToServer : damaged.Proxy.ToClient;
        traffic.CutAfter(traffic.Recorded.Length + 40);

        await Assert.ThrowsAnyAsync<Exception>(() => damaged.Hub.InvokeAsync<string>("Echo", new string('x', 100)).WaitAsync(TimeSpan.FromSeconds(20)));

        await damaged.ShouldHaveEndedAloneAsync();
        await Eventually.TrueAsync(() => damaged.Metrics.Count("quantum.hub.failures/Interrupted") == 1);
        string[] warnings = [.. damaged.Log.Entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => $"{entry.Category} {entry.EventId} {entry.Message}")];
        Assert.DoesNotContain(warnings, warning => !warning.StartsWith("QuantumAttributes.Keys", StringComparison.Ordinal));
    }

    private sealed class Damaged : IAsyncDisposable
    {
        private QuantumServer _server = null!;
        private HubConnection _other = null!;

        public RecordingProxy Proxy { get; private set; } = null!;

        public HubConnection Hub { get; private set; } = null!;

        public MetricRecorder Metrics { get; private set; } = null!;

        public LogRecorder Log { get; } = new();

        public static async Task<Damaged> StartAsync()
        {
            var damaged = new Damaged();
            damaged._server = await ChatServer.StartAsync(new ServerSetup { Services = services => services.AddSingleton<ILoggerProvider>(damaged.Log) });
            damaged.Metrics = new MetricRecorder(damaged._server);
            damaged._other = await damaged._server.ConnectHubAsync(new HubClientSetup { Key = ClientKeys.Bob });
            damaged.Proxy = new RecordingProxy(damaged._server.Port);
            damaged.Hub = await damaged._server.ConnectHubAsync(new HubClientSetup { Through = damaged.Proxy.EndPoint, Transport = HttpTransportType.WebSockets });
            Assert.Equal("x", await damaged.Hub.InvokeAsync<string>("Echo", "x"));
            await Task.Delay(200); // until nothing is on its way
            return damaged;
        }

        public async Task ShouldHaveEndedAloneAsync()
        {
            await Eventually.TrueAsync(() => Hub.State == HubConnectionState.Disconnected);
            Assert.Equal("still here", await _other.InvokeAsync<string>("Echo", "still here"));
        }

        public async ValueTask DisposeAsync()
        {
            await Hub.DisposeAsync();
            await _other.DisposeAsync();
            await Proxy.DisposeAsync();
            Metrics.Dispose();
            await _server.DisposeAsync();
        }
    }
}
