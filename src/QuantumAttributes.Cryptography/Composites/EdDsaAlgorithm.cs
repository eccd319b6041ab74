using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// EdDSA (RFC 8032, sections 5.1 and 5.2: without a context) from BouncyCastle, since .NET 10 has none. Keys and signatures are
/// the RFC's own bytes.
/// </summary>
/// <remarks>
/// Stricter than the RFC demands: A, the public key, and R, the first half of a signature, must be canonical encodings of points
/// of prime order. Thus there are no keys of small order, under which one signature fits many messages, and the RFC's two
/// equations, with the cofactor and without, agree on every signature; BouncyCastle's is the one with the cofactor, OpenSSL's the
/// other. That S is below the order BouncyCastle checks.
/// </remarks>
internal abstract class EdDsaAlgorithm(string name, int keySize) : TraditionalAlgorithm
{
    /// <summary>Ed25519.</summary>
    public static EdDsaAlgorithm Ed25519 { get; } = new Ed25519Algorithm();

    /// <summary>Ed448.</summary>
    public static EdDsaAlgorithm Ed448 { get; } = new Ed448Algorithm();

    public override bool IsBouncyCastle => true;

    public override bool IsSupported => true;

    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
        if (!IsPointOfPrimeOrder(publicKey))
            throw new CryptographicException($"The {name} public key is not a point of prime order.");
    }

    /// <summary>Every string of the right length is a private key: it is hashed before use.</summary>
    public override void CheckPrivateKey(ReadOnlySpan<byte> privateKey)
    {
    }

    public override ISignatureScheme CreateScheme(RandomNumberGenerator random) => new Scheme(this, random);

    private int KeySize => keySize;

    private protected abstract bool IsPointOfPrimeOrder(ReadOnlySpan<byte> encoded);

    private protected abstract void DerivePublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey);

    private protected abstract void Sign(
        ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature);

    private protected abstract bool Verify(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    private bool VerifyStrictly(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        IsPointOfPrimeOrder(signature[..keySize]) && Verify(publicKey, message, signature);

    private sealed class Scheme(EdDsaAlgorithm algorithm, RandomNumberGenerator random) : ISignatureScheme
    {
        public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => new Verifier(algorithm, publicKey.ToArray());

        public ISigner GenerateSigner()
        {
            SecretBytes privateKey = new(algorithm.KeySize);
            try
            {
                random.GetBytes(privateKey.Span);
                return new Signer(algorithm, privateKey);
            }
            catch
            {
                privateKey.Dispose();
                throw;
            }
        }

        public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
            new Signer(algorithm, SecretBytes.CopyOf(expandedKey));
    }

    private sealed class Verifier(EdDsaAlgorithm algorithm, byte[] publicKey) : IVerifier
    {
        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature) =>
            algorithm.VerifyStrictly(publicKey, input.Data, signature);

        public void Dispose()
        {
        }
    }

    private sealed class Signer : ISigner
    {
        private readonly EdDsaAlgorithm _algorithm;
        private readonly SecretBytes _privateKey;
        private readonly byte[] _publicKey;

        public Signer(EdDsaAlgorithm algorithm, SecretBytes privateKey)
        {
            _algorithm = algorithm;
            _privateKey = privateKey;
            _publicKey = new byte[algorithm.KeySize];
            algorithm.DerivePublicKey(privateKey.Span, _publicKey);
        }

        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode)
        {
            _algorithm.Sign(_privateKey.Span, _publicKey, input.Data, signature);
            return signature.Length;
        }

        public void ExportPublicKey(Span<byte> publicKey) => _publicKey.CopyTo(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => _privateKey.Span.CopyTo(expandedKey);

        public void Dispose() => _privateKey.Dispose();
    }
}
