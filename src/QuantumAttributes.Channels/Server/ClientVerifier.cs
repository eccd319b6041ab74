using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>Decides whether the client of a handshake is who it says (protocol.md §3, "Client auth"). Safe to use from several threads.</summary>
internal sealed class ClientVerifier(IQuantumIdentityStore? identities, ProviderSet providers, TimeProvider time) : IDisposable
{
    // Verified against where a key is unknown, so that the time does not tell which keys are registered.
    private readonly SigningKey _dummy = SigningKey.Generate(SignatureAlgorithm.MLDsa65, providers);

    /// <summary>Whether the handshake carries no client authentication, or one of a key that may sign in.</summary>
    public async ValueTask<bool> VerifyAsync(ServerHandshake handshake, CancellationToken cancellationToken)
    {
        if (handshake.Payload.Authentication is not { } authentication)
            return true;
        QuantumIdentity? identity = await FindValidAsync(authentication.KeyId, cancellationToken).ConfigureAwait(false);
        bool verified = authentication.Verify(identity?.Key ?? _dummy.VerifyingKey, handshake.AuthenticatedHash.Span);
        return verified && identity is not null;
    }

    /// <summary>The identity of a key, where it may sign in now.</summary>
    public async ValueTask<QuantumIdentity?> FindValidAsync(KeyThumbprint keyId, CancellationToken cancellationToken)
    {
        if (identities is null)
            return null;
        QuantumIdentity? identity = await identities.FindAsync(keyId, cancellationToken).ConfigureAwait(false);
        return identity is not null && identity.IsValidAt(time.GetUtcNow()) ? identity : null;
    }

    public void Dispose() => _dummy.Dispose();
}
