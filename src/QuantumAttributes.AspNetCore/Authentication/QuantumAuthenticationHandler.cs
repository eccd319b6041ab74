using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Idempotency;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>
/// Finds out who is calling (protocol.md §6): by the channel, by the request's signature (the key's own, or a session's), or by both, which
/// must then be the same. A signature that is there and wrong is refused, whatever else would do.
/// </summary>
internal sealed class QuantumAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemeOptions, ILoggerFactory loggers, UrlEncoder encoder,
    RequestSignatureAuthenticator signatures, IOptions<QuantumOptions> options, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemeOptions, loggers, encoder)
{
    private QuantumProblem _refusal = QuantumProblem.Authentication;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var channel = Context.Features.Get<IQuantumChannelFeature>();
        QuantumIdentity? byChannel = channel?.Identity;
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
        CallerIdentity caller = byChannel is null
            ? new CallerIdentity(identity, signature.Proof)
            : new CallerIdentity(identity, new QuantumProof(QuantumMechanism.Channel, channel!.Opened), bySignature is null ? null : signature.Proof);
        var properties = new AuthenticationProperties(new LateDictionary<string?>(), new LateDictionary<object?>());
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(caller), properties, QuantumAuthenticationDefaults.Scheme));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        await (_refusal == QuantumProblem.Authentication ? ChallengeAsync(Demanded()) : RefuseAsync(_refusal));
    }

    // Whoever is signed in, but not as or when the endpoint demands it, is asked to sign in so; everybody else is refused.
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        QuantumProfile[] demanded = Demanded();
        bool helps = demanded.All(profile => profile.CouldBeSatisfiedBy(Context.User))
            && demanded.Any(profile => !profile.IsSatisfiedBy(Context.User, time.GetUtcNow()));
        return helps ? ChallengeAsync(demanded) : QuantumProblem.Forbidden.WriteAsync(Context);
    }

    private Task ChallengeAsync(QuantumProfile[] demanded)
    {
        Response.Headers.Append(HeaderNames.WWWAuthenticate, QuantumChallenge.For(demanded));
        return RefuseAsync(QuantumProblem.Authentication);
    }

    // Nothing has run: the client may do as it is asked and send the request again, with the same idempotency key.
    private Task RefuseAsync(QuantumProblem problem)
    {
        Context.Features.Get<IQuantumIdempotencyFeature>()?.DeclareWithoutEffect();
        return problem.WriteAsync(Context);
    }

    // Without an attribute of ours, whoever asks for the scheme by its name gets the default profile's challenge.
    private QuantumProfile[] Demanded()
    {
        IReadOnlyDictionary<string, QuantumProfile> known = options.Value.Profiles;
        QuantumProfile[] demanded =
        [
            .. (Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IQuantumAuthMetadata>() ?? [])
                .Select(demand => known.GetValueOrDefault(demand.Profile)).OfType<QuantumProfile>().Distinct(),
        ];
        return demanded.Length > 0 ? demanded : [known[QuantumAuthAttribute.DefaultProfile]];
    }
}
