using System.IO.Pipelines;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
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
    HubHandshakes handshakes, SignedRequestGate identities, IAuthorizationService authorization, IAuthorizationPolicyProvider policies,
    IOptions<QuantumOptions> options, QuantumMetrics metrics, TimeProvider time, ILogger<HubGate> logger)
{
    private readonly QuantumOptions _options = options.Value;

    /// <summary>Runs the hub on a connection that may have it, until that ends.</summary>
    public async Task RunAsync(ConnectionContext connection, Func<ConnectionContext, Task> hub)
    {
        // Without the endpoint that routing puts in its place nobody has asked whether the request may come here.
        if (connection.GetHttpContext() is not { } context || context.GetEndpoint()?.Metadata.GetMetadata<HubDemands>() is not { } demands)
            QuantumLog.HubRefused(logger, "NotRouted");
        else if (demands.Channel)
            await RunInChannelAsync(connection, context, demands, hub);
        else
            await RunOutsideAsync(connection, context, hub);
    }

    private async Task RunOutsideAsync(ConnectionContext connection, HttpContext context, Func<ConnectionContext, Task> hub)
    {
        KeyThumbprint? keyId = KeyIdOf(context.User);
        using var admission = new RequestAdmission(keyId, _options.Hubs.ChannelLifetime, identities, time);
        connection.Features.Set<IHubAdmission>(admission);
        using (admission.Ended.Register(connection.Abort))
            await hub(connection);
    }

    private async Task RunInChannelAsync(ConnectionContext connection, HttpContext context, HubDemands demands, Func<ConnectionContext, Task> hub)
    {
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
        using HubTransport secured = channel.Secure(wire, (renewed, message, ended) => handshakes.RenewAsync(renewed, message, ended));
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

        foreach (string name in demands.Policies)
        {
            if (await policies.GetPolicyAsync(name) is { } policy
                && (await authorization.AuthorizeAsync(user, context, policy)).Succeeded)
                continue;
            QuantumLog.HubRefused(logger, name);
            return false;
        }

        return true;
    }

    // "Identity comes only from the handshake and must equal an HTTP principal if there is one" (protocol.md §5).
    private static bool IsWhomTheRequestNames(ClaimsPrincipal requestUser, HubSignIn? signIn)
    {
        foreach (ClaimsIdentity identity in requestUser.Identities.Where(identity => identity.IsAuthenticated))
        {
            bool isSame = KeyIdOf(identity) is { } keyId
                ? signIn?.Identity.KeyId == keyId
                : signIn?.Identity.Subject == (identity.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? identity.Name);
            if (!isSame)
                return false;
        }

        return true;
    }

    private static KeyThumbprint? KeyIdOf(ClaimsPrincipal user) => user.Identities.Select(KeyIdOf).FirstOrDefault(keyId => keyId is not null);

    private static KeyThumbprint? KeyIdOf(ClaimsIdentity identity) =>
        identity.AuthenticationType == QuantumAuthenticationDefaults.Scheme
        && KeyThumbprint.TryParse(identity.FindFirst(QuantumClaims.KeyId)?.Value ?? "", out KeyThumbprint keyId) ? keyId : null;

    private string PathOf(HttpContext context) =>
        _options.PublicPathBase + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
}
