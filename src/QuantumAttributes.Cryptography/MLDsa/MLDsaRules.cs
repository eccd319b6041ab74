namespace QuantumAttributes.Cryptography;

internal sealed class MLDsaRules(MLDsaShape parameters) : KeyRules
{
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
    }

    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey, Span<byte> publicKey) => throw new NotSupportedException(parameters.ToString());
}
