using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The consistency of ML-DSA keys. FIPS 204 asks for lengths only; an expanded key is checked here as far as it can be
/// recomputed, because
/// a key with s1 or s2 out of range, a wrong t0 or a wrong tr signs wrongly, and wrong signatures can give the key away.
/// </summary>
internal sealed class MLDsaRules(MLDsaShape shape) : KeyRules
{
    /// <summary>
    /// Every string of the right length is a public key (FIPS 204, Algorithm 23): t1's ten bits per coefficient fill their range.
    /// </summary>
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
    }

    /// <summary>
    /// FIPS 204, Algorithm 25 (skDecode) with its range check, then Algorithm 6, lines 3 to 9: <c>t = A s1 + s2</c>, split into
    /// t1, which
    /// gives the public key and tr, and t0. K, the seed of signing randomness, stands for itself.
    /// </summary>
    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        byte[] publicKey = new byte[shape.PublicKeySize];
        using SecretBytes t0 = new(shape.K * MLDsaShape.T0PolynomialSize);
        int inRange = new MLDsaKeyGeneration(shape).DeriveT(expandedKey, publicKey, t0.Span);

        Span<byte> tr = stackalloc byte[MLDsaShape.TrSize];
        Sha3.Shake256(publicKey, tr);

        // The three verdicts are told apart only after all work is done.
        bool sameT0 = CryptographicOperations.FixedTimeEquals(t0.Span, expandedKey[shape.T0Offset..]);
        bool sameTr = CryptographicOperations.FixedTimeEquals(tr, expandedKey.Slice(MLDsaShape.TrOffset, MLDsaShape.TrSize));
        if (inRange >= 0)
            throw new CryptographicException(
                "The ML-DSA signing key has a coefficient of s1 or s2 out of range (FIPS 204, Algorithm 25).");
        if (!sameT0)
            throw new CryptographicException("The ML-DSA signing key has a t0 that does not follow from its s1 and s2.");
        if (!sameTr)
            throw new CryptographicException("The ML-DSA signing key has the wrong hash of its public key.");
    }
}
