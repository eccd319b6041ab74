namespace QuantumAttributes.Cryptography;

/// <summary>
/// A hybrid's public keys: an ML-KEM key, which FIPS 203 restricts, and a group element: a point of the curve, or for X25519 (no
/// curve given) any 32 bytes.
/// </summary>
internal sealed class HybridKemRules(MLKemRules mlKem, NistCurve? curve = null) : KeyRules
{
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
        mlKem.CheckPublicKey(publicKey[..mlKem.PublicKeySize]);
        curve?.CheckPoint(publicKey[mlKem.PublicKeySize..]);
    }

    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        throw new NotSupportedException("Hybrid KEMs have no expanded private key.");
}
