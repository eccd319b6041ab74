using System.Security.Cryptography;
using Org.BouncyCastle.Pqc.Crypto.Hqc;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// HQC of 2025-08-22 from BouncyCastle. Keys are ours; its engine, which holds no state, works on them where they lie.
/// </summary>
/// <remarks>
/// BouncyCastle allocates for each operation. Its Reed-Solomon decoder looks logarithms up in tables at places that depend on
/// the message: constant in its steps, not in the cache.
/// </remarks>
internal sealed class BouncyCastleHqc(HqcShape shape, HqcParameters parameters, RandomNumberGenerator random) : IKem
{
    private const int SecretSize = 32;

    private readonly HqcShape _shape = shape;
    private readonly object _engine = HqcEngine.Of(parameters);
    private readonly SecureRandom _random = SeamRandom.Over(random);

    /// <summary>Every parameter set, for a provider's table.</summary>
    public static void AddTo(Dictionary<KemAlgorithm, IKem> kems, RandomNumberGenerator random)
    {
        kems.Add(KemAlgorithm.Hqc128Draft2025, new BouncyCastleHqc(HqcShape.Hqc128, HqcParameters.hqc128, random));
        kems.Add(KemAlgorithm.Hqc192Draft2025, new BouncyCastleHqc(HqcShape.Hqc192, HqcParameters.hqc192, random));
        kems.Add(KemAlgorithm.Hqc256Draft2025, new BouncyCastleHqc(HqcShape.Hqc256, HqcParameters.hqc256, random));
    }

    public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) => new Encapsulator(this, publicKey.ToArray());

    public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed)
    {
        SecretBytes dk = new(_shape.PrivateKeySize);
        using SeedGenerator generator = new(SecretBytes.CopyOf(seed));
        try
        {
            HqcEngine.GenerateKeyPair(_engine, new byte[_shape.PublicKeySize], dk.Array, SeamRandom.Over(generator));
            return new Decapsulator(this, dk);
        }
        catch
        {
            dk.Dispose();
            throw;
        }
    }

    public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        new Decapsulator(this, SecretBytes.CopyOf(expandedKey));

    private sealed class Encapsulator(BouncyCastleHqc kem, byte[] ek) : IEncapsulator
    {
        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
        {
            byte[] u = new byte[kem._shape.ElementSize];
            byte[] v = new byte[kem._shape.CodeWordSize];
            byte[] salt = new byte[HqcShape.SaltSize];
            using SecretBytes secretAndTheta = new(2 * SecretSize);
            HqcEngine.Encapsulate(kem._engine, u, v, secretAndTheta.Array, ek, salt, kem._random);
            u.CopyTo(ciphertext);
            v.CopyTo(ciphertext[u.Length..]);
            salt.CopyTo(ciphertext[^HqcShape.SaltSize..]);
            secretAndTheta.Span[..SecretSize].CopyTo(sharedSecret);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Decapsulator(BouncyCastleHqc kem, SecretBytes dk) : IDecapsulator
    {
        private readonly Spare<byte[]> _ct = new(() => new byte[kem._shape.CiphertextSize]);

        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
        {
            using SecretBytes secret = new(SecretSize);
            byte[] ct = _ct.Take();
            ciphertext.CopyTo(ct);
            _ = HqcEngine.Decapsulate(kem._engine, secret.Array, ct, dk.Array);
            _ct.Return(ct);
            secret.Span.CopyTo(sharedSecret);
        }

        public void ExportPublicKey(Span<byte> publicKey) => dk.Span[..kem._shape.PublicKeySize].CopyTo(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => dk.Span.CopyTo(expandedKey);

        public void Dispose() => dk.Dispose();
    }

    /// <summary>Key generation takes a generator where the specification takes a seed: this one gives out the seed.</summary>
    private sealed class SeedGenerator(SecretBytes seed) : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data) => seed.Span.CopyTo(data);

        protected override void Dispose(bool disposing)
        {
            seed.Dispose();
            base.Dispose(disposing);
        }
    }
}
