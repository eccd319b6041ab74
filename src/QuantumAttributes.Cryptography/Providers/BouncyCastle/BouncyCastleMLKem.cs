using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>ML-KEM from BouncyCastle. Keys are ours; its engine, which holds no state, works on them where they lie.</summary>
internal sealed class BouncyCastleMLKem(KemAlgorithm algorithm, MLKemParameterSet parameterSet, RandomNumberGenerator random) : IKem
{
    private const int ElementSize = 32; // d, z, m, rho and H(ek) alike

    private readonly object _engine = MLKemEngine.Of(parameterSet);

    public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) =>
        new Encapsulator(_engine, publicKey.ToArray(), random);

    /// <summary>FIPS 203, Algorithm 16 (ML-KEM.KeyGen_internal): <c>dk = dk_PKE || ek || H(ek) || z</c>, from <c>d || z</c>.</summary>
    public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed)
    {
        SecretBytes dk = new(algorithm.ExpandedPrivateKeySize!.Value);
        Decapsulator key = new(algorithm, _engine, dk);
        using SecretBytes d = SecretBytes.CopyOf(seed[..ElementSize]);
        MLKemEngine.GeneratePkeKeyPair(MLKemEngine.PkeOf(_engine), d.Array, dk.Array);
        Sha3.Sha3_256(key.PublicKey, dk.Span[^(2 * ElementSize)..^ElementSize]);
        seed[ElementSize..].CopyTo(dk.Span[^ElementSize..]);
        return key;
    }

    public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        new Decapsulator(algorithm, _engine, SecretBytes.CopyOf(expandedKey));

    private sealed class Encapsulator(object engine, byte[] ek, RandomNumberGenerator random) : IEncapsulator
    {
        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
        {
            Span<byte> m = stackalloc byte[ElementSize];
            try
            {
                random.GetBytes(m);
                MLKemEngine.Encapsulate(engine, ek, m, ciphertext, sharedSecret);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(m);
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class Decapsulator(KemAlgorithm algorithm, object engine, SecretBytes dk) : IDecapsulator
    {
        /// <summary>ek, which has the size of dk_PKE before it and the seed of A.</summary>
        public ReadOnlySpan<byte> PublicKey =>
            dk.Span.Slice(algorithm.PublicKeySize - ElementSize, algorithm.PublicKeySize);

        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret) =>
            MLKemEngine.Decapsulate(engine, dk.Span, ciphertext, sharedSecret);

        public void ExportPublicKey(Span<byte> publicKey) => PublicKey.CopyTo(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => dk.Span.CopyTo(expandedKey);

        public void Dispose() => dk.Dispose();
    }
}
