using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The input checks of FIPS 203, sections 7.2 and 7.3, for the parameter set with modules of rank <paramref name="k"/>.
/// </summary>
internal sealed class MLKemRules(int k) : KeyRules
{
    private const int Q = 3329;
    private const int HashSize = 32;
    private const int SeedSize = 32;

    // ByteEncode_12 of one polynomial: 256 coefficients of 12 bits.
    private const int PolynomialSize = 384;

    private int VectorSize => k * PolynomialSize;

    public int PublicKeySize => VectorSize + SeedSize;

    /// <summary>FIPS 203, section 7.2, modulus check: every coefficient of tHat is below q.</summary>
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
        if (!IsReduced(publicKey[..VectorSize]))
            throw new CryptographicException(
                "The ML-KEM encapsulation key has a coefficient of q or more (FIPS 203, section 7.2).");
    }

    /// <summary>
    /// FIPS 203, section 7.3, hash check, on <c>dk = ŝ || ek || H(ek) || z</c>; also that ŝ is reduced and ek passes section 7.2.
    /// </summary>
    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        ReadOnlySpan<byte> ek = expandedKey.Slice(VectorSize, PublicKeySize);
        Span<byte> hash = stackalloc byte[HashSize];
        Sha3.Sha3_256(ek, hash);
        if (!CryptographicOperations.FixedTimeEquals(hash, expandedKey.Slice(VectorSize + PublicKeySize, HashSize)))
            throw new CryptographicException(
                "The ML-KEM decapsulation key has the wrong hash of its public key (FIPS 203, section 7.3).");
        if (!IsReduced(expandedKey[..VectorSize]))
            throw new CryptographicException("The ML-KEM decapsulation key has a coefficient of q or more.");
        CheckPublicKey(ek);
    }

    // No branch on a coefficient: those of a decapsulation key are secret, and only the verdict on all of them comes out.
    private static bool IsReduced(ReadOnlySpan<byte> vector)
    {
        int reduced = -1;
        for (int i = 0; i < vector.Length; i += 3)
        {
            int first = vector[i] | ((vector[i + 1] & 0x0F) << 8);
            int second = (vector[i + 1] >> 4) | (vector[i + 2] << 4);
            reduced &= (first - Q) & (second - Q); // the sign bit stays while both are below q
        }

        return reduced < 0;
    }
}
