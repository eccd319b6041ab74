using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Abstractions;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>
/// Lets a connection through to its hub (protocol.md §5): after a handshake, signed in as the hub demands, over records of a channel; or, where the
/// hub demands no channel, as its HTTP request was let through. A refusal closes the connection, and says nothing.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class HubGate(
    HubTokens tokens, HubHandshakes handshakes, SignedRequestGate identities, IAuthorizationService authorization, IAuthorizationPolicyProvider policies,
    IOptions<QuantumOptions> options, QuantumMetrics metrics, TimeProvider time, ILogger<HubGate> logger)
{
    private readonly QuantumOptions _options = options.Value;

    /// <summary>Runs a hub on a connection that may have it, until that ends.</summary>
    public async Task RunAsync(Type hubType, ConnectionContext connection, Func<ConnectionContext, Task> hub)
    {
        // Without the endpoint that routing puts in its place nobody has asked whether the request may come here; and a connection can be begun by
        // a request to one hub while another one's is on its way.
        if (connection.GetHttpContext() is not { } context
            || context.GetEndpoint()?.Metadata is not { } metadata
            || metadata.GetMetadata<HubDemands>() is not { } demands
            || metadata.GetMetadata<HubMetadata>()?.HubType != hubType)
        {
            QuantumLog.HubRefused(logger, "NotRouted");
            return;
        }

        KeyThumbprint? caller = CallerKey.Find(context.User);
        using IDisposable? registered = tokens.Register(context.Request, hubType, caller);
        await (demands.Channel ? RunInChannelAsync(connection, context, demands, hub) : RunOutsideAsync(connection, caller, hub));
    }

    private async Task RunOutsideAsync(ConnectionContext connection, KeyThumbprint? caller, Func<ConnectionContext, Task> hub)
    {
        using var admission = new RequestAdmission(caller, _options.Hubs.ChannelLifetime, identities, time);
        connection.Features.Set<IHubAdmission>(admission);
        using (admission.Ended.Register(connection.Abort))
            await hub(connection);
    }

    private async Task RunInChannelAsync(ConnectionContext connection, HttpContext context, HubDemands demands, Func<ConnectionContext, Task> hub)
    {
        if (IsStateful(connection))
            return;
        IDuplexPipe wire = connection.Transport;
        if (connection.Features.Get<ITransferFormatFeature>() is { } format)
            format.ActiveFormat = TransferFormat.Binary;
        HandshakeResult result = await handshakes.ReceiveAsync(context, wire.Input, PathOf(context), connection.ConnectionClosed);
        if (result.Hub is not { } channel)
        {
            await RefuseAsync(wire.Output, result, connection.ConnectionClosed);
            return;
        }

        using ServerHubChannel disposed = channel;
        var admission = new ChannelAdmission(channel);
        if (!await IsLetInAsync(context, admission.User, channel, demands))
            return;
        await HubMessage.WriteAsync(wire.Output, result.Response, connection.ConnectionClosed);
        QuantumLog.HubConnected(logger, channel.Id.ToString(), channel.Origin, channel.Path, channel.ClientKeyId?.ToString());
        using HubTransport secured = channel.Secure(wire, handshakes.RenewAsync);
        Announce(connection, admission, secured);
        try
        {
            using (channel.Ended.Register(connection.Abort))
                await hub(connection);
        }
        finally
        {
            secured.SayClose();
            connection.Transport = wire; // which the framework completes
            Tell(channel);
        }
    }

    // A lost network is nothing that an operator need look at; anything else is a mistake, or an attack.
    private void Tell(ServerHubChannel channel)
    {
        if (channel.Failure is not { } failure)
            return;
        metrics.HubFailure(failure.Failure);
        LogLevel level = failure.Failure == ChannelFailure.Interrupted ? LogLevel.Debug : LogLevel.Warning;
        QuantumLog.HubBroken(logger, level, channel.Id, channel.Path, failure.Message);
    }

    // That is agreed on at negotiation, which may have been another hub's; a socket that took this one's place would get what is not sealed.
    [SuppressMessage("Usage", "CA2252", Justification = "A feature in preview can be refused only by its name.")]
    private bool IsStateful(ConnectionContext connection)
    {
        if (connection.Features.Get<IStatefulReconnectFeature>() is not { } feature)
            return false;
        feature.DisableReconnect();
        QuantumLog.HubRefused(logger, "StatefulReconnect");
        return true;
    }

    private static void Announce(ConnectionContext connection, ChannelAdmission admission, HubTransport secured)
    {
        connection.Transport = secured;
        connection.Features.Set<IHubAdmission>(admission);
        connection.Features.Set<IQuantumChannelFeature>(admission);
        connection.Features.Set<IConnectionUserFeature>(admission);
        connection.Features.Set<ITransferFormatFeature>(BinaryTransferFormat.Instance);
    }

    // Only keys that are gone are told from the other refusals: the client reads the discovery document again, once.
    private async ValueTask RefuseAsync(PipeWriter output, HandshakeResult result, CancellationToken closed)
    {
        QuantumLog.HubRefused(logger, result.Outcome.ToString());
        if (result.IsStale)
            await HubMessage.WriteAsync(output, ReadOnlyMemory<byte>.Empty, closed);
    }

    private async ValueTask<bool> IsLetInAsync(HttpContext context, ClaimsPrincipal user, ServerHubChannel channel, HubDemands demands)
    {
        if (!IsWhomTheRequestNames(context.User, channel.SignIn))
        {
            QuantumLog.HubRefused(logger, "AnotherUser");
            return false;
        }

        if (await AuthorizationPolicy.CombineAsync(policies, demands.Authorization) is not { } policy
            || (await authorization.AuthorizeAsync(user, context, policy)).Succeeded)
            return true;
        QuantumLog.HubRefused(logger, "Forbidden");
        return false;
    }

    // "Identity comes only from the handshake and must equal an HTTP principal if there is one" (protocol.md §5).
    private static bool IsWhomTheRequestNames(ClaimsPrincipal requestUser, HubSignIn? signIn)
    {
        foreach (ClaimsIdentity identity in requestUser.Identities.Where(identity => identity.IsAuthenticated))
        {
            bool isSame = CallerKey.Find(identity) is { } keyId
                ? signIn?.Identity.KeyId == keyId
                : (identity.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? identity.Name) is { } name && signIn?.Identity.Subject == name;
            if (!isSame)
                return false;
        }

        return true;
    }

    private string PathOf(HttpContext context) =>
        _options.PublicPathBase + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
}
