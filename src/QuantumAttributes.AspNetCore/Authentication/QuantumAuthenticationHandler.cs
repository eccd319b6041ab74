using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>
/// Finds out who is calling (protocol.md §6): by the channel, by the request's signature, or by both, which must then be the same. A
/// signature that is there and wrong is refused, whatever else would do.
/// </summary>
internal sealed class QuantumAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemeOptions, ILoggerFactory loggers, UrlEncoder encoder,
    RequestSignatureAuthenticator signatures, IOptions<QuantumOptions> options)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemeOptions, loggers, encoder)
{
    private QuantumProblem _refusal = QuantumProblem.Authentication;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        QuantumIdentity? byChannel = Context.Features.Get<IQuantumChannelFeature>()?.Identity;
        SignatureResult signature = await signatures.AuthenticateAsync(Context);
        if (signature.Refusal is { } refusal)
        {
            _refusal = refusal;
            return AuthenticateResult.Fail("The request signature was refused.");
        }

        QuantumIdentity? bySignature = signature.Identity;
        if (byChannel is not null && bySignature is not null && byChannel.KeyId != bySignature.KeyId)
            return AuthenticateResult.Fail("The channel and the request signature are of different keys.");
        if ((byChannel ?? bySignature) is not { } identity)
            return AuthenticateResult.NoResult();
        QuantumMechanism mechanisms = (byChannel is null ? 0 : QuantumMechanism.Channel) | (bySignature is null ? 0 : QuantumMechanism.Signature);
        ClaimsPrincipal principal = QuantumClaims.CreatePrincipal(identity, mechanisms);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, QuantumAuthenticationDefaults.Scheme));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        await _refusal.WriteAsync(Context);
    }

    // Whoever is signed in, but by another mechanism than the endpoint demands, is asked for that one; everybody else is refused.
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        (LacksMechanism() ? QuantumProblem.Authentication : QuantumProblem.Forbidden).WriteAsync(Context);

    private bool LacksMechanism()
    {
        QuantumMechanism used = Context.User.Identities.Select(QuantumClaims.ReadMechanisms).Aggregate(QuantumMechanism.None, (all, one) => all | one);
        return Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IQuantumAuthMetadata>()
            .Any(demand => options.Value.Profiles.TryGetValue(demand.Profile, out QuantumProfile? profile) && (profile.Mechanisms & used) == 0) == true;
    }
}
