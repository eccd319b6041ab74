using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using static Org.BouncyCastle.Crypto.Parameters.MLDsaPrivateKeyParameters;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// ML-DSA from BouncyCastle. Its key parameters are immutable and shared; its signers hold state, so each call makes one.
/// </summary>
internal sealed class BouncyCastleMLDsa(MLDsaParameters parameters, SecureRandom random) : ISignatureScheme
{
    public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) =>
        new Verifier(MLDsaPublicKeyParameters.FromEncoding(parameters, publicKey.ToArray()));

    public ISigner CreateSignerFromSeed(ReadOnlySpan<byte> seed) =>
        Create(seed, copy => FromSeed(parameters, copy, Format.EncodingOnly));

    public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        Create(expandedKey, copy => FromEncoding(parameters, copy));

    private Signer Create(ReadOnlySpan<byte> secret, Func<byte[], MLDsaPrivateKeyParameters> import)
    {
        byte[] copy = secret.ToArray();
        try
        {
            return new Signer(import(copy), random);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    private sealed class Verifier(MLDsaPublicKeyParameters key) : IVerifier
    {
        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature)
        {
            if (input.Kind != SignatureInputKind.Message)
                throw new AlgorithmNotSupportedException("BouncyCastle verifies messages only.");
            MLDsaSigner engine = new(key.Parameters, deterministic: false);
            engine.Init(forSigning: false, new ParametersWithContext(key, input.Context));
            engine.BlockUpdate(input.Data);
            return engine.VerifySignature(signature.ToArray());
        }

        public void Dispose()
        {
        }
    }

    private sealed class Signer(MLDsaPrivateKeyParameters key, SecureRandom random) : ISigner
    {
        private readonly ParametersWithRandom _key = new(key, random);

        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode)
        {
            if (input.Kind != SignatureInputKind.Message || mode != SigningMode.Hedged)
                throw new AlgorithmNotSupportedException("BouncyCastle signs messages only, hedged.");
            MLDsaSigner engine = new(key.Parameters, deterministic: false);
            engine.Init(forSigning: true, new ParametersWithContext(_key, input.Context));
            engine.BlockUpdate(input.Data);
            engine.GenerateSignature().CopyTo(signature);
            return signature.Length;
        }

        public void ExportPublicKey(Span<byte> publicKey) => key.GetPublicKeyEncoded().CopyTo(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey)
        {
            byte[] encoded = key.GetEncoded();
            encoded.CopyTo(expandedKey);
            CryptographicOperations.ZeroMemory(encoded);
        }

        public void Dispose() => BouncyCastleSecrets.Erase(key);
    }
}
