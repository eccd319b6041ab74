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
public sealed class VerifyingKey : IDisposable
{
    private readonly byte[] _bytes;
    private readonly ISignatureScheme _scheme;
    private readonly KeyLifetime _lifetime;
    private IVerifier? _verifier;
    private StrongBox<KeyThumbprint>? _thumbprint;

    /// <summary>A key whose bytes are known to be good. It is expanded at first use: a signer seldom verifies.</summary>
    internal VerifyingKey(SignatureAlgorithm algorithm, ISignatureScheme scheme, byte[] bytes)
    {
        Algorithm = algorithm;
        _scheme = scheme;
        _bytes = bytes;
        _lifetime = new KeyLifetime(this, () => _verifier?.Dispose());
    }

    /// <summary>The key's algorithm.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>
    /// The key's name: the SHA-256 thumbprint of its JSON Web Key (RFC 7638; RFC 9964, section 6). Known after disposal too.
    /// </summary>
    public KeyThumbprint Thumbprint =>
        (_thumbprint ??= new StrongBox<KeyThumbprint>(AkpJsonWebKey.Thumbprint(Algorithm, _bytes))).Value;

    /// <summary>Imports a verifying key from its raw encoding.</summary>
    /// <param name="algorithm">The key's algorithm.</param>
    /// <param name="publicKey"><see cref="SignatureAlgorithm.PublicKeySize"/> bytes.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">The key is malformed.</exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static VerifyingKey Import(SignatureAlgorithm algorithm, ReadOnlySpan<byte> publicKey, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        ISignatureScheme scheme = (providers ?? ProviderSet.Default).Get(algorithm);
        KeyErrors.CheckKeySize(publicKey, algorithm.PublicKeySize, algorithm.Name, "verifying key");
        algorithm.Rules.CheckPublicKey(publicKey);
        return new VerifyingKey(algorithm, scheme, publicKey.ToArray()) { _verifier = scheme.CreateVerifier(publicKey) };
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
        return SignatureAlgorithm.TryFindOid(info.Oid, out SignatureAlgorithm? algorithm)
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
    /// <param name="signature">
    /// The signature; of any other size than <see cref="SignatureAlgorithm.SignatureSize"/> it is false.
    /// </param>
    /// <param name="context">The context it was signed in, at most <see cref="SignatureAlgorithm.MaxContextSize"/> bytes.</param>
    /// <exception cref="ArgumentException">The context is too long.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> context = default)
    {
        KeyErrors.CheckContextSize(context, Algorithm.MaxContextSize);
        using KeyLifetime.Lease use = _lifetime.Enter();
        return signature.Length == Algorithm.SignatureSize && Expanded().Verify(data, signature, context);
    }

    /// <summary>The key's raw encoding, <see cref="SignatureAlgorithm.PublicKeySize"/> bytes.</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] Export()
    {
        using KeyLifetime.Lease use = _lifetime.Enter();
        return [.. _bytes];
    }

    /// <summary>Writes the key's raw encoding.</summary>
    /// <param name="destination">Exactly <see cref="SignatureAlgorithm.PublicKeySize"/> bytes.</param>
    /// <exception cref="ArgumentException">The span has another size.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void Export(Span<byte> destination)
    {
        KeyErrors.CheckBufferSize(destination.Length, Algorithm.PublicKeySize, "verifying key", nameof(destination));
        using KeyLifetime.Lease use = _lifetime.Enter();
        _bytes.CopyTo(destination);
    }

    /// <summary>The key as DER SubjectPublicKeyInfo.</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] ExportSubjectPublicKeyInfo()
    {
        using KeyLifetime.Lease use = _lifetime.Enter();
        return SubjectPublicKeyInfo.Write(Algorithm.Oid, _bytes);
    }

    /// <summary>The key as a PEM <c>PUBLIC KEY</c> block.</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public string ExportSubjectPublicKeyInfoPem() =>
        PemEncoding.WriteString(PemContents.PublicKeyLabel, ExportSubjectPublicKeyInfo());

    /// <summary>The key as a public JSON Web Key of type AKP (RFC 9964), with the members kty, alg and pub.</summary>
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
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void WriteJwk(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using KeyLifetime.Lease use = _lifetime.Enter();
        AkpJsonWebKey.Write(writer, Algorithm, _bytes);
    }

    /// <summary>Ends the key's life. A verifying key holds no secret; this frees what the provider keeps for it.</summary>
    public void Dispose() => _lifetime.Close();

    /// <summary>The algorithm's name and the key's thumbprint, which are public.</summary>
    public override string ToString() => $"{Algorithm} verifying key {Thumbprint}";

    private IVerifier Expanded()
    {
        if (Volatile.Read(ref _verifier) is { } expanded)
            return expanded;

        IVerifier created = _scheme.CreateVerifier(_bytes);
        if (Interlocked.CompareExchange(ref _verifier, created, null) is not { } winner)
            return created;

        created.Dispose();
        return winner;
    }
}
