using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The private key of a signature algorithm, kept in expanded form so that repeated use is cheap.</summary>
/// <remarks>
/// Safe to use from many threads at once. Disposal zeroes the key, when the last use under way has ended; any later use throws
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed partial class SigningKey : AsymmetricPrivateKey, IPrivateKeyImport<SigningKey, SignatureAlgorithm>
{
    private readonly ISigner _signer;

    private SigningKey(SignatureAlgorithm algorithm, ISignatureScheme scheme, ISigner signer, byte[] publicKey, SecretBytes? seed)
        : base(signer, seed)
    {
        Algorithm = algorithm;
        _signer = signer;
        VerifyingKey = new VerifyingKey(algorithm, scheme, publicKey);
    }

    /// <summary>The key's algorithm.</summary>
    public override SignatureAlgorithm Algorithm { get; }

    /// <summary>The verifying key that belongs to this key. It has a life of its own and outlives this one.</summary>
    public VerifyingKey VerifyingKey { get; }

    static string IPrivateKeyImport<SigningKey, SignatureAlgorithm>.AlgorithmKind => "signature algorithm";

    /// <summary>
    /// Makes a new key. Its seed is drawn from <see cref="ProviderSet.Random"/> whatever the provider (FIPS 204, Algorithm 1); where
    /// the algorithm has no seed, the provider makes the key.
    /// </summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static SigningKey Generate(SignatureAlgorithm algorithm, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        providers ??= ProviderSet.Default;
        if (algorithm.SeedSize is not { } size)
        {
            ISignatureScheme scheme = providers.Get(algorithm);
            return Create(algorithm, scheme, scheme.GenerateSigner(), seed: null);
        }

        using SecretBytes seed = new(size);
        providers.Random.GetBytes(seed.Span);
        return ImportSeed(algorithm, seed.Span, providers);
    }

    /// <summary>Makes the key that a seed stands for (FIPS 204, Algorithm 6: <c>xi</c>).</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="seed"><see cref="CryptographicAlgorithm.SeedSize"/> bytes; copied.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">The seed has another size, or the algorithm makes keys from no seed.</exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static SigningKey ImportSeed(SignatureAlgorithm algorithm, ReadOnlySpan<byte> seed, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        ISignatureScheme scheme = (providers ?? ProviderSet.Default).Get(algorithm);
        KeyErrors.CheckKeySize(seed, algorithm.SeedSize ?? throw KeyErrors.NoSeed(algorithm), algorithm, "seed");
        return Create(algorithm, scheme, scheme.CreateSignerFromSeed(seed), SecretBytes.CopyOf(seed));
    }

    /// <summary>
    /// Imports a signing key in the standard's expanded form. Every part of it that can be recomputed from the others must agree:
    /// for
    /// ML-DSA the ranges of s1 and s2, t0, and tr as the hash of the public key.
    /// </summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="expandedKey"><see cref="CryptographicAlgorithm.ExpandedPrivateKeySize"/> bytes; copied.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">
    /// The key is malformed or inconsistent, or the algorithm has no expanded form.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static SigningKey ImportExpanded(
        SignatureAlgorithm algorithm, ReadOnlySpan<byte> expandedKey, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        ISignatureScheme scheme = (providers ?? ProviderSet.Default).Get(algorithm);
        int size = algorithm.ExpandedPrivateKeySize ?? throw KeyErrors.NoExpandedKey(algorithm);
        KeyErrors.CheckKeySize(expandedKey, size, algorithm, "expanded signing key");
        algorithm.Rules.CheckExpandedKey(expandedKey);
        return Create(algorithm, scheme, scheme.CreateSignerFromExpandedKey(expandedKey), seed: null);
    }

    /// <summary>
    /// Imports a signing key from DER PKCS#8 (RFC 5958; RFC 9881 for ML-DSA: seed, expanded key or both). The algorithm is the
    /// one it names.
    /// </summary>
    /// <exception cref="CryptographicException">
    /// The encoding or the key is malformed or inconsistent, or the algorithm is unknown.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static SigningKey ImportPkcs8PrivateKey(ReadOnlySpan<byte> source, ProviderSet? providers = null) =>
        IPrivateKeyImport<SigningKey, SignatureAlgorithm>.ImportPkcs8(source, providers);

    /// <summary>Imports a signing key from text with one <c>PRIVATE KEY</c> block (RFC 7468).</summary>
    /// <exception cref="CryptographicException">
    /// There is not exactly one such block, it is malformed, or the algorithm is unknown.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static SigningKey ImportFromPem(ReadOnlySpan<char> pem, ProviderSet? providers = null)
    {
        using PemContents contents = PemContents.Read(pem, PemContents.PrivateKeyLabel);
        return ImportPkcs8PrivateKey(contents.Bytes, providers);
    }

    /// <summary>Signs a message (FIPS 204, Algorithm 2; FIPS 205, Algorithm 22).</summary>
    /// <param name="data">What to sign.</param>
    /// <param name="signature">Receives the signature, exactly <see cref="SignatureAlgorithm.SignatureSize"/> bytes.</param>
    /// <param name="context">What the signature is for, at most <see cref="SignatureAlgorithm.MaxContextSize"/> bytes.</param>
    /// <param name="mode">Whether fresh randomness goes in.</param>
    /// <returns>The size of the signature, in bytes; of variable ones the rest of the span is zero.</returns>
    /// <exception cref="ArgumentException">The signature span has another size, or the context is too long.</exception>
    /// <exception cref="NotSupportedException">The algorithm, or the provider, cannot sign in this mode.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public int Sign(
        ReadOnlySpan<byte> data,
        Span<byte> signature,
        ReadOnlySpan<byte> context = default,
        SigningMode mode = SigningMode.Hedged)
    {
        SignatureRules.CheckContext(Algorithm, context);
        return Sign(SignatureInput.OfMessage(data, context), signature, mode);
    }

    /// <summary>Signs a message. See the other overload.</summary>
    /// <returns>The signature, at most <see cref="SignatureAlgorithm.SignatureSize"/> bytes.</returns>
    /// <exception cref="ArgumentException">The context is too long.</exception>
    /// <exception cref="NotSupportedException">The algorithm, or the provider, cannot sign in this mode.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] Sign(ReadOnlySpan<byte> data, ReadOnlySpan<byte> context = default, SigningMode mode = SigningMode.Hedged)
    {
        byte[] signature = new byte[Algorithm.SignatureSize];
        int size = Sign(data, signature, context, mode);
        return signature[..size];
    }

    /// <summary>Signs the hash of a message (FIPS 204, Algorithm 4; FIPS 205, Algorithm 23).</summary>
    /// <param name="hash">The hash, of the size that its function has; for SHAKE128 32 bytes, for SHAKE256 64.</param>
    /// <param name="signature">Receives the signature, exactly <see cref="SignatureAlgorithm.SignatureSize"/> bytes.</param>
    /// <param name="hashAlgorithmOid">The object identifier of the hash function, one that the standard approves.</param>
    /// <param name="context">What the signature is for, at most <see cref="SignatureAlgorithm.MaxContextSize"/> bytes.</param>
    /// <param name="mode">Whether fresh randomness goes in.</param>
    /// <returns>The size of the signature, in bytes.</returns>
    /// <exception cref="ArgumentException">
    /// The signature span or the hash has another size, the hash function is unknown, or the context is too long.
    /// </exception>
    /// <exception cref="NotSupportedException">The algorithm has no pre-hash form, or cannot sign in this mode.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public int SignPreHash(
        ReadOnlySpan<byte> hash,
        Span<byte> signature,
        string hashAlgorithmOid,
        ReadOnlySpan<byte> context = default,
        SigningMode mode = SigningMode.Hedged)
    {
        SignatureRules.CheckPreHash(Algorithm, hash, hashAlgorithmOid);
        SignatureRules.CheckContext(Algorithm, context);
        return Sign(SignatureInput.OfPreHash(hash, hashAlgorithmOid, context), signature, mode);
    }

    /// <summary>Signs a message representative (FIPS 204, Algorithm 7, mu given).</summary>
    /// <param name="mu">The representative, exactly 64 bytes.</param>
    /// <param name="signature">Receives the signature, exactly <see cref="SignatureAlgorithm.SignatureSize"/> bytes.</param>
    /// <param name="mode">Whether fresh randomness goes in.</param>
    /// <returns>The size of the signature, in bytes.</returns>
    /// <exception cref="ArgumentException">A span has another size.</exception>
    /// <exception cref="NotSupportedException">
    /// The algorithm defines no message representative, or cannot sign in this mode.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public int SignMu(ReadOnlySpan<byte> mu, Span<byte> signature, SigningMode mode = SigningMode.Hedged)
    {
        SignatureRules.CheckMu(Algorithm, mu);
        return Sign(SignatureInput.OfMu(mu), signature, mode);
    }

    /// <summary>The algorithm's name and the verifying key's thumbprint; nothing of the key.</summary>
    public override string ToString() => $"{Algorithm} signing key {VerifyingKey.Thumbprint}";

    internal override byte[] ExportPublicKey() => VerifyingKey.Export();

    private static SigningKey Create(SignatureAlgorithm algorithm, ISignatureScheme scheme, ISigner signer, SecretBytes? seed)
    {
        try
        {
            byte[] publicKey = new byte[algorithm.PublicKeySize];
            signer.ExportPublicKey(publicKey);
            return new SigningKey(algorithm, scheme, signer, publicKey, seed);
        }
        catch
        {
            signer.Dispose();
            seed?.Dispose();
            throw;
        }
    }

    private int Sign(SignatureInput input, Span<byte> signature, SigningMode mode)
    {
        KeyErrors.CheckBufferSize(signature.Length, Algorithm.SignatureSize, "signature", nameof(signature));
        SignatureRules.CheckMode(Algorithm, mode);
        using KeyLifetime.Lease use = Use();
        int size = 0;
        try
        {
            return size = _signer.Sign(input, signature, mode);
        }
        finally
        {
            // All of it where signing failed, the unused end where the signature is a short one.
            CryptographicOperations.ZeroMemory(signature[size..]);
        }
    }
}
