using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Pqc.Crypto.Frodo;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// FrodoKEM of round 3 from BouncyCastle. Keys are ours. Each operation has an engine of its own: the one that BouncyCastle
/// keeps for a parameter set has a single hash for the whole process, and two threads that use it at once get wrong secrets.
/// </summary>
/// <remarks>
/// BouncyCastle allocates for each operation, above all its matrix of up to 3.6 MB. What it copies of secrets stays in memory.
/// </remarks>
internal sealed class BouncyCastleFrodoKem(FrodoShape shape, FrodoParameters parameters, RandomNumberGenerator random) : IKem
{
    private readonly FrodoShape _shape = shape;
    private readonly SecureRandom _random = SeamRandom.Over(random);

    /// <summary>Every parameter set, for a provider's table.</summary>
    public static void AddTo(Dictionary<KemAlgorithm, IKem> kems, RandomNumberGenerator random)
    {
        kems.Add(
            KemAlgorithm.FrodoKem640AesRound3,
            new BouncyCastleFrodoKem(FrodoShape.Frodo640, FrodoParameters.frodokem640aes, random));
        kems.Add(
            KemAlgorithm.FrodoKem640ShakeRound3,
            new BouncyCastleFrodoKem(FrodoShape.Frodo640, FrodoParameters.frodokem640shake, random));
        kems.Add(
            KemAlgorithm.FrodoKem976AesRound3,
            new BouncyCastleFrodoKem(FrodoShape.Frodo976, FrodoParameters.frodokem976aes, random));
        kems.Add(
            KemAlgorithm.FrodoKem976ShakeRound3,
            new BouncyCastleFrodoKem(FrodoShape.Frodo976, FrodoParameters.frodokem976shake, random));
        kems.Add(
            KemAlgorithm.FrodoKem1344AesRound3,
            new BouncyCastleFrodoKem(FrodoShape.Frodo1344, FrodoParameters.frodokem1344aes, random));
        kems.Add(
            KemAlgorithm.FrodoKem1344ShakeRound3,
            new BouncyCastleFrodoKem(FrodoShape.Frodo1344, FrodoParameters.frodokem1344shake, random));
    }

    public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) => new Encapsulator(this, publicKey.ToArray());

    public IDecapsulator GenerateDecapsulator()
    {
        SecretBytes sk = new(_shape.PrivateKeySize);
        try
        {
            Engine().kem_keypair(new byte[_shape.PublicKeySize], sk.Array, _random);
            return new Decapsulator(this, sk);
        }
        catch
        {
            sk.Dispose();
            throw;
        }
    }

    public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        new Decapsulator(this, SecretBytes.CopyOf(expandedKey));

#pragma warning disable CS0618 // BouncyCastle is going to hide these; its version is capped.
    private FrodoEngine Engine() => new(
        parameters.N, parameters.D, parameters.B, parameters.CdfTable, new ShakeDigest(_shape.UsesShake128 ? 128 : 256), parameters.MGen);
#pragma warning restore CS0618

    private sealed class Encapsulator(BouncyCastleFrodoKem kem, byte[] pk) : IEncapsulator
    {
        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
        {
            byte[] ct = new byte[kem._shape.CiphertextSize];
            using SecretBytes ss = new(kem._shape.SecretSize);
            kem.Engine().kem_enc(ct, ss.Array, pk, kem._random);
            ct.CopyTo(ciphertext);
            ss.Span.CopyTo(sharedSecret);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Decapsulator(BouncyCastleFrodoKem kem, SecretBytes sk) : IDecapsulator
    {
        private readonly Spare<byte[]> _ct = new(() => new byte[kem._shape.CiphertextSize]);

        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
        {
            using SecretBytes ss = new(kem._shape.SecretSize);
            byte[] ct = _ct.Take();
            ciphertext.CopyTo(ct);
            kem.Engine().kem_dec(ss.Array, ct, sk.Array);
            _ct.Return(ct);
            ss.Span.CopyTo(sharedSecret);
        }

        public void ExportPublicKey(Span<byte> publicKey) =>
            sk.Span.Slice(kem._shape.SecretSize, kem._shape.PublicKeySize).CopyTo(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => sk.Span.CopyTo(expandedKey);

        public void Dispose() => sk.Dispose();
    }
}
