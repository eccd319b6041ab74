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

    public static TheoryData<string, string> Kems =>
        new MatrixTheoryData<string, string>(KemAlgorithm.All.Select(static a => a.Name), [Zeros, Ones, Repeating]);

    public static TheoryData<string, string> Signatures =>
        new MatrixTheoryData<string, string>(QuickSignatures.All.Select(static a => a.Name), [Zeros, Ones, Repeating]);

    [Theory]
    [MemberData(nameof(Kems))]
    public Task Given_StuckGenerator_When_KemKeyGenerated_Expect_KeyThatWorks(string name, string generator) =>
        Within(Patience, () => UnlessRefused($"generate {name}", generator, () =>
        {
            using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), With(generator));
            using KemPublicKey sender = KemPublicKey.Import(key.Algorithm, key.PublicKey.Export(), Good);
            (byte[] ciphertext, byte[] sharedSecret) = sender.Encapsulate();
            Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
        }));

    [Theory]
    [MemberData(nameof(Kems))]
    public Task Given_StuckGenerator_When_Encapsulated_Expect_SecretThatDecapsulates(string name, string generator) =>
        Within(Patience, () => UnlessRefused($"encapsulate {name}", generator, () =>
        {
            using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), Good);
            using KemPublicKey sender = KemPublicKey.Import(key.Algorithm, key.PublicKey.Export(), With(generator));
            (byte[] ciphertext, byte[] sharedSecret) = sender.Encapsulate();
            Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
        }));

    [Theory]
    [MemberData(nameof(Signatures))]
    public Task Given_StuckGenerator_When_SigningKeyGenerated_Expect_KeyThatWorks(string name, string generator) =>
        Within(Patience, () => UnlessRefused($"generate {name}", generator, () =>
        {
            using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), With(generator));
            using VerifyingKey verifying = VerifyingKey.Import(key.Algorithm, key.VerifyingKey.Export(), Good);
            Assert.True(verifying.Verify("data"u8, key.Sign("data"u8)));
        }));

    /// <summary>Hedged signing survives it: the randomness is mixed with the key and the message (FIPS 204, section 3.4).</summary>
    [Theory]
    [MemberData(nameof(Signatures))]
    public Task Given_StuckGenerator_When_TwoMessagesSigned_Expect_ValidSignaturesWithNothingInCommon(string name, string generator) =>
        Within(Patience, () => UnlessRefused($"sign {name}", generator, () =>
        {
            SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
            using SigningKey made = SigningKey.Generate(algorithm, Good);
            using SigningKey key = made.HasSeed
                ? SigningKey.ImportSeed(algorithm, made.ExportSeed(), With(generator))
                : SigningKey.ImportExpanded(algorithm, Keys.Expanded(made), With(generator));
            byte[] one = key.Sign("one"u8);
            byte[] two = key.Sign("two"u8);

            Assert.True(made.VerifyingKey.Verify("one"u8, one));
            Assert.True(made.VerifyingKey.Verify("two"u8, two));
            Assert.NotEqual(one[..16], two[..16]);
        }));

    private static ProviderSet With(string generator) => ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, generator switch
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
