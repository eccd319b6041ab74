using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>SLH-DSA from <see cref="SlhDsa"/>, whose operations on one key share no state besides the native key.</summary>
internal sealed class PlatformSlhDsa(SlhDsaAlgorithm algorithm) : ISignatureScheme
{
    public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => new Key(SlhDsa.ImportSlhDsaPublicKey(algorithm, publicKey));

    public ISigner GenerateSigner() => new Key(SlhDsa.GenerateKey(algorithm));

    public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        new Key(SlhDsa.ImportSlhDsaPrivateKey(algorithm, expandedKey));

    private sealed class Key(SlhDsa key) : IVerifier, ISigner
    {
        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature) => input.Kind switch
        {
            SignatureInputKind.Message => key.VerifyData(input.Data, signature, input.Context),
            SignatureInputKind.PreHash => key.VerifyPreHash(input.Data, signature, input.HashAlgorithmOid!, input.Context),
            _ => throw FormattedMessage.NoRepresentative(),
        };

        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode)
        {
            if (mode == SigningMode.Deterministic)
                throw new AlgorithmNotSupportedException("The platform provider signs SLH-DSA with randomness only.");

            switch (input.Kind)
            {
                case SignatureInputKind.Message:
                    key.SignData(input.Data, signature, input.Context);
                    break;
                case SignatureInputKind.PreHash:
                    key.SignPreHash(input.Data, signature, input.HashAlgorithmOid!, input.Context);
                    break;
                default:
                    throw FormattedMessage.NoRepresentative();
            }

            return signature.Length;
        }

        public void ExportPublicKey(Span<byte> publicKey) => key.ExportSlhDsaPublicKey(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => key.ExportSlhDsaPrivateKey(expandedKey);

        public void Dispose() => key.Dispose();
    }
}
