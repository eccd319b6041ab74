using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>
/// Checks a <see cref="RequestSignature"/> (RFC 9421 §3.2; wire protocol §6) in three steps that all must pass, in this order:
/// times, signature, nonce. Between the first two the caller finds the key that <see cref="RequestSignature.KeyId"/> names; after
/// them it compares <see cref="ContentDigest"/> with the content. Thread-safe.
/// </summary>
/// <param name="timeProvider">Tells the time.</param>
/// <param name="nonceStore">Remembers the nonces.</param>
public sealed class RequestSignatureVerifier(TimeProvider timeProvider, INonceStore nonceStore)
{
    /// <summary>
    /// Checks that now − 60 s ≤ created ≤ now + 5 s, now ≤ expires ≤ created + 300 s, and that the nonce store was there.
    /// </summary>
    /// <param name="signature">The signature.</param>
    /// <returns><see cref="RequestSignatureOutcome.Passed"/>, or what is wrong.</returns>
    public RequestSignatureOutcome CheckTimes(RequestSignature signature)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        if (signature.Created < now - RequestSignatureProfile.MaxAge)
        {
            return RequestSignatureOutcome.TooOld;
        }

        if (signature.Created > now + RequestSignatureProfile.MaxClockSkew)
        {
            return RequestSignatureOutcome.FromTheFuture;
        }

        if (signature.Expires < now)
        {
            return RequestSignatureOutcome.Expired;
        }

        if (signature.Expires > signature.Created + RequestSignatureProfile.MaxLifetime)
        {
            return RequestSignatureOutcome.LifetimeTooLong;
        }

        return signature.Created < nonceStore.EarliestCreated
            ? RequestSignatureOutcome.BeforeNonceStore
            : RequestSignatureOutcome.Passed;
    }

    /// <summary>Verifies the signature over the request it was read from: pure, empty context.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="key">
    /// The key registered under the signature's <see cref="RequestSignature.KeyId"/>; or one of the same algorithm that stands in for a
    /// key that is not registered, so that finding the mismatch takes as long as finding an invalid signature.
    /// </param>
    /// <returns><see cref="RequestSignatureOutcome.Passed"/>, or what is wrong.</returns>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public static RequestSignatureOutcome CheckSignature(RequestSignature signature, VerifyingKey key)
    {
        if (signature.Algorithm != key.Algorithm.HttpSignatureName)
        {
            return RequestSignatureOutcome.AlgorithmMismatch;
        }

        if (!signature.TryWriteBase(out ReadOnlySpan<byte> signatureBase))
        {
            return RequestSignatureOutcome.MissingComponent;
        }

        bool valid = key.Verify(signatureBase, signature.Bytes.Read(stackalloc byte[RequestSignature.UsualSize]));
        if (signature.KeyId != key.Thumbprint)
        {
            return RequestSignatureOutcome.KeyMismatch;
        }

        return valid ? RequestSignatureOutcome.Passed : RequestSignatureOutcome.InvalidSignature;
    }

    /// <summary>
    /// Verifies the classical signature beside a signature that has passed (RFC 9421 §3.3.4, §3.3.5). Where there is none, there is
    /// nothing to verify: whether there must be one, a profile says.
    /// </summary>
    /// <param name="signature">The post-quantum signature.</param>
    /// <param name="key">The classical key of the same identity; null where it has none, and then there must be no signature either.</param>
    /// <returns><see cref="RequestSignatureOutcome.Passed"/>, or what is wrong.</returns>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public static RequestSignatureOutcome CheckClassical(RequestSignature signature, ClassicalVerifyingKey? key)
    {
        if (signature.Classical is not { } classical)
        {
            return RequestSignatureOutcome.Passed;
        }

        if (key is null || classical.KeyId != key.Thumbprint || classical.Algorithm != key.AlgorithmName)
        {
            return RequestSignatureOutcome.ClassicalKeyMismatch;
        }

        if (!classical.TryWriteBase(out ReadOnlySpan<byte> signatureBase))
        {
            return RequestSignatureOutcome.MissingComponent;
        }

        return key.Verify(signatureBase, classical.Bytes.Read(stackalloc byte[RequestSignature.UsualSize]))
            ? RequestSignatureOutcome.Passed
            : RequestSignatureOutcome.InvalidClassicalSignature;
    }

    /// <summary>
    /// Uses the nonce up, once and for all. Only for a signature that passed the other checks: else strangers could fill the
    /// store.
    /// </summary>
    /// <param name="signature">The signature.</param>
    /// <param name="cancellationToken">Stops waiting for the store; the nonce may then be used up.</param>
    /// <returns><see cref="RequestSignatureOutcome.Passed"/>, or what is wrong.</returns>
    public ValueTask<RequestSignatureOutcome> UseNonceAsync(RequestSignature signature, CancellationToken cancellationToken = default) =>
        UseNonceAsync(signature, signature.KeyId, cancellationToken);

    /// <summary>Uses the nonce up, as one of the key that opened the session where it is a session's: all of an identity's count together.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellationToken">Stops waiting for the store; the nonce may then be used up.</param>
    /// <returns><see cref="RequestSignatureOutcome.Passed"/>, or what is wrong.</returns>
    public async ValueTask<RequestSignatureOutcome> UseNonceAsync(
        RequestSignature signature, KeyThumbprint keyId, CancellationToken cancellationToken = default)
    {
        DateTimeOffset until = signature.Created + RequestSignatureProfile.NonceRetention;
        NonceResult result =
            await nonceStore.TryAddAsync(keyId, signature.Nonce, until, cancellationToken).ConfigureAwait(false);
        return result switch
        {
            NonceResult.Added => RequestSignatureOutcome.Passed,
            NonceResult.Full => RequestSignatureOutcome.NonceStoreFull,
            _ => RequestSignatureOutcome.Replayed,
        };
    }
}
