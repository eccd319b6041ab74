using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Channels;
using QuantumAttributes.Client;
using QuantumAttributes.Client.Hubs;

namespace Microsoft.AspNetCore.SignalR.Client;

/// <summary>Gives a <see cref="HubConnection"/> a quantum channel and post-quantum sign-in.</summary>
public static class QuantumHubConnectionBuilderExtensions
{
    /// <summary>
    /// Runs the hub protocol, whichever it is, over records of a channel: a handshake at each connect and each reconnect, renewed by itself inside the
    /// connection. Server-sent events and stateful reconnects, which cannot be in a channel, are switched off.
    /// </summary>
    /// <remarks>
    /// In any order with <c>WithUrl</c> and <c>WithAutomaticReconnect</c>. <c>StartAsync</c> throws a <see cref="ChannelException"/> where no channel can
    /// be opened. Uses the <see cref="QuantumAttributes.Cryptography.ProviderSet"/> and the <see cref="TimeProvider"/> among the builder's services, if there are.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// Nothing is pinned and nothing is to be remembered: the channel could lead anywhere. Or no suite is allowed, or none that has sessions where the
    /// connection is to sign in with tickets.
    /// </exception>
    public static IHubConnectionBuilder WithQuantumChannel(this IHubConnectionBuilder builder, Action<QuantumHubConnectionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new QuantumHubConnectionOptions();
        configure(options);
        Check(options);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ClientCryptography>();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<HubConnector>();
        builder.Services.PostConfigure<HttpConnectionOptions>(Restrain);

        // The last registration is the one that counts, and whatever is called afterwards registers no other.
        builder.Services.AddSingleton(Create);
        return builder;
    }

    private static void Check(QuantumHubConnectionOptions options)
    {
        if (options.Suites.Count == 0)
            throw new InvalidOperationException("Suites is empty, so that no channel could be opened, in WithQuantumChannel(…).");
        if (!options.IsSet)
            throw new InvalidOperationException("Call PinIdentity(…) with the server's thumbprint, or RememberFirstIdentity(…), in WithQuantumChannel(…).");
        if (options.UsesSession && !options.Suites.Any(suite => suite.Serves(ChannelPurpose.Session)))
        {
            throw new InvalidOperationException(
                "Suites allows none that has sessions, in WithQuantumChannel(…). CNSA 2.0 has no HMAC-SHA-256: use SignIn(…) instead of SignInWithTicket(…).");
        }
    }

    private static void Restrain(HttpConnectionOptions options)
    {
        options.DefaultTransferFormat = TransferFormat.Binary;
        options.UseStatefulReconnect = false;
        options.Transports &= ~HttpTransportType.ServerSentEvents;
        if (options.Transports == HttpTransportType.None)
            throw new InvalidOperationException("Server-sent events are text and cannot carry a quantum channel. Allow WebSockets or LongPolling in WithUrl(…).");
    }

    private static HubConnection Create(IServiceProvider services)
    {
        var factory = new QuantumConnectionFactory(services.GetRequiredService<IConnectionFactory>(), services.GetRequiredService<HubConnector>());
        var protocol = services.GetRequiredService<IHubProtocol>();
        var endPoint = services.GetRequiredService<EndPoint>();
        var loggers = services.GetRequiredService<ILoggerFactory>();
        return services.GetService<IRetryPolicy>() is { } retries
            ? new HubConnection(factory, protocol, endPoint, services, loggers, retries)
            : new HubConnection(factory, protocol, endPoint, services, loggers);
    }
}
