using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>An application on a real socket of the loopback interface, and the clients that a test gives it.</summary>
internal sealed class QuantumServer : IAsyncDisposable
{
    private const int FirstPort = 16_000;
    private const int PortCount = 16_000;

    private static int _ports = Random.Shared.Next(PortCount);

    private readonly TemporaryDirectory _directory = new();
    private readonly List<ServiceProvider> _clients = [];
    private readonly WebApplication _app;
    private readonly Version _version;

    private QuantumServer(Action<WebApplication> map, ServerSetup setup)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = setup.Production ? "Production" : "Development", ContentRootPath = _directory.Path });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            setup.Limits?.Invoke(kestrel.Limits);
            kestrel.Listen(IPAddress.Loopback, setup.Port, listen =>
            {
                listen.Protocols = setup.Protocols;
                if (setup.Tls)
                    listen.UseHttps(TestCertificate.Value);
            });
        });
        if (setup.Time is not null)
            builder.Services.AddSingleton(setup.Time);
        setup.Services?.Invoke(builder.Services);
        builder.Services.AddQuantumAttributes(
            quantum =>
            {
                quantum.Keys.PersistToDirectory(setup.Keys ?? _directory["keys"]);
                quantum.Identities.AddStore(Identities);
                if (setup.Production)
                    quantum.Origins.Add($"{(setup.Tls ? "https" : "http")}://127.0.0.1:{setup.Port}");
                quantum.Limits.HandshakeBurst = quantum.Limits.HandshakesPerSecond = 100_000; // every client of a test has one address
                setup.Options?.Invoke(quantum);
            },
            setup.Modules);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200)); // then what runs is aborted
        _version = setup.Protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        Time = setup.Time ?? TimeProvider.System;
        _app = builder.Build();
        map(_app);
        _app.MapQuantumAttributes();
    }

    public MemoryIdentityStore Identities { get; } = new();

    public TimeProvider Time { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The server's address, as <c>http://127.0.0.1:port</c>, or <c>https</c>.</summary>
    public string Origin { get; private set; } = "";

    public int Port => new Uri(Origin).Port;

    public string Identity => Services.GetRequiredService<DiscoveryPublisher>().Identity.ToString();

    public static async Task<QuantumServer> StartAsync(Action<WebApplication> map, ServerSetup? setup = null)
    {
        setup ??= new ServerSetup();
        if (setup is { Production: true, Port: 0 })
            setup = setup with { Port = FindPort() };
        var server = new QuantumServer(map, setup);
        await server._app.StartAsync();
        server.Origin = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    /// <summary>Lets a key sign in.</summary>
    public SigningKey Enrol(SigningKey key, string subject = "alice", params string[] roles)
    {
        Identities.Set(new QuantumIdentity
        {
            Key = key.VerifyingKey,
            Subject = subject,
            Claims = [.. roles.Select(role => new Claim(ClaimTypes.Role, role))],
        });
        return key;
    }

    /// <summary>A client of the server, with a service provider of its own.</summary>
    public HttpClient CreateClient(ClientSetup? setup = null)
    {
        setup ??= new ClientSetup();
        var services = new ServiceCollection();
        services.AddSingleton(setup.Time ?? Time);
        IHttpClientBuilder builder = services.AddHttpClient("test", client =>
        {
            client.BaseAddress = new Uri(Origin);
            client.Timeout = TimeSpan.FromSeconds(60);
            client.DefaultRequestVersion = _version;
            client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        });
        builder.ConfigurePrimaryHttpMessageHandler(() => CreatePrimary(setup.Through));
        if (setup.Channel)
            builder.AddQuantumChannel(setup.Identity ?? (options => options.PinIdentity(Identity)));
        if (setup.Key is { } key)
            builder.AddQuantumAuth(key, options => options.RequestSigning = setup.Signing);
        setup.Configure?.Invoke(builder);
        ServiceProvider provider = services.BuildServiceProvider();
        _clients.Add(provider);
        return provider.GetRequiredService<IHttpClientFactory>().CreateClient("test");
    }

    /// <summary>A client that knows nothing of quantum channels.</summary>
    public HttpClient CreatePlainClient(IPAddress? from = null) => new(CreateFrom(from))
    {
        BaseAddress = new Uri(Origin),
        DefaultRequestVersion = _version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>Stops the server; its clients stay.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.StopAsync();
        await _app.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>
    /// A free port, below those that the system gives to whoever asks for any: nobody takes it before it is used, and no test gets it twice.
    /// </summary>
    public static int FindPort()
    {
        while (true)
        {
            int port = FirstPort + (int)((uint)Interlocked.Increment(ref _ports) % PortCount);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // another program's
            }
        }
    }

    /// <summary>What sends requests over the wire. It waits for a server's 100 as long as it takes.</summary>
    public static SocketsHttpHandler CreatePrimary(IPEndPoint? through = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(5) };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => TestCertificate.Is(certificate);
        if (through is not null)
        {
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(through, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        return handler;
    }

    private static SocketsHttpHandler CreateFrom(IPAddress? from)
    {
        SocketsHttpHandler handler = CreatePrimary();
        if (from is not null)
        {
            handler.ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        return handler;
    }
}
