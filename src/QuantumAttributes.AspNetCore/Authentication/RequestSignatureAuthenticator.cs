using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>
/// Verifies a request's message signature (RFC 9421) in the order of protocol.md §6: form, authority, times, signature, nonce, and the
/// body's digest at last, so that nobody makes the server read or remember anything before having proven who they are.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class RequestSignatureAuthenticator(
    IQuantumIdentityStore identities, RequestSignatureVerifier verifier, QuantumOrigins origins, ProviderSet providers, TimeProvider time,
    IOptions<QuantumOptions> options, QuantumMetrics metrics, ILogger<RequestSignatureAuthenticator> logger) : IDisposable
{
    // Verified against where a key is unknown, so that the time does not tell which keys are registered.
    private readonly SigningKey _dummy = SigningKey.Generate(SignatureAlgorithm.MLDsa65, providers);

    public async Task<SignatureResult> AuthenticateAsync(HttpContext context)
    {
        var message = new HttpRequestComponents(context.Request, origins.AuthorityFor(context.Request), options.Value.PublicPathBase);
        if (!RequestSignature.TryParse(message, out RequestSignature? signature, out RequestSignatureOutcome outcome))
            return outcome == RequestSignatureOutcome.Absent ? SignatureResult.Absent : Refuse(outcome.ToString(), QuantumProblem.Authentication);
        if (message.Authority is null)
            return Refuse("UnknownAuthority", QuantumProblem.Authentication);
        outcome = verifier.CheckTimes(signature);
        if (outcome != RequestSignatureOutcome.Passed)
            return Refuse(outcome.ToString(), QuantumProblem.Authentication);

        QuantumIdentity? identity = await identities.FindAsync(signature.KeyId, context.RequestAborted);
        if (identity is null || !identity.IsValidAt(time.GetUtcNow()))
        {
            _ = _dummy.VerifyingKey.Verify(signature.KeyId.ToArray(), signature.Signature.Span);
            return Refuse("UnknownKey", QuantumProblem.Authentication);
        }

        outcome = RequestSignatureVerifier.CheckSignature(signature, identity.Key);
        if (outcome == RequestSignatureOutcome.InvalidSignature)
            QuantumLog.SignatureVerifiedFor(logger, context.Request.Method, message.Authority, message.Path);
        if (outcome == RequestSignatureOutcome.Passed)
        {
            try
            {
                outcome = await verifier.UseNonceAsync(signature, context.RequestAborted);
            }
            catch (ChannelStoreException e)
            {
                QuantumLog.StoreFailed(logger, e);
                return Refuse("StoreFailed", QuantumProblem.Unavailable);
            }
        }

        return outcome switch
        {
            RequestSignatureOutcome.Passed => await CheckContentAsync(context, message, identity),
            RequestSignatureOutcome.NonceStoreFull => Refuse(outcome.ToString(), QuantumProblem.TooManyRequests),
            _ => Refuse(outcome.ToString(), QuantumProblem.Authentication),
        };
    }

    public void Dispose() => _dummy.Dispose();

    private async Task<SignatureResult> CheckContentAsync(HttpContext context, HttpRequestComponents message, QuantumIdentity identity)
    {
        if (message.HasContent)
        {
            SignedContent.Check check = await SignedContent.VerifyAsync(
                context.Request, message.GetField("content-digest"), options.Value.MaxSignedContentLength, context.RequestAborted);
            if (check == SignedContent.Check.TooLarge)
                return Refuse("ContentTooLarge", QuantumProblem.ContentTooLarge);
            if (check == SignedContent.Check.Differs)
                return Refuse("ContentDiffers", QuantumProblem.Authentication);
        }

        metrics.Signature("Passed");
        return SignatureResult.Of(identity);
    }

    private SignatureResult Refuse(string reason, QuantumProblem problem)
    {
        metrics.Signature(reason);
        QuantumLog.SignatureRefused(logger, reason);
        return SignatureResult.Refused(problem);
    }
}
