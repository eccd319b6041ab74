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
        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature) => input.Kind switch
        {
            SignatureInputKind.Message => key.VerifyData(input.Data, signature, input.Context),
            SignatureInputKind.PreHash => key.VerifyPreHash(input.Data, signature, input.HashAlgorithmOid!, input.Context),
            _ => key.VerifyMu(input.Data, signature),
        };

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
                    key.SignPreHash(input.Data, signature, input.HashAlgorithmOid!, input.Context);
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
