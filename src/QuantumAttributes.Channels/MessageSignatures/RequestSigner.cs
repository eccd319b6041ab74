using System.Buffers.Text;
using System.Security.Cryptography;
using QuantumAttributes.Channels.Classical;
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
/// <param name="classical">Signs each request besides, for a hybrid pair; null: nobody. It stays the caller's.</param>
/// <exception cref="ArgumentException">The key's algorithm has no name in HTTP message signatures.</exception>
public sealed class RequestSigner(SigningKey key, TimeProvider timeProvider, RandomNumberGenerator random, ClassicalSigner? classical = null)
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
        long created = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        Span<byte> bytes = stackalloc byte[RequestSignatureProfile.MinNonceSize];
        random.GetBytes(bytes);
        string nonce = Base64Url.EncodeToString(bytes);
        Item[] covered = [.. RequestSignatureProfile.CoveredIn(message).Select(name => new Item(BareItem.FromString(name)))];

        InnerList input = new(
            covered, CreateParameters(created, nonce, key.VerifyingKey.Thumbprint, _algorithm, RequestSignatureProfile.Tag));
        List<KeyValuePair<string, Member>> inputs = [new(RequestSignatureProfile.Label, input)];
        List<KeyValuePair<string, Member>> signatures =
            [new(RequestSignatureProfile.Label, new Item(BareItem.FromBytes(key.Sign(CreateBase(message, input)))))];
        if (classical is not null)
        {
            InnerList beside = new(covered, CreateParameters(
                created, nonce, classical.VerifyingKey.Thumbprint, classical.VerifyingKey.AlgorithmName, RequestSignatureProfile.ClassicalTag));
            byte[] signature = classical.Sign(CreateBase(message, beside));
            inputs.Add(new(RequestSignatureProfile.ClassicalLabel, beside));
            signatures.Add(new(RequestSignatureProfile.ClassicalLabel, new Item(BareItem.FromBytes(signature))));
        }

        return new RequestSignatureFields(new FieldDictionary(inputs).ToString(), new FieldDictionary(signatures).ToString());
    }

    private static byte[] CreateBase(IMessageComponents message, InnerList input) =>
        SignatureBase.TryCreate(message, input, out byte[]? signatureBase)
            ? signatureBase
            : throw new InvalidOperationException(
                $"A component cannot be signed: the request needs {string.Join(", ", input)}, in printable ASCII.");

    private Parameters CreateParameters(long created, string nonce, KeyThumbprint keyId, string algorithm, string tag) => new(
    [
        new(SignatureParameter.Created, BareItem.FromInteger(created)),
        new(SignatureParameter.Expires, BareItem.FromInteger(created + (long)Lifetime.TotalSeconds)),
        new(SignatureParameter.Nonce, BareItem.FromString(nonce)),
        new(SignatureParameter.KeyId, BareItem.FromString(keyId.ToString())),
        new(SignatureParameter.Algorithm, BareItem.FromString(algorithm)),
        new(SignatureParameter.Tag, BareItem.FromString(tag)),
    ]);
}
