using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The private key of a key encapsulation mechanism, kept in expanded form so that repeated use is cheap.</summary>
/// <remarks>
/// Safe to use from many threads at once. Disposal zeroes the key, when the last use under way has ended; any later use throws
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed partial class KemPrivateKey : AsymmetricPrivateKey, IPrivateKeyImport<KemPrivateKey, KemAlgorithm>
{
    private readonly IDecapsulator _decapsulator;

    private KemPrivateKey(KemAlgorithm algorithm, IKem kem, IDecapsulator decapsulator, byte[] publicKey, SecretBytes? seed)
        : base(decapsulator, seed)
    {
        Algorithm = algorithm;
        _decapsulator = decapsulator;
        PublicKey = new KemPublicKey(algorithm, kem, publicKey);
    }

    /// <summary>The key's algorithm.</summary>
    public override KemAlgorithm Algorithm { get; }

    /// <summary>The public key that belongs to this key. It has a life of its own and outlives this one.</summary>
    public KemPublicKey PublicKey { get; }

    static string IPrivateKeyImport<KemPrivateKey, KemAlgorithm>.AlgorithmKind => "key encapsulation mechanism";

    /// <summary>
    /// Makes a new key. Its seed is drawn from <see cref="ProviderSet.Random"/> whatever the provider (FIPS 203, Algorithm 19); where
    /// the algorithm has no seed, the provider makes the key.
    /// </summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static KemPrivateKey Generate(KemAlgorithm algorithm, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        providers ??= ProviderSet.Default;
        if (algorithm.SeedSize is not { } size)
        {
            IKem kem = providers.Get(algorithm);
            return Create(algorithm, kem, kem.GenerateDecapsulator(), seed: null);
        }

        using SecretBytes seed = new(size);
        providers.Random.GetBytes(seed.Span);
        return ImportSeed(algorithm, seed.Span, providers);
    }

    /// <summary>Makes the key that a seed stands for (FIPS 203, Algorithm 16: <c>d || z</c>; X-Wing, section 5.2).</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="seed"><see cref="CryptographicAlgorithm.SeedSize"/> bytes; copied.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">The seed has another size, or the algorithm makes keys from no seed.</exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static KemPrivateKey ImportSeed(KemAlgorithm algorithm, ReadOnlySpan<byte> seed, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        IKem kem = (providers ?? ProviderSet.Default).Get(algorithm);
        KeyErrors.CheckKeySize(seed, algorithm.SeedSize ?? throw KeyErrors.NoSeed(algorithm), algorithm, "seed");
        return Create(algorithm, kem, kem.CreateDecapsulatorFromSeed(seed), SecretBytes.CopyOf(seed));
    }

    /// <summary>
    /// Imports a private key in the standard's expanded form. It must pass the checks of FIPS 203, section 7.3 (with those of 7.2
    /// on the
    /// public key it holds), and decapsulate what its own public key encapsulates.
    /// </summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="expandedKey"><see cref="CryptographicAlgorithm.ExpandedPrivateKeySize"/> bytes; copied.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">
    /// The key is malformed or inconsistent, or the algorithm has no expanded form.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static KemPrivateKey ImportExpanded(
        KemAlgorithm algorithm, ReadOnlySpan<byte> expandedKey, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        IKem kem = (providers ?? ProviderSet.Default).Get(algorithm);
        int size = algorithm.ExpandedPrivateKeySize ?? throw KeyErrors.NoExpandedKey(algorithm);
        KeyErrors.CheckKeySize(expandedKey, size, algorithm, "expanded private key");
        algorithm.Rules.CheckExpandedKey(expandedKey);

        KemPrivateKey key = Create(algorithm, kem, kem.CreateDecapsulatorFromExpandedKey(expandedKey), seed: null);
        try
        {
            key.CheckPairwise();
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Imports a private key from DER PKCS#8 (RFC 5958; RFC 9935 for ML-KEM: seed, expanded key or both; X-Wing, section 5.8.2:
    /// the seed).
    /// The algorithm is the one it names.
    /// </summary>
    /// <exception cref="CryptographicException">
    /// The encoding or the key is malformed or inconsistent, or the algorithm is unknown.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static KemPrivateKey ImportPkcs8PrivateKey(ReadOnlySpan<byte> source, ProviderSet? providers = null) =>
        IPrivateKeyImport<KemPrivateKey, KemAlgorithm>.ImportPkcs8(source, providers);

    /// <summary>Imports a private key from text with one <c>PRIVATE KEY</c> block (RFC 7468).</summary>
    /// <exception cref="CryptographicException">
    /// There is not exactly one such block, it is malformed, or the algorithm is unknown.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static KemPrivateKey ImportFromPem(ReadOnlySpan<char> pem, ProviderSet? providers = null)
    {
        using PemContents contents = PemContents.Read(pem, PemContents.PrivateKeyLabel);
        return ImportPkcs8PrivateKey(contents.Bytes, providers);
    }

    /// <summary>Recovers the shared secret from a ciphertext (FIPS 203, Algorithm 21).</summary>
    /// <remarks>
    /// A ciphertext that was not made for this key gives a pseudorandom secret and no error: implicit rejection. Only the hybrids with
    /// P-256 and P-384 refuse one, whose elliptic-curve part is not a point of the curve: that is public, and tells nothing of the key.
    /// So do the DHKEMs, and those over X25519 and X448 a point of small order as well.
    /// </remarks>
    /// <param name="ciphertext">Exactly <see cref="KemAlgorithm.CiphertextSize"/> bytes.</param>
    /// <param name="sharedSecret">
    /// Receives the secret, exactly <see cref="KemAlgorithm.SharedSecretSize"/> bytes. Zero it after use.
    /// </param>
    /// <exception cref="ArgumentException">A span has another size.</exception>
    /// <exception cref="CryptographicException">
    /// The ciphertext of a hybrid or a DHKEM holds no point of the curve, or one of small order; the secret is zeroed.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
    {
        KeyErrors.CheckBufferSize(ciphertext.Length, Algorithm.CiphertextSize, "ciphertext", nameof(ciphertext));
        KeyErrors.CheckBufferSize(sharedSecret.Length, Algorithm.SharedSecretSize, "shared secret", nameof(sharedSecret));
        using KeyLifetime.Lease use = Use();
        try
        {
            _decapsulator.Decapsulate(ciphertext, sharedSecret);
        }
        catch
        {
            CryptographicOperations.ZeroMemory(sharedSecret);
            throw;
        }
    }

    /// <summary>Recovers the shared secret from a ciphertext (FIPS 203, Algorithm 21). See the other overload.</summary>
    /// <returns>The secret, <see cref="KemAlgorithm.SharedSecretSize"/> bytes. Zero it after use.</returns>
    /// <exception cref="ArgumentException">
    /// The ciphertext has not exactly <see cref="KemAlgorithm.CiphertextSize"/> bytes.
    /// </exception>
    /// <exception cref="CryptographicException">
    /// The ciphertext of a hybrid or a DHKEM holds no point of the curve, or one of small order.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] Decapsulate(ReadOnlySpan<byte> ciphertext)
    {
        byte[] sharedSecret = new byte[Algorithm.SharedSecretSize];
        Decapsulate(ciphertext, sharedSecret);
        return sharedSecret;
    }

    /// <summary>The algorithm's name; nothing of the key.</summary>
    public override string ToString() => $"{Algorithm} private key";

    internal override byte[] ExportPublicKey() => PublicKey.Export();

    private static KemPrivateKey Create(KemAlgorithm algorithm, IKem kem, IDecapsulator decapsulator, SecretBytes? seed)
    {
        try
        {
            byte[] publicKey = new byte[algorithm.PublicKeySize];
            decapsulator.ExportPublicKey(publicKey);
            return new KemPrivateKey(algorithm, kem, decapsulator, publicKey, seed);
        }
        catch
        {
            decapsulator.Dispose();
            seed?.Dispose();
            throw;
        }
    }

    // A decapsulation key whose secret part is not that of its public part passes the hash check of FIPS 203, section 7.3.
    private void CheckPairwise()
    {
        byte[] ciphertext = new byte[Algorithm.CiphertextSize];
        using SecretBytes sent = new(Algorithm.SharedSecretSize);
        using SecretBytes received = new(Algorithm.SharedSecretSize);
        PublicKey.Encapsulate(ciphertext, sent.Span);
        Decapsulate(ciphertext, received.Span);
        if (!CryptographicOperations.FixedTimeEquals(sent.Span, received.Span))
            throw new CryptographicException(
                $"The expanded private key of {Algorithm} does not belong to the public key it holds.");
    }
}
