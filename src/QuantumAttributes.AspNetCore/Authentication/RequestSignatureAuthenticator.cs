using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Sessions;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>
/// Verifies a request's message signature (RFC 9421) in the order of protocol.md §6: form, authority, times, signature, nonce, and the
/// body's digest at last, so that nobody makes the server read or remember anything before having proven who they are.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class RequestSignatureAuthenticator(
    RequestSignatureVerifier verifier, SignedRequestGate gate, SessionAuthenticator sessions, QuantumOrigins origins,
    ProviderSet providers, IOptions<QuantumOptions> options, QuantumMetrics metrics, ILogger<RequestSignatureAuthenticator> logger)
    : IDisposable
{
    // One of each algorithm, verified against where a key is unknown, so that the time does not tell which keys are registered.
    private readonly List<SigningKey> _standIns =
    [
        .. SignatureAlgorithm.All
            .Where(algorithm => algorithm.HttpSignatureName is not null && providers.Supports(algorithm))
            .Select(algorithm => SigningKey.Generate(algorithm, providers)),
    ];

    public ValueTask<SignatureResult> AuthenticateAsync(HttpContext context) =>
        context.Request.Headers.ContainsKey(RequestSignatureProfile.SignatureInputField) ? VerifyAsync(context) : ValueTask.FromResult(SignatureResult.Absent);

    private async ValueTask<SignatureResult> VerifyAsync(HttpContext context)
    {
        var message = new HttpRequestComponents(context.Request, origins.AuthorityFor(context.Request), options.Value.PublicPathBase);
        if (!RequestSignature.TryParse(message, out RequestSignature? signature, out RequestSignatureOutcome outcome))
            return outcome == RequestSignatureOutcome.Absent ? SignatureResult.Absent : Refuse(outcome.ToString(), QuantumProblem.Authentication);
        if (message.Authority is null)
            return Refuse("UnknownAuthority", QuantumProblem.Authentication);
        outcome = verifier.CheckTimes(signature);
        if (outcome != RequestSignatureOutcome.Passed)
            return Refuse(outcome.ToString(), QuantumProblem.Authentication);
        if (signature.Ticket is not null)
            return await sessions.AuthenticateAsync(context, message, signature);

        if (_standIns.Find(key => key.Algorithm.HttpSignatureName == signature.Algorithm)?.VerifyingKey is not { } standIn)
            return Refuse("UnknownAlgorithm", QuantumProblem.Authentication);

        QuantumIdentity? identity = await gate.FindValidAsync(signature.KeyId, context.RequestAborted);
        outcome = RequestSignatureVerifier.CheckSignature(signature, identity?.Key.Algorithm == standIn.Algorithm ? identity.Key : standIn);
        if (identity is null)
            return Refuse("UnknownKey", QuantumProblem.Authentication);
        if (identity.Key.Algorithm != standIn.Algorithm)
            return Refuse(nameof(RequestSignatureOutcome.AlgorithmMismatch), QuantumProblem.Authentication);
        if (outcome == RequestSignatureOutcome.InvalidSignature)
            QuantumLog.SignatureVerifiedFor(logger, context.Request.Method, message.Authority, message.Path);
        if (outcome == RequestSignatureOutcome.Passed)
            outcome = RequestSignatureVerifier.CheckClassical(signature, identity.ClassicalKey);
        if (outcome != RequestSignatureOutcome.Passed)
            return Refuse(outcome.ToString(), QuantumProblem.Authentication);
        if (await gate.CheckAsync(context, message, signature, signature.KeyId) is { } refusal)
            return Refuse(refusal.Reason, refusal.Problem);

        metrics.Signature("Passed");
        return SignatureResult.Of(identity, new QuantumProof(QuantumMechanism.Signature, signature.Created, signature.Classical is not null));
    }

    public void Dispose() => _standIns.ForEach(key => key.Dispose());

    private SignatureResult Refuse(string reason, QuantumProblem problem)
    {
        metrics.Signature(reason);
        QuantumLog.SignatureRefused(logger, reason);
        return SignatureResult.Refused(problem);
    }
}
