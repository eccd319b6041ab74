using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Client.Channels;
using QuantumAttributes.Client.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Hubs;

/// <summary>Makes the handshakes of one hub's client: that of each connect, and the renewals inside it.</summary>
/// <remarks>Safe to use from several threads: handshakes go one after the other.</remarks>
internal sealed class HubConnector : IDisposable
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(15); // as long as SignalR waits for its own

    private readonly QuantumHubConnectionOptions _options;
    private readonly ProviderSet _providers;
    private readonly TimeProvider _time;
    private readonly ILogger<HubConnector> _logger;
    private readonly string _origin;
    private readonly string _path;
    private readonly HttpClient _http;
    private readonly ChannelTransport _transport;
    private readonly OriginDiscovery _discovery;
    private readonly OriginSession? _session;
    private readonly SemaphoreSlim _handshaking = new(1, 1);

    public HubConnector(
        QuantumHubConnectionOptions options, EndPoint endPoint, IOptions<HttpConnectionOptions> http, ClientCryptography cryptography, TimeProvider time,
        ILogger<HubConnector> logger)
    {
        Uri url = (endPoint as UriEndPoint)?.Uri is { IsAbsoluteUri: true } uri
            ? uri
            : throw new InvalidOperationException("A quantum channel needs the hub's URL. Call WithUrl(…).");
        _options = options;
        _providers = cryptography.Providers;
        _time = time;
        _logger = logger;
        _origin = RequestOrigin.Of(url);
        _path = url.AbsolutePath;
        _http = new HttpClient(CreateHandler(http.Value)) { Timeout = HandshakeTimeout };
        _transport = new ChannelTransport(_http.SendAsync, _http.DefaultRequestVersion, _http.DefaultVersionPolicy);
        IdentityPins pins = options.ToPins();
        _discovery = new OriginDiscovery(_origin, pins, policies: null, _providers, time);
        if (options is { UsesSession: true, SigningKey: { } key })
            _session = new OriginSession(_origin, pins, options.Suites, key, _providers, time);
    }

    /// <summary>Connects, and opens a channel on the connection.</summary>
    /// <exception cref="ChannelException">The server refused, or is not the one that the client takes for it.</exception>
    public Task<QuantumHubConnection> ConnectAsync(IConnectionFactory factory, EndPoint endPoint, CancellationToken cancellationToken) =>
        HandshakeAsync(document => ConnectAsync(factory, endPoint, document, cancellationToken), cancellationToken);

    /// <summary>Renews the keys of a connection, and the sign-in.</summary>
    /// <exception cref="ChannelException">The server refused, or is not the one that the client takes for it.</exception>
    public async Task RenewAsync(ClientHubTransport transport, CancellationToken cancellationToken)
    {
        Task renewal = await HandshakeAsync(document => BeginRenewalAsync(transport, document, cancellationToken), cancellationToken).ConfigureAwait(false);
        await renewal.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _session?.Dispose();
        _http.Dispose();
        _handshaking.Dispose();
    }

    private async Task<T> HandshakeAsync<T>(Func<DiscoveryDocument, Task<T?>> handshake, CancellationToken cancellationToken)
        where T : class
    {
        await _handshaking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _discovery.OpenAsync(_transport, handshake, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _handshaking.Release();
        }
    }

    // Null where the server does not know the keys or the document any more.
    private async Task<QuantumHubConnection?> ConnectAsync(
        IConnectionFactory factory, EndPoint endPoint, DiscoveryDocument document, CancellationToken cancellationToken)
    {
        ClientSession? session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        ConnectionContext connection = await factory.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
        ConnectionContext? refused = connection;
        try
        {
            using HubOpening opening = session is null
                ? HubOpening.Begin(document, _path, _options.SigningKey, _providers, _time, _options.Suites)
                : HubOpening.Begin(document, _path, session, _providers, _time, _options.Suites);
            byte[]? answer = await ExchangeAsync(connection, opening.Request, cancellationToken).ConfigureAwait(false);
            if (answer is { Length: 0 })
                return null;
            ClientHubTransport transport = opening.Complete(answer ?? throw Refused(session), connection.Transport);
            refused = null;
            return new QuantumHubConnection(connection, transport, this, _time, _logger);
        }
        finally
        {
            if (refused is not null)
                await refused.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<byte[]?> ExchangeAsync(ConnectionContext connection, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(HandshakeTimeout, _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await HubMessage.WriteAsync(connection.Transport.Output, message, ended.Token).ConfigureAwait(false);
            return await HubMessage.ReadAsync(connection.Transport.Input, ended.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a transport throws: sockets and HTTP have their own.
            string how = deadline.IsCancellationRequested ? $"was not answered within {HandshakeTimeout.TotalSeconds} s" : "broke off";
            throw new ChannelException(ChannelFailure.Interrupted, $"The handshake with {_origin} for {_path} {how}.", e);
        }
    }

    private async Task<Task?> BeginRenewalAsync(ClientHubTransport transport, DiscoveryDocument document, CancellationToken cancellationToken)
    {
        HubOpening opening = await GetSessionAsync(cancellationToken).ConfigureAwait(false) is { } session
            ? HubOpening.BeginRenewal(document, transport, session, _providers, _time, _options.Suites)
            : HubOpening.BeginRenewal(document, transport, _options.SigningKey, _providers, _time, _options.Suites);
        return transport.RenewAsync(opening, cancellationToken);
    }

    private async ValueTask<ClientSession?> GetSessionAsync(CancellationToken cancellationToken) =>
        _session is null ? null : await _session.GetAsync(_transport, cancellationToken).ConfigureAwait(false);

    private ChannelException Refused(ClientSession? session)
    {
        if (session is not null)
            _session!.Abandon(session); // its ticket may be one that the server no longer opens
        return new ChannelException(
            ChannelFailure.HandshakeRefused,
            $"{_origin} closed the connection to {_path} without answering the handshake. The server does not say why; its log does. Compare the clocks "
            + "(60 s), see whether the client's key is enrolled and may use the hub, and whether a channel is expected there.");
    }

    // As the connection's own requests are sent, but for what would act on what is not authenticated.
    private static HttpMessageHandler CreateHandler(HttpConnectionOptions options)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        if (options.Proxy is { } proxy)
            handler.Proxy = proxy;
        if (options.ClientCertificates is { Count: > 0 } certificates)
            handler.ClientCertificates.AddRange(certificates);
        return options.HttpMessageHandlerFactory?.Invoke(handler) ?? handler;
    }
}
