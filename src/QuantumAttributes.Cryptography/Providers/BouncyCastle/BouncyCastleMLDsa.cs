using System.Buffers;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// ML-DSA from BouncyCastle. Keys are ours, made by <see cref="MLDsaKeyGeneration"/>; its engine works on them where they lie. Engines
/// hold state, so each call makes one.
/// </summary>
internal sealed class BouncyCastleMLDsa(MLDsaShape shape, MLDsaParameterSet parameterSet, RandomNumberGenerator random)
    : ISignatureScheme
{
    private const int RndSize = 32;

    public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => new Verifier(parameterSet, publicKey);

    public ISigner CreateSignerFromSeed(ReadOnlySpan<byte> seed)
    {
        using SecretBytes expandedKey = new(shape.ExpandedKeySize);
        byte[] publicKey = new byte[shape.PublicKeySize];
        new MLDsaKeyGeneration(shape).Expand(seed, expandedKey.Span, publicKey);
        return new Signer(shape, parameterSet, random, expandedKey.Span, publicKey);
    }

    public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        using SecretBytes t0 = new(shape.ExpandedKeySize - shape.T0Offset);
        byte[] publicKey = new byte[shape.PublicKeySize];
        _ = new MLDsaKeyGeneration(shape).DeriveT(expandedKey, publicKey, t0.Span);
        return new Signer(shape, parameterSet, random, expandedKey, publicKey);
    }

    private sealed class Verifier(MLDsaParameterSet parameterSet, ReadOnlySpan<byte> publicKey) : IVerifier
    {
        private readonly byte[] _rho = publicKey[..MLDsaShape.RhoSize].ToArray();
        private readonly byte[] _t1 = publicKey[MLDsaShape.RhoSize..].ToArray();
        private readonly byte[] _tr = Tr(publicKey);

        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature)
        {
            object engine = MLDsaEngine.For(parameterSet);
            byte[] buffer = ArrayPool<byte>.Shared.Rent(signature.Length);
            signature.CopyTo(buffer);
            bool valid =
                MLDsaEngine.Verify(engine, MessageRepresentative.Of(input, _tr), buffer, signature.Length, _rho, _t1);
            ArrayPool<byte>.Shared.Return(buffer);
            return valid;
        }

        public void Dispose()
        {
        }

        private static byte[] Tr(ReadOnlySpan<byte> publicKey)
        {
            byte[] tr = new byte[MLDsaShape.TrSize];
            Sha3.Shake256(publicKey, tr);
            return tr;
        }
    }

    /// <summary>An expanded key, <c>rho || K || tr || s1 || s2 || t0</c>, in the parts that the engine takes.</summary>
    private sealed class Signer(
        MLDsaShape shape,
        MLDsaParameterSet parameterSet,
        RandomNumberGenerator random,
        ReadOnlySpan<byte> expandedKey,
        byte[] publicKey) : ISigner
    {
        private readonly byte[] _rho = expandedKey[..MLDsaShape.RhoSize].ToArray();
        private readonly SecretBytes _k = SecretBytes.CopyOf(expandedKey[MLDsaShape.SigningSeedOffset..MLDsaShape.TrOffset]);
        private readonly byte[] _tr = expandedKey[MLDsaShape.TrOffset..MLDsaShape.S1Offset].ToArray();
        private readonly SecretBytes _s1 = SecretBytes.CopyOf(expandedKey[MLDsaShape.S1Offset..shape.S2Offset]);
        private readonly SecretBytes _s2 = SecretBytes.CopyOf(expandedKey[shape.S2Offset..shape.T0Offset]);
        private readonly SecretBytes _t0 = SecretBytes.CopyOf(expandedKey[shape.T0Offset..]);

        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode)
        {
            object engine = MLDsaEngine.For(parameterSet);
            using SecretBytes rnd = new(RndSize);
            if (mode == SigningMode.Hedged)
                random.GetBytes(rnd.Span);
            byte[] buffer = ArrayPool<byte>.Shared.Rent(signature.Length);
            try
            {
                MLDsaEngine.Sign(
                    engine, MessageRepresentative.Of(input, _tr), buffer, signature.Length,
                    _rho, _k.Array, _t0.Array, _s1.Array, _s2.Array, rnd.Array);
                buffer.AsSpan(0, signature.Length).CopyTo(signature);
                return signature.Length;
            }
            finally
            {
                // Commitments of refused attempts were written here too.
                CryptographicOperations.ZeroMemory(buffer.AsSpan(0, signature.Length));
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        public void ExportPublicKey(Span<byte> destination) => publicKey.CopyTo(destination);

        public void ExportExpandedKey(Span<byte> expandedKey)
        {
            _rho.CopyTo(expandedKey);
            _k.Span.CopyTo(expandedKey[MLDsaShape.SigningSeedOffset..]);
            _tr.CopyTo(expandedKey[MLDsaShape.TrOffset..]);
            _s1.Span.CopyTo(expandedKey[MLDsaShape.S1Offset..]);
            _s2.Span.CopyTo(expandedKey[shape.S2Offset..]);
            _t0.Span.CopyTo(expandedKey[shape.T0Offset..]);
        }

        public void Dispose()
        {
            _k.Dispose();
            _s1.Dispose();
            _s2.Dispose();
            _t0.Dispose();
        }
    }
}
