using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Integration.Tests.Hubs;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Proxies;

/// <summary>
/// A real nginx before a server: a process of the current user, in a directory of its own, that ends with the test. Clients see it as
/// <c>bank.example</c>.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly X509Certificate2 _certificate = MakeCertificate();

    private readonly TemporaryDirectory _directory = new();
    private readonly QuantumServer _server;
    private readonly NginxPlaces _places;
    private Process? _process;

    private Nginx(QuantumServer server)
    {
        _server = server;
        _places = new NginxPlaces(
            _directory["socket"], $"127.0.0.1:{server.Port}", _directory["certificate.pem"], _directory["certificate.key"], _directory["access.log"]);
        File.WriteAllText(_places.Certificate, _certificate.ExportCertificatePem());
        File.WriteAllText(_places.CertificateKey, _certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Starts nginx with a configuration, of which this is what stands in <c>http</c>.</summary>
    public static async Task<Nginx> StartAsync(QuantumServer server, Func<NginxPlaces, string> configuration)
    {
        var nginx = new Nginx(server);
        try
        {
            nginx.Run(configuration(nginx._places));
            await nginx.WaitAsync();
            return nginx;
        }
        catch
        {
            await nginx.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts nginx as docs/deploying.md says, but for these changes.</summary>
    public static Task<Nginx> StartAsDocumentedAsync(QuantumServer server, params (string Line, string By)[] changes) =>
        StartAsync(server, places => DeployingDocument.NginxConfiguration(places, changes));

    /// <summary>A client that reaches the server through this nginx, and trusts its certificate.</summary>
    public HttpClient CreateClient(ClientSetup? setup = null, string origin = "https://bank.example", bool http2 = false) =>
        _server.CreateClient((setup ?? new ClientSetup()) with
        {
            Configure = builder => builder
                .ConfigureHttpClient(client => Aim(client, origin, http2))
                .ConfigurePrimaryHttpMessageHandler(CreateHandler),
        });

    /// <summary>A client that knows nothing of quantum channels.</summary>
    public HttpClient CreatePlainClient(string origin = "https://bank.example", bool http2 = false)
    {
        var client = new HttpClient(CreateHandler());
        Aim(client, origin, http2);
        return client;
    }

    /// <summary>A client of the hub at <c>/bank/chat</c>, through this nginx.</summary>
    public HubConnection CreateHubClient(HttpTransportType transport) => new HubConnectionBuilder()
        .WithUrl("https://bank.example/bank/chat", transport, options =>
        {
            options.HttpMessageHandlerFactory = _ => CreateHandler();
            options.WebSocketFactory = async (context, cancellationToken) =>
            {
                var socket = new ClientWebSocket();
                await socket.ConnectAsync(context.Uri, new HttpMessageInvoker(CreateHandler()), cancellationToken);
                return socket;
            };
        })
        .WithQuantumChannel(options =>
        {
            options.PinIdentity(_server.Identity);
            options.SignIn(ClientKeys.Alice);
        })
        .WithClock(_server.Time)
        .Build();

    /// <summary>What nginx wrote about the requests, once there are that many lines.</summary>
    public async Task<string> ReadLogAsync(int lines)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience)
        {
            string log = await File.ReadAllTextAsync(_places.Log);
            if (log.Count(character => character == '\n') >= lines)
                return log;
            await Task.Delay(10);
        }

        throw new TimeoutException($"nginx has not written {lines} lines.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited)
                _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _directory.Dispose();
    }

    // One process, which is the one to end. What Debian has compiled in is in /var/lib, where only root may write.
    private void Run(string configuration)
    {
        string temporary = string.Join('\n', new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }
            .Select(kind => $"{kind}_temp_path {_directory[kind]};"));
        File.WriteAllText(_directory["nginx.conf"], $$"""
            daemon off;
            master_process off;
            pid {{_directory["pid"]}};
            error_log {{_directory["error.log"]}};
            events { }
            http {
                {{temporary}}
                log_format whole escape=json '"$request" $status "$request_body"';
                access_log {{_places.Log}} whole;
                {{configuration}}
            }
            """);
        string? program = new[] { "/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx" }.FirstOrDefault(File.Exists);
        _process = Process.Start(new ProcessStartInfo(
            program ?? throw new InvalidOperationException("These tests need nginx: install Debian's nginx."),
            ["-p", _directory.Path, "-c", _directory["nginx.conf"], "-e", _directory["error.log"]]))!;
    }

    private async Task WaitAsync()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience && !_process!.HasExited)
        {
            try
            {
                (await ConnectAsync(CancellationToken.None)).Dispose();
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(10); // not there yet
            }
        }

        throw new InvalidOperationException($"nginx does not start: {await File.ReadAllTextAsync(_directory["error.log"])}");
    }

    private async ValueTask<NetworkStream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_places.Socket), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (_, cancellationToken) => await ConnectAsync(cancellationToken),
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    private static void Aim(HttpClient client, string origin, bool http2)
    {
        client.BaseAddress = new Uri(origin);
        client.DefaultRequestVersion = http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("bank.example");
        names.AddDnsName("shop.example");
        var request = new CertificateRequest("CN=bank.example", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
