using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Sessions;

namespace QuantumAttributes.AspNetCore.Sessions;

/// <summary>
/// Verifies a request of a session (protocol.md §6), whose form, authority and times have been found right: ticket, origin, expiry, MAC,
/// then the identity, which is asked for each time, the nonce, and the body's digest at last.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class SessionAuthenticator(
    SessionTicketOpener tickets, SignedRequestGate gate, IOptions<QuantumOptions> options, QuantumMetrics metrics,
    ILogger<SessionAuthenticator> logger)
{
    public async ValueTask<SignatureResult> AuthenticateAsync(HttpContext context, HttpRequestComponents message, RequestSignature signature)
    {
        if (!options.Value.TakesSessions)
            return Refuse("NotTaken", QuantumProblem.Authentication);
        if (signature.Classical is not null)
            return Refuse("ClassicalBesideMac", QuantumProblem.Authentication);
        SessionCheck check = await tickets.CheckAsync(signature, context.RequestAborted);
        if (check.Outcome != SessionOutcome.Passed)
            return Refuse(check.Outcome.ToString(), QuantumProblem.Authentication);

        SessionProof proof = check.Proof!;
        // A key that was revoked while the session lived signs nothing in any more.
        if (await gate.FindValidAsync(proof.KeyId, context.RequestAborted) is not { } identity || identity.Key.Algorithm.Name != proof.Algorithm)
            return Refuse("UnknownKey", QuantumProblem.Authentication);
        if (await gate.CheckAsync(context, message, signature, proof.KeyId) is { } refusal)
            return Refuse(refusal.Reason, refusal.Problem);

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
