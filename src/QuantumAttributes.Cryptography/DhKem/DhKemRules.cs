namespace QuantumAttributes.Cryptography;

/// <summary>The checks of RFC 9180, section 7.1.4, on the keys of a DHKEM.</summary>
internal sealed class DhKemRules(DhGroup group) : KeyRules
{
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey) => group.CheckPublicKey(publicKey);

    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey, Span<byte> publicKey)
    {
        group.CheckPrivateKey(expandedKey);
        group.ComputePublicKey(expandedKey, publicKey);
    }
}
