namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// What an algorithm does not define, its implementation does not sign or verify as something else, even where nobody has asked the
/// key classes, which refuse it before.
/// </summary>
public class SignatureInputTests
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    public static TheoryData<string, string> Algorithms
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (SignatureAlgorithm algorithm in QuickSignatures.All)
            {
                rows.Add(algorithm.Name, ProviderUnderTest.BouncyCastle);
                if (algorithm.Status != AlgorithmStatus.Experimental)
                    rows.Add(algorithm.Name, ProviderUnderTest.Platform);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_InputThatTheAlgorithmHasNot_When_SignedOrVerified_Expect_NotSupported(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        using Implementation implementation = new(algorithm, ProviderUnderTest.Set(provider));

        if (!algorithm.HasMu)
            implementation.AssertRefuses(static () => SignatureInput.OfMu(new byte[64]));
        if (!algorithm.HasPreHash)
            implementation.AssertRefuses(static () => SignatureInput.OfPreHash(new byte[32], Sha256));
        if (algorithm.MaxContextSize == 0)
            implementation.AssertRefuses(static () => SignatureInput.OfMessage("data"u8, "context"u8));
        implementation.AssertSigns(static () => SignatureInput.OfMessage("data"u8));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_NoDeterministicMode_When_SignedInIt_Expect_NotSupported(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        using Implementation implementation = new(algorithm, ProviderUnderTest.Set(provider));

        if (algorithm.HasDeterministicMode && provider == ProviderUnderTest.BouncyCastle)
            Assert.Equal(implementation.Sign(SigningMode.Deterministic), implementation.Sign(SigningMode.Deterministic));
        else
            Assert.Throws<AlgorithmNotSupportedException>(() => implementation.Sign(SigningMode.Deterministic));
    }

    private delegate SignatureInput Input();

    /// <summary>A key as its provider has it, without our key classes around it.</summary>
    private sealed class Implementation : IDisposable
    {
        private readonly SignatureAlgorithm _algorithm;
        private readonly ISigner _signer;
        private readonly IVerifier _verifier;

        public Implementation(SignatureAlgorithm algorithm, ProviderSet providers)
        {
            ISignatureScheme scheme = providers.Get(algorithm);
            byte[] publicKey = new byte[algorithm.PublicKeySize];
            _algorithm = algorithm;
            _signer = algorithm.SeedSize is { } size ? scheme.CreateSignerFromSeed(Keys.Counting(size)) : scheme.GenerateSigner();
            _signer.ExportPublicKey(publicKey);
            _verifier = scheme.CreateVerifier(publicKey);
        }

        public byte[] Sign(SigningMode mode)
        {
            byte[] signature = new byte[_algorithm.SignatureSize];
            int size = _signer.Sign(SignatureInput.OfMessage("data"u8), signature, mode);
            return signature[..size];
        }

        public void AssertSigns(Input input)
        {
            byte[] signature = new byte[_algorithm.SignatureSize];
            int size = _signer.Sign(input(), signature, SigningMode.Hedged);
            Assert.True(_verifier.Verify(input(), signature.AsSpan(0, size)));
        }

        public void AssertRefuses(Input input)
        {
            byte[] signature = Sign(SigningMode.Hedged);
            Assert.Throws<AlgorithmNotSupportedException>(
                () => _signer.Sign(input(), new byte[_algorithm.SignatureSize], SigningMode.Hedged));
            Assert.Throws<AlgorithmNotSupportedException>(() => _verifier.Verify(input(), signature));
        }

        public void Dispose()
        {
            _signer.Dispose();
            _verifier.Dispose();
        }
    }
}
