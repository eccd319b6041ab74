using System.Buffers.Text;
using System.Security.Cryptography;
using QuantumAttributes.Channels.StructuredFields;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>
/// Signs requests (RFC 9421 §3.1; wire protocol §6): pure ML-DSA, empty context, a fresh nonce each time. Thread-safe if the
/// random number generator is, as <see cref="RandomNumberGenerator.Create()"/>'s are.
/// </summary>
/// <param name="key">The key, which signs nothing but requests. It stays the caller's.</param>
/// <param name="timeProvider">Tells <c>created</c>.</param>
/// <param name="random">Draws the nonces. It stays the caller's.</param>
/// <exception cref="ArgumentException">The key's algorithm has no name in HTTP message signatures.</exception>
public sealed class RequestSigner(SigningKey key, TimeProvider timeProvider, RandomNumberGenerator random)
{
    private readonly TimeSpan _lifetime = RequestSignatureProfile.MaxAge;
    private readonly string _algorithm = key.Algorithm.HttpSignatureName
        ?? throw new ArgumentException($"Requests cannot be signed with {key.Algorithm}.", nameof(key));

    /// <summary>How long a signature is to live: 1 to 300 whole seconds. The default, 60, is all that verifiers take.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than a second or more than 300.</exception>
    public TimeSpan Lifetime
    {
        get => _lifetime;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, RequestSignatureProfile.MaxLifetime);
            _lifetime = value;
        }
    }

    /// <summary>Signs a request as it will be sent: if it has content, then with its <c>Content-Digest</c> in place.</summary>
    /// <param name="message">The request.</param>
    /// <returns>The two fields to add. A request that is sent again is signed again.</returns>
    /// <exception cref="InvalidOperationException">
    /// A component that must be covered is missing, or holds characters that cannot be signed.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public RequestSignatureFields Sign(IMessageComponents message)
    {
        InnerList input = new(
            RequestSignatureProfile.CoveredIn(message).Select(name => new Item(BareItem.FromString(name))),
            CreateParameters());
        if (!SignatureBase.TryCreate(message, input, out byte[]? signatureBase))
        {
            throw new InvalidOperationException(
                $"A component cannot be signed: the request needs {string.Join(", ", input)}, in printable ASCII.");
        }

        Item signature = new(BareItem.FromBytes(key.Sign(signatureBase)));
        return new RequestSignatureFields(Labelled(input), Labelled(signature));
    }

    private Parameters CreateParameters()
    {
        long created = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        Span<byte> nonce = stackalloc byte[RequestSignatureProfile.MinNonceSize];
        random.GetBytes(nonce);
        return new Parameters(
        [
            new(SignatureParameter.Created, BareItem.FromInteger(created)),
            new(SignatureParameter.Expires, BareItem.FromInteger(created + (long)Lifetime.TotalSeconds)),
            new(SignatureParameter.Nonce, BareItem.FromString(Base64Url.EncodeToString(nonce))),
            new(SignatureParameter.KeyId, BareItem.FromString(key.VerifyingKey.Thumbprint.ToString())),
            new(SignatureParameter.Algorithm, BareItem.FromString(_algorithm)),
            new(SignatureParameter.Tag, BareItem.FromString(RequestSignatureProfile.Tag)),
        ]);
    }

    private static string Labelled(Member member) =>
        new FieldDictionary([new(RequestSignatureProfile.Label, member)]).ToString();
}
