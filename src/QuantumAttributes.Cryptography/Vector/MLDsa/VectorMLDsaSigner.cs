using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A signing key, expanded: the matrix A, the transforms of s1, s2 and t0, and the encoded key. Signing allocates nothing;
/// disposal zeroes what is secret.
/// </summary>
internal sealed class VectorMLDsaSigner<TParameters> : ISigner
    where TParameters : IMLDsaParameters
{
    /// <summary>
    /// After how many attempts signing gives up: what FIPS 204, appendix C, allows at the least, and what an honest key needs
    /// less than once in 2^256 signatures.
    /// </summary>
    public const int MostAttempts = 814;

    private readonly RandomNumberGenerator _random;
    private readonly byte[] _publicKey;
    private readonly SecretBytes _expandedKey;
    private readonly MLDsaPolynomial[] _aHat;
    private readonly MLDsaSigningVectors<TParameters> _vectors;

    /// <param name="random">Where the randomness of hedged signatures comes from.</param>
    /// <param name="publicKey">The public key.</param>
    /// <param name="expandedKey">The expanded key, which is the signer's from now on.</param>
    /// <param name="aHat">The matrix A.</param>
    public VectorMLDsaSigner(
        RandomNumberGenerator random, byte[] publicKey, SecretBytes expandedKey, MLDsaPolynomial[] aHat)
    {
        _random = random;
        _publicKey = publicKey;
        _expandedKey = expandedKey;
        _aHat = aHat;
        _vectors = new MLDsaSigningVectors<TParameters>(expandedKey.Span);
    }

    private ReadOnlySpan<byte> SigningSeed => _expandedKey.Span[MLDsaShape.SigningSeedOffset..MLDsaShape.TrOffset];

    private ReadOnlySpan<byte> Tr => _expandedKey.Span[MLDsaShape.TrOffset..MLDsaShape.S1Offset];

    /// <summary>FIPS 204, Algorithms 2, 4 and 7.</summary>
    public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode) => Sign(input, signature, mode, MostAttempts);

    /// <summary>The same with another number of attempts.</summary>
    /// <exception cref="CryptographicException">No attempt was good.</exception>
    internal int Sign(SignatureInput input, Span<byte> signature, SigningMode mode, int attempts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, MLDsaSizes<TParameters>.SignatureSize);
        Span<byte> memory = stackalloc byte[MLDsaSigningAttempts<TParameters>.MemorySize];
        Span<byte> mu = stackalloc byte[MLDsaMessageRepresentative.Size];
        Span<byte> rhoPrimePrime = stackalloc byte[MLDsaShape.RhoPrimeSize];
        try
        {
            MLDsaMessageRepresentative.Write(input, Tr, mu);
            DeriveMaskSeed(mu, mode, rhoPrimePrime);
            MLDsaSigningAttempts<TParameters> signing = new(_aHat, _vectors, mu, rhoPrimePrime, memory);
            for (int attempt = 0; attempt < attempts; attempt++)
            {
                if (signing.Try(attempt))
                {
                    signing.Encode(signature);
                    return signature.Length;
                }
            }

            throw new CryptographicException("ML-DSA signing found no signature within the attempts of FIPS 204, appendix C.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(memory);
            CryptographicOperations.ZeroMemory(mu);
            CryptographicOperations.ZeroMemory(rhoPrimePrime);
        }
    }

    public void ExportPublicKey(Span<byte> publicKey) => _publicKey.CopyTo(publicKey);

    public void ExportExpandedKey(Span<byte> expandedKey) => _expandedKey.Span.CopyTo(expandedKey);

    public void Dispose()
    {
        _expandedKey.Dispose();
        _vectors.Dispose();
    }

    /// <summary>FIPS 204, Algorithm 7, line 7, with zeros for rnd where it is to be deterministic.</summary>
    private void DeriveMaskSeed(ReadOnlySpan<byte> mu, SigningMode mode, Span<byte> rhoPrimePrime)
    {
        Span<byte> rnd = stackalloc byte[32];
        rnd.Clear();
        if (mode == SigningMode.Hedged)
            _random.GetBytes(rnd);
        using KeccakSponge h = KeccakSponge.Shake256();
        h.Absorb(SigningSeed);
        h.Absorb(rnd);
        h.Absorb(mu);
        h.Squeeze(rhoPrimePrime);
        CryptographicOperations.ZeroMemory(rnd);
    }
}
