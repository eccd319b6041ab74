using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>What makes a key of an SLH-DSA parameter set well-formed (FIPS 205).</summary>
/// <param name="parameters">The parameter set.</param>
/// <param name="n">The size of each part of a key, in bytes.</param>
internal sealed class SlhDsaRules(SlhDsaParameters parameters, int n) : KeyRules
{
    public SlhDsaParameters Parameters => parameters;

    /// <summary>
    /// Every string of the right length is a public key: PK.seed and PK.root are any bytes (FIPS 205, section 9.1).
    /// </summary>
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
    }

    /// <summary>
    /// FIPS 205, Algorithm 18, on <c>SK.seed || SK.prf || PK.seed || PK.root</c>: PK.root must come out of it. It costs what
    /// making the key does: some milliseconds for a fast set, 0.2 to 0.7 s for a small one.
    /// </summary>
    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        using SecretBytes skSeed = SecretBytes.CopyOf(expandedKey[..n]);
        ReadOnlySpan<byte> pkSeed = expandedKey[(2 * n)..(3 * n)];
        byte[] root = SlhDsaEngine.ComputeRoot(parameters, skSeed.Array, pkSeed.ToArray());
        if (!CryptographicOperations.FixedTimeEquals(root, expandedKey[(3 * n)..]))
            throw new CryptographicException(
                "The SLH-DSA signing key has a root that does not follow from its seeds (FIPS 205, Algorithm 18).");
    }
}
