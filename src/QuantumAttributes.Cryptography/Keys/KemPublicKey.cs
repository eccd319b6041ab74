using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The public key of a key encapsulation mechanism: whoever has it can make a secret that only the private key recovers.
/// </summary>
/// <remarks>
/// Safe to use from many threads at once; disposal waits for nobody, and takes effect when the last use under way has ended.
/// </remarks>
public sealed partial class KemPublicKey : AsymmetricPublicKey
{
    private readonly Expansion<IEncapsulator> _encapsulator;

    /// <summary>
    /// A key whose bytes are known to be good. It is expanded at first use: many private keys never need theirs.
    /// </summary>
    internal KemPublicKey(KemAlgorithm algorithm, IKem kem, byte[] bytes)
        : this(algorithm, bytes, new Expansion<IEncapsulator>(() => kem.CreateEncapsulator(bytes)))
    {
    }

    private KemPublicKey(KemAlgorithm algorithm, byte[] bytes, Expansion<IEncapsulator> encapsulator) : base(bytes, encapsulator)
    {
        Algorithm = algorithm;
        _encapsulator = encapsulator;
    }

    /// <summary>The key's algorithm.</summary>
    public override KemAlgorithm Algorithm { get; }

    /// <summary>Imports a public key from its raw encoding.</summary>
    /// <param name="algorithm">The key's algorithm.</param>
    /// <param name="publicKey"><see cref="CryptographicAlgorithm.PublicKeySize"/> bytes.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">
    /// The key is malformed; for ML-KEM that includes the modulus check of FIPS 203, section 7.2.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static KemPublicKey Import(KemAlgorithm algorithm, ReadOnlySpan<byte> publicKey, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        IKem kem = (providers ?? ProviderSet.Default).Get(algorithm);
        KeyErrors.CheckKeySize(publicKey, algorithm.PublicKeySize, algorithm, "public key");
        algorithm.Rules.CheckPublicKey(publicKey);
        KemPublicKey key = new(algorithm, kem, publicKey.ToArray());
        _ = key._encapsulator.Value;
        return key;
    }

    /// <summary>
    /// Imports a public key from a DER SubjectPublicKeyInfo (RFC 5280; RFC 9935 for ML-KEM). The algorithm is the one it names.
    /// </summary>
    /// <exception cref="CryptographicException">The encoding or the key is malformed, or the algorithm is unknown.</exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static KemPublicKey ImportSubjectPublicKeyInfo(ReadOnlySpan<byte> source, ProviderSet? providers = null)
    {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.Read(source);
        return AlgorithmCatalogue.TryFindOid(info.Oid, out KemAlgorithm? algorithm)
            ? Import(algorithm, info.PublicKey, providers)
            : throw KeyErrors.UnknownOid(info.Oid, "key encapsulation mechanism");
    }

    /// <summary>Imports a public key from text with one <c>PUBLIC KEY</c> block (RFC 7468).</summary>
    /// <exception cref="CryptographicException">
    /// There is not exactly one such block, it is malformed, or the algorithm is unknown.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static KemPublicKey ImportFromPem(ReadOnlySpan<char> pem, ProviderSet? providers = null)
    {
        using PemContents contents = PemContents.Read(pem, PemContents.PublicKeyLabel);
        return ImportSubjectPublicKeyInfo(contents.Bytes, providers);
    }

    /// <summary>
    /// Makes a fresh shared secret and the ciphertext that carries it to the holder of the private key (FIPS 203, Algorithm 20).
    /// </summary>
    /// <param name="ciphertext">Receives the ciphertext, exactly <see cref="KemAlgorithm.CiphertextSize"/> bytes.</param>
    /// <param name="sharedSecret">
    /// Receives the secret, exactly <see cref="KemAlgorithm.SharedSecretSize"/> bytes. Zero it after use.
    /// </param>
    /// <exception cref="ArgumentException">A span has another size.</exception>
    /// <exception cref="CryptographicException">
    /// The key is one of small order of DHKEM-X25519 or DHKEM-X448, with which nothing secret can be agreed; the spans are zeroed.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
    {
        KeyErrors.CheckBufferSize(ciphertext.Length, Algorithm.CiphertextSize, "ciphertext", nameof(ciphertext));
        KeyErrors.CheckBufferSize(sharedSecret.Length, Algorithm.SharedSecretSize, "shared secret", nameof(sharedSecret));
        using KeyLifetime.Lease use = Use();
        bool done = false;
        try
        {
            _encapsulator.Value.Encapsulate(ciphertext, sharedSecret);
            done = true;
        }
        finally
        {
            if (!done)
            {
                CryptographicOperations.ZeroMemory(ciphertext);
                CryptographicOperations.ZeroMemory(sharedSecret);
            }
        }
    }

    /// <summary>
    /// Makes a fresh shared secret and the ciphertext that carries it to the holder of the private key (FIPS 203, Algorithm 20).
    /// </summary>
    /// <returns>The ciphertext and the secret, each of the algorithm's size. Zero the secret after use.</returns>
    /// <exception cref="CryptographicException">
    /// The key is one of small order of DHKEM-X25519 or DHKEM-X448, with which nothing secret can be agreed.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public (byte[] Ciphertext, byte[] SharedSecret) Encapsulate()
    {
        byte[] ciphertext = new byte[Algorithm.CiphertextSize];
        byte[] sharedSecret = new byte[Algorithm.SharedSecretSize];
        Encapsulate(ciphertext, sharedSecret);
        return (ciphertext, sharedSecret);
    }

    /// <summary>The algorithm's name.</summary>
    public override string ToString() => $"{Algorithm} public key";
}
