using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>What a request's signature says: an identity and its proof, or a refusal, or (neither) that there is no signature.</summary>
internal readonly record struct SignatureResult(QuantumIdentity? Identity, QuantumProof Proof, QuantumProblem? Refusal)
{
    public static SignatureResult Absent => default;

    public static SignatureResult Of(QuantumIdentity identity, QuantumProof proof) => new(identity, proof, null);

    public static SignatureResult Refused(QuantumProblem problem) => new(null, default, problem);
}
