using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Cryptography;

/// <summary>The public key of a signature algorithm.</summary>
/// <remarks>
/// Safe to use from many threads at once; disposal waits for nobody, and takes effect when the last use under way has ended.
/// </remarks>
public sealed partial class VerifyingKey : AsymmetricPublicKey
{
    private readonly Expansion<IVerifier> _verifier;
    private StrongBox<KeyThumbprint>? _thumbprint;

    /// <summary>A key whose bytes are known to be good. It is expanded at first use: a signer seldom verifies.</summary>
    internal VerifyingKey(SignatureAlgorithm algorithm, ISignatureScheme scheme, byte[] bytes)
        : this(algorithm, bytes, new Expansion<IVerifier>(() => scheme.CreateVerifier(bytes)))
    {
    }

    private VerifyingKey(SignatureAlgorithm algorithm, byte[] bytes, Expansion<IVerifier> verifier) : base(bytes, verifier)
    {
        Algorithm = algorithm;
        _verifier = verifier;
    }

    /// <summary>The key's algorithm.</summary>
    public override SignatureAlgorithm Algorithm { get; }

    /// <summary>
    /// The key's name: the SHA-256 thumbprint of its JSON Web Key (RFC 7638; RFC 9964, section 6). Known after disposal too.
    /// </summary>
    /// <remarks>
    /// An algorithm without a <see cref="CryptographicAlgorithm.JoseName"/> has no JSON Web Key. The thumbprint of its keys has our
    /// name of the algorithm in that place: nobody else computes it, and it changes when JOSE names the algorithm otherwise.
    /// </remarks>
    public KeyThumbprint Thumbprint =>
        (_thumbprint ??= new StrongBox<KeyThumbprint>(AkpJsonWebKey.Thumbprint(Algorithm, Bytes))).Value;

