using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>What makes a key of an SLH-DSA parameter set well-formed (FIPS 205).</summary>
internal sealed class SlhDsaRules(SlhDsaParameters parameters, int n) : KeyRules
{
    /// <summary>Every string of the right length is a public key: PK.seed and PK.root are any bytes (FIPS 205, section 9.1).</summary>
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
    }

    /// <summary>
    /// FIPS 205, Algorithm 18, on SK.seed, SK.prf and PK.seed: PK.root must come out of it. It costs what making the key does: with
    /// BouncyCastle 2 to 12 ms for a fast set, 0.2 to 0.7 s for a small one.
    /// </summary>
    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey, Span<byte> publicKey)
    {
        using SecretBytes seeds = SecretBytes.CopyOf(expandedKey[..(3 * n)]);
        SlhDsaPrivateKeyParameters key = BouncyCastleSlhDsa.MakeKey(parameters, seeds);
        key.GetPublicKeyEncoded().CopyTo(publicKey);
        BouncyCastleSecrets.Erase(key);
        if (!CryptographicOperations.FixedTimeEquals(publicKey, expandedKey[(2 * n)..]))
            throw new CryptographicException(
                "The SLH-DSA signing key has a root that does not follow from its seeds (FIPS 205, Algorithm 18).");
    }
}
