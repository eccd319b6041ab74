using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// What FrodoKEM's keys show of their consistency. Every string of the right length is a public key: seedA is arbitrary, and B is
/// packed without room between its coefficients.
/// </summary>
internal sealed class FrodoKemRules(FrodoShape shape) : KeyRules
{
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
    }

    /// <summary>On <c>sk = s || pk || S^T || pkh</c>: pkh is the hash of pk, and every entry of S^T one that is ever sampled.</summary>
    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        ReadOnlySpan<byte> pk = expandedKey.Slice(shape.SecretSize, shape.PublicKeySize);
        Span<byte> pkh = stackalloc byte[shape.SecretSize];
        if (shape.UsesShake128)
            Sha3.Shake128(pk, pkh);
        else
            Sha3.Shake256(pk, pkh);
        if (!CryptographicOperations.FixedTimeEquals(pkh, expandedKey[^shape.SecretSize..]))
            throw new CryptographicException("The FrodoKEM private key has the wrong hash of its public key.");
        if (!IsSampled(expandedKey.Slice(shape.SecretSize + shape.PublicKeySize, shape.SecretMatrixSize)))
            throw new CryptographicException("The FrodoKEM private key has an entry that the error distribution does not reach.");
    }

    // No branch on an entry, which is secret: only the verdict on all of them comes out.
    private bool IsSampled(ReadOnlySpan<byte> matrix)
    {
        int outside = 0;
        for (int i = 0; i < matrix.Length; i += 2)
        {
            int entry = BinaryPrimitives.ReadInt16LittleEndian(matrix[i..]);
            outside |= (entry + shape.MaxError) | (shape.MaxError - entry); // the sign bit, where either is negative
        }

        return outside >= 0;
    }
}
