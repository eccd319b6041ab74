using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.AspNetCore.Sessions;

/// <summary>
/// Verifies a request of a session (protocol.md §6), whose form, authority and times have been found right: ticket, origin, expiry, MAC,
/// then the identity, which is asked for each time, the nonce, and the body's digest at last.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class SessionAuthenticator(
    SessionTicketOpener tickets, IQuantumIdentityStore identities, RequestSignatureVerifier verifier, TimeProvider time,
    IOptions<QuantumOptions> options, QuantumMetrics metrics, LimitLog limits, ILogger<SessionAuthenticator> logger)
{
    public async Task<SignatureResult> AuthenticateAsync(HttpContext context, HttpRequestComponents message, RequestSignature signature)
    {
        if (!options.Value.TakesSessions)
            return Refuse("NotTaken", QuantumProblem.Authentication);
        if (signature.Classical is not null)
            return Refuse("ClassicalBesideMac", QuantumProblem.Authentication);
        SessionCheck check = await tickets.CheckAsync(signature, context.RequestAborted);
        if (check.Outcome != SessionOutcome.Passed)
            return Refuse(check.Outcome.ToString(), QuantumProblem.Authentication);

        SessionProof proof = check.Proof!;
        if (await FindAsync(proof, context.RequestAborted) is not { } identity)
            return Refuse("UnknownKey", QuantumProblem.Authentication);
        RequestSignatureOutcome nonce;
        try
        {
            nonce = await verifier.UseNonceAsync(signature, proof.KeyId, context.RequestAborted);
        }
        catch (ChannelStoreException e)
        {
            QuantumLog.StoreFailed(logger, e);
            return Refuse("StoreFailed", QuantumProblem.Unavailable);
        }

        switch (nonce)
        {
            case RequestSignatureOutcome.Passed:
                return await CheckContentAsync(context, message, identity, proof);
            case RequestSignatureOutcome.NonceStoreFull:
                limits.Hit(LimitNames.Signatures);
                return Refuse(nonce.ToString(), QuantumProblem.TooManyRequests);
            default:
                return Refuse(nonce.ToString(), QuantumProblem.Authentication);
        }
    }

    // A key that was revoked while the session lived signs nothing in any more.
    private async ValueTask<QuantumIdentity?> FindAsync(SessionProof proof, CancellationToken cancellationToken) =>
        await identities.FindAsync(proof.KeyId, cancellationToken) is { } identity
            && identity.IsValidAt(time.GetUtcNow()) && identity.Key.Algorithm.Name == proof.Algorithm
            ? identity
            : null;

    private async Task<SignatureResult> CheckContentAsync(
        HttpContext context, HttpRequestComponents message, QuantumIdentity identity, SessionProof proof)
    {
        if (message.HasContent)
        {
            SignedContent.Check check = await SignedContent.VerifyAsync(
                context.Request, message.GetField(RequestSignatureProfile.ContentDigestField), options.Value.MaxSignedContentLength,
                context.RequestAborted);
            if (check == SignedContent.Check.TooLarge)
                return Refuse("ContentTooLarge", QuantumProblem.ContentTooLarge);
            if (check == SignedContent.Check.Differs)
                return Refuse("ContentDiffers", QuantumProblem.Authentication);
        }

        metrics.Session("Passed");
        return SignatureResult.Of(identity, new QuantumProof(QuantumMechanism.Session, proof.AuthenticatedAt));
    }

    private SignatureResult Refuse(string reason, QuantumProblem problem)
    {
        metrics.Session(reason);
        QuantumLog.SessionRefused(logger, reason);
        return SignatureResult.Refused(problem);
    }
}