    /// <summary>Imports a verifying key from its raw encoding.</summary>
    /// <param name="algorithm">The key's algorithm.</param>
    /// <param name="publicKey"><see cref="CryptographicAlgorithm.PublicKeySize"/> bytes.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">The key is malformed.</exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static VerifyingKey Import(SignatureAlgorithm algorithm, ReadOnlySpan<byte> publicKey, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        ISignatureScheme scheme = (providers ?? ProviderSet.Default).Get(algorithm);
        KeyErrors.CheckKeySize(publicKey, algorithm.PublicKeySize, algorithm, "verifying key");
        algorithm.Rules.CheckPublicKey(publicKey);
        VerifyingKey key = new(algorithm, scheme, publicKey.ToArray());
        _ = key._verifier.Value;
        return key;
    }

    /// <summary>
    /// Imports a verifying key from a DER SubjectPublicKeyInfo (RFC 5280; RFC 9881 for ML-DSA). The algorithm is the one it
    /// names.
    /// </summary>
    /// <exception cref="CryptographicException">The encoding or the key is malformed, or the algorithm is unknown.</exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static VerifyingKey ImportSubjectPublicKeyInfo(ReadOnlySpan<byte> source, ProviderSet? providers = null)
    {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.Read(source);
        return AlgorithmCatalogue.TryFindOid(info.Oid, out SignatureAlgorithm? algorithm)
            ? Import(algorithm, info.PublicKey, providers)
            : throw KeyErrors.UnknownOid(info.Oid, "signature algorithm");
    }

    /// <summary>Imports a verifying key from text with one <c>PUBLIC KEY</c> block (RFC 7468).</summary>
    /// <exception cref="CryptographicException">
    /// There is not exactly one such block, it is malformed, or the algorithm is unknown.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static VerifyingKey ImportFromPem(ReadOnlySpan<char> pem, ProviderSet? providers = null)
    {
        using PemContents contents = PemContents.Read(pem, PemContents.PublicKeyLabel);
        return ImportSubjectPublicKeyInfo(contents.Bytes, providers);
    }

    /// <summary>
    /// Imports a verifying key from a public JSON Web Key of type AKP (RFC 9964). Members it does not know are passed over.
    /// </summary>
    /// <exception cref="CryptographicException">
    /// The text is not JSON, a member is there twice, the key is private (<c>priv</c>), malformed, of another type or an unknown
    /// algorithm.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static VerifyingKey FromJwk(string json, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            // By way of bytes, where a lone surrogate becomes U+FFFD; parsed as a string it would be an ArgumentException.
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json));
            return FromJwk(document.RootElement, providers);
        }
        catch (JsonException e)
        {
            throw new CryptographicException("The JSON Web Key is not JSON.", e);
        }
    }

    /// <inheritdoc cref="FromJwk(string, ProviderSet?)"/>
    public static VerifyingKey FromJwk(JsonElement jwk, ProviderSet? providers = null)
    {
        (SignatureAlgorithm algorithm, byte[] publicKey) = AkpJsonWebKey.Read(jwk);
        return Import(algorithm, publicKey, providers);
    }

    /// <summary>Whether the signature is this key's over the data and the context (FIPS 204, Algorithm 3).</summary>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature; of a size that the algorithm does not have it is false.</param>
    /// <param name="context">The context it was signed in, at most <see cref="SignatureAlgorithm.MaxContextSize"/> bytes.</param>
    /// <exception cref="ArgumentException">The context is too long.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> context = default)
    {
        SignatureRules.CheckContext(Algorithm, context);
        return Verify(SignatureInput.OfMessage(data, context), signature);
    }

    /// <summary>
    /// Whether the signature is this key's over the hash of a message and the context (FIPS 204, Algorithm 5; FIPS 205,
    /// Algorithm 25).
    /// </summary>
    /// <param name="hash">The hash, of the size that its function has; for SHAKE128 32 bytes, for SHAKE256 64.</param>
    /// <param name="signature">The signature; of a size that the algorithm does not have it is false.</param>
    /// <param name="hashAlgorithmOid">The object identifier of the hash function, one that the standard approves.</param>
    /// <param name="context">The context it was signed in, at most <see cref="SignatureAlgorithm.MaxContextSize"/> bytes.</param>
    /// <exception cref="ArgumentException">The context is too long, the hash function unknown, or the hash of another size.</exception>
    /// <exception cref="NotSupportedException">The algorithm has no pre-hash form.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public bool VerifyPreHash(
        ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, string hashAlgorithmOid, ReadOnlySpan<byte> context = default)
    {
        SignatureRules.CheckPreHash(Algorithm, hash, hashAlgorithmOid);
        SignatureRules.CheckContext(Algorithm, context);
        return Verify(SignatureInput.OfPreHash(hash, hashAlgorithmOid, context), signature);
    }

    /// <summary>Whether the signature is this key's over a message representative (FIPS 204, Algorithm 8, mu given).</summary>
    /// <param name="mu">The representative, exactly 64 bytes.</param>
    /// <param name="signature">The signature; of a size that the algorithm does not have it is false.</param>
    /// <exception cref="ArgumentException"><paramref name="mu"/> has another size.</exception>
    /// <exception cref="NotSupportedException">The algorithm defines no message representative.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public bool VerifyMu(ReadOnlySpan<byte> mu, ReadOnlySpan<byte> signature)
    {
        SignatureRules.CheckMu(Algorithm, mu);
        return Verify(SignatureInput.OfMu(mu), signature);
    }

    /// <summary>The key as a public JSON Web Key of type AKP (RFC 9964), with the members kty, alg and pub.</summary>
    /// <exception cref="NotSupportedException">JOSE has no name for the algorithm.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public string ToJwk()
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json))
            WriteJwk(writer);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    /// <summary>
    /// Writes the key as a public JSON Web Key of type AKP (RFC 9964): one object, with the members kty, alg and pub.
    /// </summary>
    /// <exception cref="NotSupportedException">JOSE has no name for the algorithm.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void WriteJwk(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using KeyLifetime.Lease use = Use();
        AkpJsonWebKey.Write(writer, Algorithm, Bytes);
    }

    /// <summary>The algorithm's name and the key's thumbprint, which are public.</summary>
    public override string ToString() => $"{Algorithm} verifying key {Thumbprint}";

    private bool Verify(SignatureInput input, ReadOnlySpan<byte> signature)
    {
        using KeyLifetime.Lease use = Use();
        return SignatureRules.IsPossibleSize(Algorithm, signature) && _verifier.Value.Verify(input, signature);
    }
}
