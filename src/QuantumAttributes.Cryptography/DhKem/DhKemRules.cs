using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The checks of RFC 9180, section 7.1, on the keys of a DHKEM: a point and a scalar of the curve, or for X25519 and X448 (no
/// curve given) any bytes.
/// </summary>
internal sealed class DhKemRules(NistCurve? curve = null) : KeyRules
{
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey) => curve?.CheckPoint(publicKey);

    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        if (curve is not null && !curve.IsScalar(expandedKey))
            throw new CryptographicException("The private key is not between 1 and the order of the curve.");
    }
}
