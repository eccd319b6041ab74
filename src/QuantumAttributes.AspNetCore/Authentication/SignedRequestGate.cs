using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>
/// What is asked of a signed request once its signature or MAC has been found right (protocol.md §6): a registered key, a fresh nonce,
/// and the body that was signed.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class SignedRequestGate(
    IQuantumIdentityStore identities, RequestSignatureVerifier verifier, TimeProvider time, IOptions<QuantumOptions> options,
    LimitLog limits, ILogger<SignedRequestGate> logger)
{
    /// <summary>Why a request is refused: for logs and counters, and for the caller.</summary>
    public sealed record Refusal(string Reason, QuantumProblem Problem);

    /// <summary>Whose key it is, now; null for an unknown, revoked or expired one.</summary>
    public async ValueTask<QuantumIdentity?> FindValidAsync(KeyThumbprint keyId, CancellationToken cancellationToken) =>
        await identities.FindAsync(keyId, cancellationToken) is { } identity && identity.IsValidAt(time.GetUtcNow()) ? identity : null;

    /// <summary>Uses the nonce up, as one of this key, and then compares the body with its digest; null where both are right.</summary>
    public async ValueTask<Refusal?> CheckAsync(HttpContext context, HttpRequestComponents message, RequestSignature signature, KeyThumbprint keyId)
    {
        RequestSignatureOutcome nonce;
        try
        {
            nonce = await verifier.UseNonceAsync(signature, keyId, context.RequestAborted);
        }
        catch (ChannelStoreException e)
        {
            QuantumLog.StoreFailed(logger, e);
            return new Refusal("StoreFailed", QuantumProblem.Unavailable);
        }

        switch (nonce)
        {
            case RequestSignatureOutcome.Passed:
                return message.HasContent ? await CheckContentAsync(context, message) : null;
            case RequestSignatureOutcome.NonceStoreFull:
                limits.Hit(LimitNames.Signatures);
                return new Refusal(nonce.ToString(), QuantumProblem.TooManyRequests);
            default:
                return new Refusal(nonce.ToString(), QuantumProblem.Authentication);
        }
    }

    private async ValueTask<Refusal?> CheckContentAsync(HttpContext context, HttpRequestComponents message)
    {
        SignedContent.Check check = await SignedContent.VerifyAsync(
            context.Request, message.GetField(RequestSignatureProfile.ContentDigestField), options.Value.MaxSignedContentLength,
            context.RequestAborted);
        return check switch
        {
            SignedContent.Check.Matches => null,
            SignedContent.Check.TooLarge => new Refusal("ContentTooLarge", QuantumProblem.ContentTooLarge),
            _ => new Refusal("ContentDiffers", QuantumProblem.Authentication),
        };
    }
}
