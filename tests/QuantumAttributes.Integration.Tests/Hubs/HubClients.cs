using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Client;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>Clients of a server's hubs.</summary>
internal static class HubClients
{
    /// <summary>A client with a channel to the server's own identity.</summary>
    public static HubConnection CreateHubClient(this QuantumServer server, HubClientSetup? setup = null)
    {
        setup ??= new HubClientSetup();
        IHubConnectionBuilder builder = new HubConnectionBuilder()
            .WithUrl(server.Origin + setup.Path, setup.Transport, options => Configure(options, setup))
            .WithQuantumChannel(options =>
            {
                options.PinIdentity(server.Identity);
                if (setup is { Key: { } key, Ticket: false })
                    options.SignIn(key);
                else if (setup.Key is not null)
                    options.SignInWithTicket(setup.Key);
                setup.Channel?.Invoke(options);
            });
        builder.WithClock(setup.Time ?? server.Time);
        if (setup.MessagePack)
            builder.AddMessagePackProtocol();
        setup.Configure?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>A client that knows nothing of channels.</summary>
    public static HubConnection CreatePlainHubClient(this QuantumServer server, HubClientSetup? setup = null)
    {
        setup ??= new HubClientSetup();
        return new HubConnectionBuilder().WithUrl(server.Origin + setup.Path, setup.Transport, options => Configure(options, setup)).Build();
    }

    public static async Task<HubConnection> ConnectHubAsync(this QuantumServer server, HubClientSetup? setup = null)
    {
        HubConnection connection = server.CreateHubClient(setup);
        await connection.StartAsync();
        return connection;
    }

    public static IHubConnectionBuilder WithClock(this IHubConnectionBuilder builder, TimeProvider time)
    {
        builder.Services.AddSingleton(time);
        return builder;
    }

    private static void Configure(HttpConnectionOptions options, HubClientSetup setup)
    {
        if (setup.Through is { } through)
        {
            options.HttpMessageHandlerFactory = _ => QuantumServer.CreatePrimary(through);
            options.WebSocketFactory = async (context, cancellationToken) =>
            {
                var socket = new ClientWebSocket();
                await socket.ConnectAsync(context.Uri, new HttpMessageInvoker(QuantumServer.CreatePrimary(through)), cancellationToken);
                return socket;
            };
        }

        foreach ((string name, string value) in setup.Headers)
            options.Headers.Add(name, value);
    }
}

/// <summary>What a test wants otherwise than a hub's client has it by default.</summary>
internal sealed record HubClientSetup
{
    public string Path { get; init; } = "/chat";

    public HttpTransportType Transport { get; init; } = HttpTransportType.WebSockets;

    public bool MessagePack { get; init; }

    public SigningKey? Key { get; init; } = ClientKeys.Alice;

    /// <summary>Whether it signs in with a session's ticket.</summary>
    public bool Ticket { get; init; }

    public TimeProvider? Time { get; init; }

    /// <summary>Where the client's connections go instead of to the server.</summary>
    public IPEndPoint? Through { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public Action<QuantumHubConnectionOptions>? Channel { get; init; }

    public Action<IHubConnectionBuilder>? Configure { get; init; }
}
