using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// A generator that gives nothing but zeros, nothing but ones, or the same bytes each time. What comes out is no secret any more,
/// but it is valid, it comes in time, or it is refused; and one message's signature gives no other's. Every algorithm of the
/// catalogue.
/// </summary>
public class StuckRandomnessTests
{
    private const string Zeros = "zeros";
    private const string Ones = "ones";
    private const string Repeating = "repeating";

    // A Falcon signature begins with a header and 40 random bytes, which repeat where the generator does.
    private const int FalconNonceEnd = 41;

    // Loops of rejection sampling have bounds: without one, this is where a test ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly ProviderSet Good = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);

    // Where scalars are drawn until one is below the order, these give none.
    private static readonly HashSet<(string, string)> Refused =
    [
        ("encapsulate MLKEM768-P256", Zeros), ("encapsulate MLKEM768-P256", Ones),
        ("encapsulate MLKEM1024-P384", Zeros), ("encapsulate MLKEM1024-P384", Ones),
        ("generate MLDSA44-ECDSA-P256-SHA256", Ones), ("generate MLDSA65-ECDSA-P256-SHA512", Ones),
        ("generate MLDSA65-ECDSA-P384-SHA512", Ones), ("generate MLDSA65-ECDSA-brainpoolP256r1-SHA512", Ones),
        ("generate MLDSA87-ECDSA-P384-SHA512", Ones), ("generate MLDSA87-ECDSA-P521-SHA512", Ones),
        ("generate MLDSA87-ECDSA-brainpoolP384r1-SHA512", Ones),
    ];

    private static readonly string[] Generators = [Zeros, Ones, Repeating];

    public static TheoryData<string, string, string> Kems => Rows(ProviderUnderTest.KemsOf);

    public static TheoryData<string, string, string> KemsThatDraw => Rows(ProviderUnderTest.KemsThatDrawFromTheSeam);

    public static TheoryData<string, string, string> KemsThatSeal => Rows(static provider =>
        ProviderUnderTest.KemsThatDrawFromTheSeam(provider).Where(static a => a is { HpkeId: not null, NistCategory: not 0 }));

    public static TheoryData<string, string, string> Signatures => Rows(ProviderUnderTest.SignaturesMadeFromTheSeam);

    public static TheoryData<string, string> SignaturesOfBouncyCastle =>
        new MatrixTheoryData<string, string>(QuickSignatures.All.Select(static a => a.Name), Generators);

    public static TheoryData<string> GeneratorNames => [.. Generators];

    [Theory]
    [MemberData(nameof(Kems))]
    public Task Given_StuckGenerator_When_KemKeyGenerated_Expect_KeyThatWorks(
        string name, string provider, string generator) =>
        Within(Patience, () => UnlessRefused($"generate {name}", generator, () =>
        {
            using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), With(provider, generator));
            using KemPublicKey sender = KemPublicKey.Import(key.Algorithm, key.PublicKey.Export(), Good);
            (byte[] ciphertext, byte[] sharedSecret) = sender.Encapsulate();
            Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
        }));

    [Theory]
    [MemberData(nameof(KemsThatDraw))]
    public Task Given_StuckGenerator_When_Encapsulated_Expect_SecretThatDecapsulates(
        string name, string provider, string generator) =>
        Within(Patience, () => UnlessRefused($"encapsulate {name}", generator, () =>
        {
            using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), Good);
            using KemPublicKey sender = KemPublicKey.Import(key.Algorithm, key.PublicKey.Export(), With(provider, generator));
            (byte[] ciphertext, byte[] sharedSecret) = sender.Encapsulate();
            Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
        }));

    [Theory]
    [MemberData(nameof(Signatures))]
    public Task Given_StuckGenerator_When_SigningKeyGenerated_Expect_KeyThatWorks(
        string name, string provider, string generator) =>
        Within(Patience, () => UnlessRefused($"generate {name}", generator, () =>
        {
            using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), With(provider, generator));
            using VerifyingKey verifying = VerifyingKey.Import(key.Algorithm, key.VerifyingKey.Export(), Good);
            Assert.True(verifying.Verify("data"u8, key.Sign("data"u8)));
        }));

    /// <summary>
    /// Hedged signing survives it: the randomness is mixed with the key and the message (FIPS 204, section 3.4). On
    /// BouncyCastle: the platform draws from its own generator.
    /// </summary>
    [Theory]
    [MemberData(nameof(SignaturesOfBouncyCastle))]
    public Task Given_StuckGenerator_When_TwoMessagesSigned_Expect_TwoValidSignatures(string name, string generator) =>
        Within(Patience, () => UnlessRefused($"sign {name}", generator, () =>
        {
            SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
            ProviderSet stuck = With(ProviderUnderTest.BouncyCastle, generator);
            using SigningKey made = SigningKey.Generate(algorithm, Good);
            using SigningKey key = made.HasSeed
                ? SigningKey.ImportSeed(algorithm, made.ExportSeed(), stuck)
                : SigningKey.ImportExpanded(algorithm, Keys.Expanded(made), stuck);
            byte[] one = key.Sign("one"u8);
            byte[] two = key.Sign("two"u8);

            Assert.True(made.VerifyingKey.Verify("one"u8, one));
            Assert.True(made.VerifyingKey.Verify("two"u8, two));
            int start = algorithm.Family == "Falcon" ? FalconNonceEnd : 0;
            Assert.NotEqual(one[start..(start + 16)], two[start..(start + 16)]);
        }));

    [Theory]
    [MemberData(nameof(KemsThatSeal))]
    public Task Given_StuckGenerator_When_Sealed_Expect_MessageThatOpens(string name, string provider, string generator) =>
        Within(Patience, () => UnlessRefused($"encapsulate {name}", generator, () =>
        {
            using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), Good);
            using KemPublicKey sender = KemPublicKey.Import(key.Algorithm, key.PublicKey.Export(), With(provider, generator));
            Assert.Equal("data"u8, QuantumSeal.Open(key, QuantumSeal.Seal(sender, "data"u8)));
        }));

    [Theory]
    [MemberData(nameof(GeneratorNames))]
    public void Given_StuckGenerator_When_KeyEncrypted_Expect_KeyThatDecrypts(string generator)
    {
        PbeParameters quick = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1);
        ProviderSet stuck = With(ProviderUnderTest.BouncyCastle, generator);
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, Good);
        byte[] encrypted = key.ExportEncryptedPkcs8PrivateKey("password", quick, stuck);
        using SigningKey again = SigningKey.ImportEncryptedPkcs8PrivateKey("password", encrypted, Good);
        Assert.Equal(key.ExportSeed(), again.ExportSeed());
    }

    private static TheoryData<string, string, string> Rows(Func<string, IEnumerable<CryptographicAlgorithm>> algorithms) =>
    [
        .. from row in ProviderUnderTest.With(algorithms)
           from generator in Generators
           select (row.Algorithm, row.Provider, generator),
    ];

    private static ProviderSet With(string provider, string generator) => ProviderUnderTest.Set(provider, generator switch
    {
        Zeros => new ConstantRandom(0x00),
        Ones => new ConstantRandom(0xFF),
        _ => new RepeatingRandom(),
    });

    private static void UnlessRefused(string operation, string generator, Action action)
    {
        if (Refused.Contains((operation, generator)))
            Assert.Throws<CryptographicException>(action);
        else
            action();
    }

    private static Task Within(TimeSpan patience, Action action) => Task.Run(action).WaitAsync(patience);
}
