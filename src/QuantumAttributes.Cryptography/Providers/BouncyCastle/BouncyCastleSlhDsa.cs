using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>SLH-DSA from BouncyCastle. Its key parameters are immutable and shared; each operation makes an engine of its own.</summary>
/// <remarks>
/// BouncyCastle's public signers hash messages themselves, each set with one function. The methods beneath them, which take M', are
/// internal; a test fails when a later version renames one.
/// </remarks>
internal sealed class BouncyCastleSlhDsa(SlhDsaParameters parameters, int n, SecureRandom random) : ISignatureScheme
{
    public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) =>
        new Verifier(SlhDsaPublicKeyParameters.FromEncoding(parameters, publicKey.ToArray()));

    /// <summary>FIPS 205, Algorithm 21 (slh_keygen).</summary>
    public ISigner GenerateSigner()
    {
        using SecretBytes seeds = new(3 * n);
        random.NextBytes(seeds.Span);
        return new Signer(MakeKey(parameters, seeds), n, random);
    }

    public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        byte[] copy = expandedKey.ToArray();
        try
        {
            return new Signer(SlhDsaPrivateKeyParameters.FromEncoding(parameters, copy), n, random);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <summary>FIPS 205, Algorithm 18 (slh_keygen_internal): computes PK.root.</summary>
    /// <param name="parameters">The parameter set.</param>
    /// <param name="seeds">SK.seed, SK.prf and PK.seed.</param>
    internal static SlhDsaPrivateKeyParameters MakeKey(SlhDsaParameters parameters, SecretBytes seeds)
    {
        SlhDsaKeyPairGenerator generator = new();
        generator.Init(new SlhDsaKeyGenerationParameters(SeamRandom.Over(new GivenSeeds(seeds)), parameters));
        return (SlhDsaPrivateKeyParameters)generator.GenerateKeyPair().Private;
    }

    /// <summary>FIPS 205, Algorithm 19 (slh_sign_internal); without <paramref name="addrnd"/> deterministic.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SignInternal")]
    internal static extern byte[] SignInternal(
        SlhDsaPrivateKeyParameters key, byte[]? addrnd, byte[] message, int offset, int length);

    /// <summary>FIPS 205, Algorithm 20 (slh_verify_internal).</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "VerifyInternal")]
    internal static extern bool VerifyInternal(
        SlhDsaPublicKeyParameters key, byte[] message, int offset, int length, byte[] signature);

    private sealed class Verifier(SlhDsaPublicKeyParameters key) : IVerifier
    {
        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature)
        {
            using FormattedMessage message = new(input);
            return VerifyInternal(key, message.Buffer, 0, message.Length, signature.ToArray());
        }

        public void Dispose()
        {
        }
    }

    private sealed class Signer(SlhDsaPrivateKeyParameters key, int n, SecureRandom random) : ISigner
    {
        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode)
        {
            using FormattedMessage message = new(input);
            byte[]? addrnd = mode == SigningMode.Hedged ? SecureRandom.GetNextBytes(random, n) : null;
            SignInternal(key, addrnd, message.Buffer, 0, message.Length).CopyTo(signature);
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

    /// <summary>Gives out seeds in the order in which they lie in a key, which is the one key generation draws them in.</summary>
    private sealed class GivenSeeds(SecretBytes seeds) : RandomNumberGenerator
    {
        private int _given;

        public override void GetBytes(byte[] data)
        {
            seeds.Span.Slice(_given, data.Length).CopyTo(data);
            _given += data.Length;
        }
    }
}
