using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>A server with <see cref="TalkHub"/> in this process, on a socket of the loopback interface.</summary>
internal sealed class HubHost : IAsyncDisposable
{
    private const string Path = "/talk";
    private const int Many = 1_000_000;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-stress-hub-").FullName;
    private readonly SigningKey _client = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
    private readonly WebApplication _app;

    private HubHost(TimeSpan lifetime)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = _directory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var identities = new MemoryIdentityStore();
        identities.Set(new QuantumIdentity { Key = _client.VerifyingKey, Subject = "client" });
        builder.Services.AddQuantumAttributes(
            quantum =>
            {
                quantum.Identities.AddStore(identities);
                quantum.Hubs.ChannelLifetime = lifetime;
                quantum.Channels = quantum.Channels with { MaxChannelsPerIdentity = quantum.Channels.MaxChannels };
                quantum.Limits.HandshakeBurst = quantum.Limits.HandshakesPerSecond = Many; // all come from one address
            },
            []);
        builder.Services.AddSingleton(Ledger);
        builder.Services.AddQuantumHub<TalkHub>();
        builder.Services.Configure<HubOptions>(options => options.MaximumReceiveMessageSize = null);
        _app = builder.Build();
        _app.MapHub<TalkHub>(Path);
        _app.MapQuantumAttributes();
        Meters = new HubMeters(_app.Services);
    }

    public HubLedger Ledger { get; } = new();

    public HubMeters Meters { get; }

    public int Port { get; private set; }

    /// <summary>Speaks to clients unasked.</summary>
    public IHubContext<TalkHub> Hub => _app.Services.GetRequiredService<IHubContext<TalkHub>>();

    /// <summary>Starts one whose connections' keys live as long as that.</summary>
    public static async Task<HubHost> StartAsync(TimeSpan lifetime)
    {
        var host = new HubHost(lifetime);
        await host._app.StartAsync();
        host.Port = new Uri(host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return host;
    }

    /// <summary>A client over WebSockets, not connected yet.</summary>
    public HubConnection CreateClient(Action<HttpConnectionOptions>? http = null, Action<IHubConnectionBuilder>? configure = null)
    {
        string identity = _app.Services.GetRequiredService<DiscoveryPublisher>().Identity.ToString();
        IHubConnectionBuilder builder = new HubConnectionBuilder()
            .WithUrl($"http://127.0.0.1:{Port}{Path}", options =>
            {
                options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
                http?.Invoke(options);
            })
            .WithQuantumChannel(options =>
            {
                options.PinIdentity(identity);
                options.SignIn(_client);
            });
        configure?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>Waits until there are so many connections, by the server's meter and by the hub's own account.</summary>
    /// <exception cref="StressException">There are others.</exception>
    public async Task ExpectConnectionsAsync(int count)
    {
        long began = Stopwatch.GetTimestamp();
        while (Meters.Connections != count || Ledger.Parties.Count != count)
        {
            StressException.Require(
                Stopwatch.GetElapsedTime(began) < _patience,
                $"the server has {Meters.Connections} connections, of which the hub knows {Ledger.Parties.Count}, instead of {count}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Meters.Dispose();
        _client.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
