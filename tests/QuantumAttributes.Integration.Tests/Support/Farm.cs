using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;
using QuantumAttributes.EntityFrameworkCore;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>Two servers of one origin. They share a SQLite database, with the key ring and all else in it; or a directory with the ring alone.</summary>
internal sealed class Farm : IAsyncDisposable
{
    public const string Origin = "http://bank.example";

    private readonly TemporaryDirectory _directory;
    private readonly List<IDisposable> _clients = [];

    private readonly OperationCounter _operations;

    private Farm(TemporaryDirectory directory, QuantumServer a, QuantumServer b, LogRecorder log, OperationCounter operations)
    {
        _directory = directory;
        _operations = operations;
        (A, B, Log) = (a, b, log);
    }

    public QuantumServer A { get; }

    public QuantumServer B { get; }

    /// <summary>What both log.</summary>
    public LogRecorder Log { get; }

    public string Database => _directory["farm.db"];

    /// <summary>How often <c>POST /operation</c> ran on both.</summary>
    public int Operations => _operations.Count;

    /// <summary>What happens while it runs.</summary>
    public Func<Task>? InOperation
    {
        get => _operations.Meanwhile;
        set => _operations.Meanwhile = value;
    }

    /// <summary>A farm that shares everything.</summary>
    public static async Task<Farm> StartAsync(TimeProvider? time = null)
    {
        var directory = new TemporaryDirectory();
        void Configure(DbContextOptionsBuilder options) => options.UseQuantumSqlite($"Data Source={directory["farm.db"]}");
        await using (ServiceProvider services = new ServiceCollection().AddQuantumEntityFrameworkStores(Configure).BuildServiceProvider())
            await services.GetRequiredService<EntityFrameworkKeyStore>().MigrateAsync();
        return await StartAsync(
            directory, quantum => quantum.ShareChannels(), services => services.AddQuantumEntityFrameworkStores(Configure), time);
    }

    /// <summary>A farm that shares its key ring only.</summary>
    public static Task<Farm> StartWithoutSharingAsync(TimeProvider? time = null)
    {
        var directory = new TemporaryDirectory();
        return StartAsync(directory, quantum => quantum.Keys.PersistToDirectory(directory["keys"]), _ => { }, time);
    }

    /// <summary>A client of the farm, through a balancer that begins with the first server.</summary>
    public (HttpClient Client, Balancer Balancer) CreateClient(SigningKey? key = null)
    {
        var balancer = new Balancer(A);
        HttpClient client = A.CreateClient(new ClientSetup
        {
            Key = key,
            Configure = builder => builder.ConfigurePrimaryHttpMessageHandler(() => balancer),
        });
        client.BaseAddress = new Uri(Origin);
        _clients.Add(client);
        return (client, balancer);
    }

    /// <summary>Opens a channel, whose records a test sends itself: with a document of one server, and a handshake with another.</summary>
    public async Task<ClientChannel> OpenAsync(SigningKey? key = null, QuantumServer? documentOf = null, QuantumServer? handshakeWith = null)
    {
        using HttpClient publisher = (documentOf ?? A).CreatePlainClient(), accepter = (handshakeWith ?? A).CreatePlainClient();
        DiscoveryDocument document = DiscoveryDocument.Verify(await publisher.GetStringAsync(DiscoveryDocument.Path));
        using ChannelOpening opening = ChannelOpening.Begin(document, key, ProviderSet.Default, A.Time);
        using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(accepter, opening.Request.ToArray());
        response.EnsureSuccessStatusCode();
        ClientChannel channel = opening.Complete(await response.Content.ReadAsByteArrayAsync());
        _clients.Add(channel);
        return channel;
    }

    /// <summary>Seals a request without a body.</summary>
    public static async Task<SealedRequest> SealAsync(ClientChannel channel, string target = "/hello") =>
        await channel.SealAsync(new RequestHead("GET", target, HasBody: false), new ProtectedHeaders(), CancellationToken.None)
            ?? throw new InvalidOperationException("The channel has ended.");

    /// <summary>Sends a record to one of the servers.</summary>
    public static async Task<HttpResponseMessage> SendAsync(QuantumServer server, SealedRequest record, string target = "/hello")
    {
        using HttpClient http = server.CreatePlainClient();
        return await http.SendAsync(RawChannel.Wrap(record, HttpMethod.Get, target));
    }

    /// <summary>Takes the idempotency keys away, and nothing else.</summary>
    public Task HideIdempotencyAsync() => ExecuteAsync("ALTER TABLE quantum_idempotency RENAME TO hidden");

    public Task ShowIdempotencyAsync() => ExecuteAsync("ALTER TABLE hidden RENAME TO quantum_idempotency");

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(static client => client.Dispose());
        await A.DisposeAsync();
        await B.DisposeAsync();
        _directory.Dispose();
    }

    private static async Task<Farm> StartAsync(
        TemporaryDirectory directory, Action<QuantumOptions> options, Action<IServiceCollection> services, TimeProvider? time)
    {
        var log = new LogRecorder();
        var setup = new ServerSetup
        {
            Time = time,
            Services = collection =>
            {
                collection.AddSingleton<ILoggerProvider>(log);
                services(collection);
            },
            Options = quantum =>
            {
                quantum.Origins.Add(Origin);
                options(quantum);
            },
        };
        var operations = new OperationCounter();
        void MapAll(WebApplication app)
        {
            Routes.MapHello(app);
            Routes.MapWhoAmI(app);
            app.MapPost("/operation", [QuantumChannel] (HttpContext context) => operations.RunAsync(context.Response));
        }

        QuantumServer[] servers = await Task.WhenAll(
            QuantumServer.StartAsync(MapAll, setup), QuantumServer.StartAsync(MapAll, setup));
        return new Farm(directory, servers[0], servers[1], log, operations);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var scope = A.Services.CreateAsyncScope();
        var contexts = scope.ServiceProvider.GetRequiredService<IDbContextFactory<QuantumKeysContext>>();
        await using QuantumKeysContext context = await contexts.CreateDbContextAsync();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    private sealed class OperationCounter
    {
        private int _count;

        public int Count => _count;

        public Func<Task>? Meanwhile { get; set; }

        public async Task RunAsync(HttpResponse response)
        {
            int run = Interlocked.Increment(ref _count);
            if (Meanwhile is { } meanwhile)
                await meanwhile();
            response.Headers.SetCookie = new(["a=1", "b=2"]);
            await response.WriteAsync($"run {run} of an operation");
        }
    }
}
