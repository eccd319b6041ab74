using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>FIPS 203, Algorithm 20 (ML-KEM.Encaps), with a key that is kept expanded.</summary>
internal sealed class VectorMLKemEncapsulator<TParameters>(MLKemExpandedKey<TParameters> key, RandomNumberGenerator random)
    : IEncapsulator
    where TParameters : IMLKemParameters
{
    public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ciphertext.Length, MLKemSizes<TParameters>.CiphertextSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sharedSecret.Length, MLKemRing.SymbolSize);
        Span<byte> m = stackalloc byte[MLKemRing.SymbolSize];
        Span<byte> secretAndRandomness = stackalloc byte[2 * MLKemRing.SymbolSize];
        try
        {
            random.GetBytes(m);
            key.Derive(m, secretAndRandomness);
            key.Encrypt(m, secretAndRandomness[MLKemRing.SymbolSize..], ciphertext);
            secretAndRandomness[..MLKemRing.SymbolSize].CopyTo(sharedSecret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(m);
            CryptographicOperations.ZeroMemory(secretAndRandomness);
        }
    }

    public void Dispose()
    {
    }
}
