using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// SLH-DSA from BouncyCastle. Keys lie in our memory, where its engine works on them; each operation has an engine of its own.
/// With SHA-2, signing makes a copy of SK.prf for HMAC that nobody wipes.
/// </summary>
internal sealed class BouncyCastleSlhDsa(SlhDsaParameters parameters, int n, int signatureSize, RandomNumberGenerator random)
    : ISignatureScheme
{
    /// <summary>Every parameter set, for a provider's table.</summary>
    public static void AddTo(Dictionary<SignatureAlgorithm, ISignatureScheme> signatures, RandomNumberGenerator random)
    {
        foreach (SignatureAlgorithm algorithm in SignatureAlgorithm.All)
        {
            if (algorithm.Rules is SlhDsaRules rules)
            {
                int n = algorithm.PublicKeySize / 2;
                signatures.Add(algorithm, new BouncyCastleSlhDsa(rules.Parameters, n, algorithm.SignatureSize, random));
            }
        }
    }

    public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) =>
        new Verifier(SlhDsaPublicKeyParameters.FromEncoding(parameters, publicKey.ToArray()), signatureSize);

    /// <summary>FIPS 205, Algorithm 21 (slh_keygen): draws SK.seed, SK.prf and PK.seed, in this order.</summary>
    public ISigner GenerateSigner()
    {
        using SecretBytes skSeed = new(n);
        using SecretBytes skPrf = new(n);
        byte[] publicKey = new byte[2 * n];
        random.GetBytes(skSeed.Span);
        random.GetBytes(skPrf.Span);
        random.GetBytes(publicKey.AsSpan(0, n));
        SlhDsaEngine.ComputeRoot(parameters, skSeed.Array, publicKey[..n]).CopyTo(publicKey, n);
        return new Signer(parameters, random, skSeed.Span, skPrf.Span, publicKey);
    }

    public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        new Signer(parameters, random, expandedKey[..n], expandedKey[n..(2 * n)], expandedKey[(2 * n)..]);

    private sealed class Verifier(SlhDsaPublicKeyParameters key, int signatureSize) : IVerifier
    {
        // The engine takes an array of exactly the signature's size.
        private readonly Spare<byte[]> _signature = new(() => new byte[signatureSize]);

        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature)
        {
            using FormattedMessage message = new(input);
            byte[] buffer = _signature.Take();
            signature.CopyTo(buffer);
            bool valid = SlhDsaEngine.Verify(key, message.Buffer, 0, message.Length, buffer);
            _signature.Return(buffer);
            return valid;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Signer : ISigner
    {
        private readonly RandomNumberGenerator _random;
        private readonly int _n;
        private readonly SecretBytes _skSeed;
        private readonly SecretBytes _skPrf;
        private readonly byte[] _publicKey;
        private readonly SlhDsaPrivateKeyParameters _key;

        public Signer(
            SlhDsaParameters parameters,
            RandomNumberGenerator random,
            ReadOnlySpan<byte> skSeed,
            ReadOnlySpan<byte> skPrf,
            ReadOnlySpan<byte> publicKey)
        {
            _random = random;
            _n = skSeed.Length;
            _skSeed = SecretBytes.CopyOf(skSeed);
            _skPrf = SecretBytes.CopyOf(skPrf);
            _publicKey = publicKey.ToArray();
            _key = SlhDsaEngine.PrivateKey(parameters, _skSeed.Array, _skPrf.Array, _publicKey[.._n], _publicKey[_n..]);
        }

        /// <summary>FIPS 205, Algorithms 22 (slh_sign) and 23 (hash_slh_sign).</summary>
        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode)
        {
            using FormattedMessage message = new(input);
            using SecretBytes addrnd = new(_n);
            if (mode == SigningMode.Hedged)
                _random.GetBytes(addrnd.Span);
            SlhDsaEngine.Sign(_key, mode == SigningMode.Hedged ? addrnd.Array : null, message.Buffer, 0, message.Length)
                .CopyTo(signature);
            return signature.Length;
        }

        public void ExportPublicKey(Span<byte> publicKey) => _publicKey.CopyTo(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey)
        {
            _skSeed.Span.CopyTo(expandedKey);
            _skPrf.Span.CopyTo(expandedKey[_n..]);
            _publicKey.CopyTo(expandedKey[(2 * _n)..]);
        }

        public void Dispose()
        {
            _skSeed.Dispose();
            _skPrf.Dispose();
        }
    }
}
