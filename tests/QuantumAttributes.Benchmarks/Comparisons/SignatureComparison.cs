using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using QuantumAttributes.Cryptography;
using ISigner = Org.BouncyCastle.Crypto.ISigner;

namespace QuantumAttributes.Benchmarks;

/// <summary>
/// ML-DSA-65 and SLH-DSA-SHA2-128f as an application gets them from us, against BouncyCastle's own interface. Keys are kept, but where
/// the name says bytes.
/// </summary>
internal static class SignatureComparison
{
    private static readonly byte[] Message = [.. Enumerable.Range(0, 256).Select(static i => (byte)i)];

    public static IReadOnlyList<Comparison> All()
    {
        MLDsaKeyPairGenerator mlDsa = new();
        mlDsa.Init(new MLDsaKeyGenerationParameters(new SecureRandom(), MLDsaParameters.ml_dsa_65));
        SlhDsaKeyPairGenerator slhDsa = new();
        slhDsa.Init(new SlhDsaKeyGenerationParameters(new SecureRandom(), SlhDsaParameters.slh_dsa_sha2_128f));
        AsymmetricCipherKeyPair mlDsaKey = mlDsa.GenerateKeyPair();
        AsymmetricCipherKeyPair slhDsaKey = slhDsa.GenerateKeyPair();
        MLDsaSigner mlDsaSigner = new(MLDsaParameters.ml_dsa_65, deterministic: false);
        MLDsaSigner mlDsaVerifier = new(MLDsaParameters.ml_dsa_65, deterministic: false);
        SlhDsaSigner slhDsaSigner = new(SlhDsaParameters.slh_dsa_sha2_128f, deterministic: false);
        SlhDsaSigner slhDsaVerifier = new(SlhDsaParameters.slh_dsa_sha2_128f, deterministic: false);
        byte[] mlDsaSignature = Sign(mlDsaSigner, mlDsaKey);
        byte[] slhDsaSignature = Sign(slhDsaSigner, slhDsaKey);
        byte[] encodedKey = ((MLDsaPublicKeyParameters)mlDsaKey.Public).GetEncoded();
        Verify(mlDsaVerifier, mlDsaKey.Public, mlDsaSignature);
        Verify(slhDsaVerifier, slhDsaKey.Public, slhDsaSignature);

        return
        [
            Compare("mldsa65-verify-kept", SignatureAlgorithm.MLDsa65, Verify, () => Verify(mlDsaVerifier, mlDsaSignature)),
            Compare(
                "mldsa65-verify-bytes",
                SignatureAlgorithm.MLDsa65,
                VerifyFromBytes,
                () => Verify(
                    new MLDsaSigner(MLDsaParameters.ml_dsa_65, deterministic: false),
                    MLDsaPublicKeyParameters.FromEncoding(MLDsaParameters.ml_dsa_65, encodedKey),
                    mlDsaSignature)),
            Compare("mldsa65-sign-kept", SignatureAlgorithm.MLDsa65, Sign, () => Sign(mlDsaSigner)),
            Compare(
                "slhdsa-sha2-128f-verify-kept",
                SignatureAlgorithm.SlhDsaSha2_128f,
                Verify,
                () => Verify(slhDsaVerifier, slhDsaSignature)),
            Compare("slhdsa-sha2-128f-sign-kept", SignatureAlgorithm.SlhDsaSha2_128f, Sign, () => Sign(slhDsaSigner)),
        ];
    }

    private static Comparison Compare(
        string name, SignatureAlgorithm algorithm, Func<SignatureAlgorithm, ProviderSet, Action> operation, Action bouncyCastle) =>
        Comparison.WithBouncyCastle(name, algorithm, providers => operation(algorithm, providers), bouncyCastle);

    private static Action Sign(SignatureAlgorithm algorithm, ProviderSet providers)
    {
        SigningKey key = SigningKey.Generate(algorithm, providers);
        byte[] signature = new byte[algorithm.SignatureSize];
        return () => key.Sign(Message, signature.AsSpan());
    }

    private static Action Verify(SignatureAlgorithm algorithm, ProviderSet providers)
    {
        SigningKey key = SigningKey.Generate(algorithm, providers);
        byte[] signature = key.Sign(Message);
        return () => MustBeValid(key.VerifyingKey.Verify(Message, signature));
    }

    private static Action VerifyFromBytes(SignatureAlgorithm algorithm, ProviderSet providers)
    {
        using SigningKey key = SigningKey.Generate(algorithm, providers);
        byte[] encodedKey = key.VerifyingKey.Export();
        byte[] signature = key.Sign(Message);
        return () =>
        {
            using VerifyingKey imported = VerifyingKey.Import(algorithm, encodedKey, providers);
            MustBeValid(imported.Verify(Message, signature));
        };
    }

    private static byte[] Sign(ISigner signer, AsymmetricCipherKeyPair key)
    {
        signer.Init(forSigning: true, key.Private);
        return Sign(signer);
    }

    private static byte[] Sign(ISigner signer)
    {
        signer.BlockUpdate(Message);
        return signer.GenerateSignature();
    }

    private static void Verify(ISigner verifier, AsymmetricKeyParameter key, byte[] signature)
    {
        verifier.Init(forSigning: false, key);
        Verify(verifier, signature);
    }

    private static void Verify(ISigner verifier, byte[] signature)
    {
        verifier.BlockUpdate(Message);
        MustBeValid(verifier.VerifySignature(signature));
    }

    /// <summary>What does not verify takes another time.</summary>
    private static void MustBeValid(bool valid)
    {
        if (!valid)
            throw new InvalidOperationException("A signature that is measured does not verify.");
    }
}
