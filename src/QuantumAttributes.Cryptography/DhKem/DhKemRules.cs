using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The checks of RFC 9180, section 7.1, on the keys of a DHKEM: a point and a scalar of the curve, or for X25519 and X448 (no
/// curve given) any bytes.
/// </summary>
internal sealed class DhKemRules(NistCurve? curve = null) : KeyRules
{
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey) => curve?.CheckPoint(publicKey);

    /// <summary>Writes no public key: there is none in it to compare.</summary>
    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey, Span<byte> publicKey)
    {
        if (curve is not null && !curve.IsScalar(expandedKey))
            throw new CryptographicException("The private key is not between 1 and the order of the curve.");
    }
}
