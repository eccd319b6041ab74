using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Stress.Processes;

namespace QuantumAttributes.Stress.Hostile;

/// <summary>A <see cref="ServerChild"/>, and what friends and enemies do to it.</summary>
internal sealed class HostileServer : IDisposable
{
    /// <summary>The file with the keys of clients.</summary>
    public const string Clients = "clients.jwks";

    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-stress-").FullName;
    private readonly ChildProcess _process;

    private HostileServer(string limits)
    {
        File.WriteAllText(Path.Combine(_directory, Clients), IdentityJwkSet.Write([new QuantumIdentity { Key = Client.VerifyingKey, Subject = "client" }]));
        _process = ChildProcess.Start(ServerChild.Role, _directory, limits);
    }

    /// <summary>The key of a client that may sign in.</summary>
    public SigningKey Client { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    public int Port { get; private set; }

    public Uri Origin => new($"http://127.0.0.1:{Port}");

    /// <summary>Starts one: as servers are by default, or with handshakes unlimited.</summary>
    public static async Task<HostileServer> StartAsync(string limits)
    {
        var server = new HostileServer(limits);
        string? port = await server._process.ReadLineAsync();
        server.Port = int.TryParse(port, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new StressException($"the server did not start: {await server._process.ErrorAsync()}");
        return server;
    }

    /// <summary>The server's resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            using Process process = Process.GetProcessById(_process.Id);
            return process.WorkingSet64;
        }
    }

    /// <summary>A client whose connections come from an address of the loopback network.</summary>
    public HttpClient CreateClient(IPAddress? from = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (_, cancellationToken) => new NetworkStream(await ConnectAsync(from, cancellationToken), ownsSocket: true),
    })
    { BaseAddress = Origin };

    public async Task<Socket> ConnectAsync(IPAddress? from, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from ?? IPAddress.Loopback, 0));
        await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
        return socket;
    }

    public static async Task<DiscoveryDocument> DiscoverAsync(HttpClient http) =>
        DiscoveryDocument.Verify(await http.GetStringAsync(DiscoveryDocument.Path));

    public static async Task<ClientChannel> OpenChannelAsync(HttpClient http, SigningKey? signer = null)
    {
        using ChannelOpening opening = ChannelOpening.Begin(await DiscoverAsync(http), signer, ProviderSet.Default, TimeProvider.System);
        using HttpResponseMessage response = await PostHandshakeAsync(http, opening.Request, CancellationToken.None);
        StressException.Require(response.IsSuccessStatusCode, $"a handshake of a friend was answered {(int)response.StatusCode}");
        return opening.Complete(await response.Content.ReadAsByteArrayAsync());
    }

    public static Task<HttpResponseMessage> PostHandshakeAsync(HttpClient http, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var content = new ReadOnlyMemoryContent(message);
        content.Headers.TryAddWithoutValidation("Content-Type", ChannelServer.ContentType);
        return http.PostAsync(ChannelServer.Path, content, cancellationToken);
    }

    /// <summary>How many requests were executed that have an effect.</summary>
    public static async Task<int> ExecutedAsync(HttpClient http) => int.Parse(await http.GetStringAsync("/executed"), CultureInfo.InvariantCulture);

    /// <summary>How many handshakes were computed, whatever came of them.</summary>
    public static async Task<int> ComputedAsync(HttpClient http) => int.Parse(await http.GetStringAsync("/computed"), CultureInfo.InvariantCulture);

    /// <summary>The bytes of the server's heap that are in use.</summary>
    public static async Task<long> HeapAsync(HttpClient http) => long.Parse(await http.GetStringAsync("/heap"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.Dispose();
        Client.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
