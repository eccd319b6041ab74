using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The private key of a signature algorithm, kept in expanded form so that repeated use is cheap.</summary>
/// <remarks>
/// Safe to use from many threads at once. Disposal zeroes the key, when the last use under way has ended; any later use throws
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed class SigningKey : IDisposable
{
    private readonly ISigner _signer;
    private readonly SecretBytes? _seed;
    private readonly KeyLifetime _lifetime;

    private SigningKey(SignatureAlgorithm algorithm, ISignatureScheme scheme, ISigner signer, byte[] publicKey, SecretBytes? seed)
    {
        Algorithm = algorithm;
        _signer = signer;
        _seed = seed;
        _lifetime = new KeyLifetime(this, Erase);
        VerifyingKey = new VerifyingKey(algorithm, scheme, publicKey);
    }

    /// <summary>The key's algorithm.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The verifying key that belongs to this key. It has a life of its own and outlives this one.</summary>
    public VerifyingKey VerifyingKey { get; }

    /// <summary>Whether the seed is known. It is not when the key was imported in expanded form.</summary>
    public bool HasSeed => _seed is not null;

    /// <summary>
    /// Makes a new key. Its seed is drawn from <see cref="ProviderSet.Random"/> whatever the provider (FIPS 204, Algorithm 1).
    /// </summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static SigningKey Generate(SignatureAlgorithm algorithm, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        providers ??= ProviderSet.Default;
        using SecretBytes seed = new(algorithm.SeedSize);
        providers.Random.GetBytes(seed.Span);
        return ImportSeed(algorithm, seed.Span, providers);
    }

    /// <summary>Makes the key that a seed stands for (FIPS 204, Algorithm 6: <c>xi</c>).</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="seed"><see cref="SignatureAlgorithm.SeedSize"/> bytes; copied.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">The seed has another size.</exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static SigningKey ImportSeed(SignatureAlgorithm algorithm, ReadOnlySpan<byte> seed, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        ISignatureScheme scheme = (providers ?? ProviderSet.Default).Get(algorithm);
        KeyErrors.CheckKeySize(seed, algorithm.SeedSize, algorithm.Name, "seed");
        byte[] publicKey = new byte[algorithm.PublicKeySize];
        ISigner signer = scheme.CreateSignerFromSeed(seed);
        try
        {
            signer.ExportPublicKey(publicKey);
            return new SigningKey(algorithm, scheme, signer, publicKey, SecretBytes.CopyOf(seed));
        }
        catch
        {
            signer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Imports a signing key in the standard's expanded form. Every part of it that can be recomputed from the others must agree:
    /// for
    /// ML-DSA the ranges of s1 and s2, t0, and tr as the hash of the public key.
    /// </summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="expandedKey"><see cref="SignatureAlgorithm.ExpandedPrivateKeySize"/> bytes; copied.</param>
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
        int size = algorithm.ExpandedPrivateKeySize ?? throw KeyErrors.NoExpandedKey(algorithm.Name);
        KeyErrors.CheckKeySize(expandedKey, size, algorithm.Name, "expanded signing key");
        byte[] publicKey = new byte[algorithm.PublicKeySize];
        algorithm.Rules.CheckExpandedKey(expandedKey, publicKey);
        return new SigningKey(algorithm, scheme, scheme.CreateSignerFromExpandedKey(expandedKey), publicKey, seed: null);
    }

    /// <summary>
    /// Imports a signing key from DER PKCS#8 (RFC 5958; RFC 9881 for ML-DSA: seed, expanded key or both). The algorithm is the
    /// one it names.
    /// </summary>
    /// <exception cref="CryptographicException">
    /// The encoding or the key is malformed or inconsistent, or the algorithm is unknown.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static SigningKey ImportPkcs8PrivateKey(ReadOnlySpan<byte> source, ProviderSet? providers = null)
    {
        Pkcs8PrivateKey pkcs8 = Pkcs8PrivateKey.Read(source);
        if (!SignatureAlgorithm.TryFindOid(pkcs8.Oid, out SignatureAlgorithm? algorithm))
            throw KeyErrors.UnknownOid(pkcs8.Oid, "signature algorithm");

        PrivateKeyParts parts = algorithm.PrivateKeyEncoding.Read(pkcs8.PrivateKey);
        SigningKey key =
            parts.HasSeed ? ImportSeed(algorithm, parts.Seed, providers) : ImportExpanded(algorithm, parts.ExpandedKey, providers);
        try
        {
            if (parts.HasSeed && parts.HasExpandedKey && !key.ExpandsTo(parts.ExpandedKey))
                throw KeyErrors.SeedMismatch();
            if (pkcs8.HasPublicKey && !pkcs8.PublicKey.SequenceEqual(key.VerifyingKey.Export()))
                throw KeyErrors.PublicKeyMismatch();
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

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

    /// <summary>Signs, hedged: with fresh randomness, so that no two signatures are alike (FIPS 204, Algorithm 2).</summary>
    /// <param name="data">What to sign.</param>
    /// <param name="signature">Receives the signature, exactly <see cref="SignatureAlgorithm.SignatureSize"/> bytes.</param>
    /// <param name="context">What the signature is for, at most <see cref="SignatureAlgorithm.MaxContextSize"/> bytes.</param>
    /// <exception cref="ArgumentException">The signature span has another size, or the context is too long.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void Sign(ReadOnlySpan<byte> data, Span<byte> signature, ReadOnlySpan<byte> context = default)
    {
        KeyErrors.CheckBufferSize(signature.Length, Algorithm.SignatureSize, "signature", nameof(signature));
        KeyErrors.CheckContextSize(context, Algorithm.MaxContextSize);
        using KeyLifetime.Lease use = _lifetime.Enter();
        bool done = false;
        try
        {
            _signer.Sign(data, signature, context);
            done = true;
        }
        finally
        {
            if (!done)
                CryptographicOperations.ZeroMemory(signature);
        }
    }

    /// <summary>Signs, hedged: with fresh randomness, so that no two signatures are alike (FIPS 204, Algorithm 2).</summary>
    /// <param name="data">What to sign.</param>
    /// <param name="context">What the signature is for, at most <see cref="SignatureAlgorithm.MaxContextSize"/> bytes.</param>
    /// <returns>The signature, <see cref="SignatureAlgorithm.SignatureSize"/> bytes.</returns>
    /// <exception cref="ArgumentException">The context is too long.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] Sign(ReadOnlySpan<byte> data, ReadOnlySpan<byte> context = default)
    {
        byte[] signature = new byte[Algorithm.SignatureSize];
        Sign(data, signature, context);
        return signature;
    }

    /// <summary>The seed, <see cref="SignatureAlgorithm.SeedSize"/> bytes. Zero it after use.</summary>
    /// <exception cref="CryptographicException">The seed is not known: see <see cref="HasSeed"/>.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] ExportSeed()
    {
        using KeyLifetime.Lease use = _lifetime.Enter();
        return (_seed ?? throw KeyErrors.NoSeed()).Span.ToArray();
    }

    /// <summary>Writes the seed.</summary>
    /// <param name="destination">Exactly <see cref="SignatureAlgorithm.SeedSize"/> bytes. Zero them after use.</param>
    /// <exception cref="ArgumentException">The span has another size.</exception>
    /// <exception cref="CryptographicException">The seed is not known: see <see cref="HasSeed"/>.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void ExportSeed(Span<byte> destination)
    {
        KeyErrors.CheckBufferSize(destination.Length, Algorithm.SeedSize, "seed", nameof(destination));
        using KeyLifetime.Lease use = _lifetime.Enter();
        (_seed ?? throw KeyErrors.NoSeed()).Span.CopyTo(destination);
    }

    /// <summary>The key as DER PKCS#8: the seed where it is known, else the expanded key. Zero the bytes after use.</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] ExportPkcs8PrivateKey()
    {
        using KeyLifetime.Lease use = _lifetime.Enter();
        if (_seed is not null)
            return Pkcs8PrivateKey.Write(Algorithm.Oid, Algorithm.PrivateKeyEncoding, PrivateKeyParts.OfSeed(_seed.Span));

        using SecretBytes expanded = new(Algorithm.ExpandedPrivateKeySize ?? throw KeyErrors.NoExpandedKey(Algorithm.Name));
        _signer.ExportExpandedKey(expanded.Span);
        return Pkcs8PrivateKey.Write(Algorithm.Oid, Algorithm.PrivateKeyEncoding, PrivateKeyParts.OfExpandedKey(expanded.Span));
    }

    /// <summary>
    /// The key as a PEM <c>PRIVATE KEY</c> block. A string cannot be zeroed: prefer <see cref="ExportPkcs8PrivateKey"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public string ExportPkcs8PrivateKeyPem() => PemContents.WriteAndZero(PemContents.PrivateKeyLabel, ExportPkcs8PrivateKey());

    /// <summary>Zeroes the key. The <see cref="VerifyingKey"/> stays usable.</summary>
    public void Dispose() => _lifetime.Close();

    /// <summary>The algorithm's name and the verifying key's thumbprint; nothing of the key.</summary>
    public override string ToString() => $"{Algorithm} signing key {VerifyingKey.Thumbprint}";

    private bool ExpandsTo(ReadOnlySpan<byte> expandedKey)
    {
        using SecretBytes expanded = new(Algorithm.ExpandedPrivateKeySize ?? throw KeyErrors.NoExpandedKey(Algorithm.Name));
        _signer.ExportExpandedKey(expanded.Span);
        return CryptographicOperations.FixedTimeEquals(expanded.Span, expandedKey);
    }

    private void Erase()
    {
        _signer.Dispose();
        _seed?.Dispose();
    }
}
