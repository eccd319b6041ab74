using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>ML-DSA from <see cref="MLDsa"/>, whose operations on one key share no state besides the native key.</summary>
internal sealed class PlatformMLDsa(MLDsaAlgorithm algorithm) : ISignatureScheme
{
    public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => new Key(MLDsa.ImportMLDsaPublicKey(algorithm, publicKey));

    public ISigner CreateSignerFromSeed(ReadOnlySpan<byte> seed) => new Key(MLDsa.ImportMLDsaPrivateSeed(algorithm, seed));

    public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        new Key(MLDsa.ImportMLDsaPrivateKey(algorithm, expandedKey));

    private sealed class Key(MLDsa key) : IVerifier, ISigner
    {
        private byte[]? _tr;

        // For hashes alone, hence at their first use. Whoever else computes it too finds the same.
        private byte[] Tr
        {
            get
            {
                if (_tr is not null)
                    return _tr;

                Span<byte> publicKey = stackalloc byte[key.Algorithm.PublicKeySizeInBytes];
                key.ExportMLDsaPublicKey(publicKey);
                byte[] tr = new byte[MLDsaShape.TrSize];
                Sha3.Shake256(publicKey, tr);
                return _tr = tr;
            }
        }

        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature)
        {
            switch (input.Kind)
            {
                case SignatureInputKind.Message:
                    return key.VerifyData(input.Data, signature, input.Context);
                case SignatureInputKind.PreHash:
                    Span<byte> mu = stackalloc byte[MLDsaPreHash.MuSize];
                    MLDsaPreHash.WriteMu(input, Tr, mu);
                    return key.VerifyMu(mu, signature);
                default:
                    return key.VerifyMu(input.Data, signature);
            }
        }

        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode)
        {
            if (mode == SigningMode.Deterministic)
                throw new AlgorithmNotSupportedException("The platform provider signs ML-DSA with randomness only.");

            switch (input.Kind)
            {
                case SignatureInputKind.Message:
                    key.SignData(input.Data, signature, input.Context);
                    break;
                case SignatureInputKind.PreHash:
                    Span<byte> mu = stackalloc byte[MLDsaPreHash.MuSize];
                    MLDsaPreHash.WriteMu(input, Tr, mu);
                    key.SignMu(mu, signature);
                    break;
                default:
                    key.SignMu(input.Data, signature);
                    break;
            }

            return signature.Length;
        }

        public void ExportPublicKey(Span<byte> publicKey) => key.ExportMLDsaPublicKey(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => key.ExportMLDsaPrivateKey(expandedKey);

        public void Dispose() => key.Dispose();
    }
}
