using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>Decides whether the client of a handshake is who it says (protocol.md §3, "Client auth"). Safe to use from several threads.</summary>
internal sealed class ClientVerifier(IQuantumIdentityStore? identities, ProviderSet providers, TimeProvider time) : IDisposable
{
    // One of each algorithm that clients mostly have, the usual one first: verified against where a key is unknown, or of another algorithm
    // than the signature is long, so that the time does not tell which keys are registered.
    private readonly List<SigningKey> _standIns =
    [
        .. new[] { SignatureAlgorithm.MLDsa65, SignatureAlgorithm.MLDsa44, SignatureAlgorithm.MLDsa87 }
            .Where(providers.Supports)
            .Select(algorithm => SigningKey.Generate(algorithm, providers)),
    ];

    /// <summary>Whether the handshake carries no client authentication, or one of a key that may sign in.</summary>
    public async ValueTask<bool> VerifyAsync(ServerHandshake handshake, CancellationToken cancellationToken)
    {
        if (handshake.Payload.Authentication is not { } authentication)
            return true;
        QuantumIdentity? identity = await FindValidAsync(authentication.KeyId, cancellationToken).ConfigureAwait(false);
        int length = authentication.Signature.Length;
        SigningKey standIn = _standIns.Find(key => key.Algorithm.SignatureSize == length) ?? _standIns[0];
        VerifyingKey key = identity is not null && IsLengthOf(identity.Key.Algorithm, length) ? identity.Key : standIn.VerifyingKey;
        return authentication.Verify(key, handshake.AuthenticatedHash.Span) && key == identity?.Key;
    }

    /// <summary>The identity of a key, where it may sign in now.</summary>
    public async ValueTask<QuantumIdentity?> FindValidAsync(KeyThumbprint keyId, CancellationToken cancellationToken)
    {
        if (identities is null)
            return null;
        QuantumIdentity? identity = await identities.FindAsync(keyId, cancellationToken).ConfigureAwait(false);
        return identity is not null && identity.IsValidAt(time.GetUtcNow()) ? identity : null;
    }

    public void Dispose() => _standIns.ForEach(key => key.Dispose());

    private static bool IsLengthOf(SignatureAlgorithm algorithm, int length) =>
        algorithm.HasVariableSignatureSize ? length <= algorithm.SignatureSize : length == algorithm.SignatureSize;
}
