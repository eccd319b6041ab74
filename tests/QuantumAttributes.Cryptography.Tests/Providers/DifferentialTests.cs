namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The two providers against each other, on random keys.</summary>
public class DifferentialTests
{
    private const int Rounds = 20;

    public static TheoryData<string, string> KemBothWays
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (KemAlgorithm algorithm in ProviderUnderTest.KemsOf(ProviderUnderTest.Platform))
            {
                rows.Add(algorithm.Name, ProviderUnderTest.BouncyCastle);
                rows.Add(algorithm.Name, ProviderUnderTest.Platform);
            }

            return rows;
        }
    }

    /// <summary>Those that answer every ciphertext with a secret; the others' hold a point, and what is none is refused.</summary>
    public static TheoryData<string, string> ImplicitlyRejecting =>
        [.. KemBothWays.Where(static row => row.Data.Item1.StartsWith("ML-KEM", StringComparison.Ordinal) || row.Data.Item1 == "X-Wing")];

    [Theory]
    [MemberData(nameof(KemBothWays))]
    public void Given_KeyOfOneProvider_When_OtherEncapsulates_Expect_SameSecret(string name, string decapsulates)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        (ProviderSet one, ProviderSet other) = Both(decapsulates);
        for (int i = 0; i < Rounds; i++)
        {
            using KemPrivateKey key = KemPrivateKey.Generate(algorithm, one);
            using KemPublicKey publicKey = KemPublicKey.Import(algorithm, key.PublicKey.Export(), other);
            (byte[] ciphertext, byte[] sharedSecret) = publicKey.Encapsulate();
            Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
        }
    }

    [Theory]
    [MemberData(nameof(ImplicitlyRejecting))]
    public void Given_ModifiedCiphertext_When_BothDecapsulate_Expect_SamePseudorandomSecret(string name, string encapsulates)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        (ProviderSet one, ProviderSet other) = Both(encapsulates);
        for (int i = 0; i < Rounds; i++)
        {
            using KemPrivateKey key = KemPrivateKey.Generate(algorithm, one);
            using KemPrivateKey again = KemPrivateKey.ImportSeed(algorithm, key.ExportSeed(), other);
            (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();
            ciphertext[i * Keys.PostQuantumCiphertextSize(algorithm) / Rounds] ^= 1;
            byte[] rejected = key.Decapsulate(ciphertext);

            Assert.NotEqual(sharedSecret, rejected);
            Assert.Equal(rejected, again.Decapsulate(ciphertext));
        }
    }

    [Fact]
    public void Given_KemSeed_When_BothExpand_Expect_SameKey()
    {
        (ProviderSet one, ProviderSet other) = Both(ProviderUnderTest.Platform);
        for (int i = 0; i < Rounds; i++)
        {
            using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768, one);
            byte[] expanded = new byte[2400];
            using IDecapsulator again = other.Get(KemAlgorithm.MLKem768).CreateDecapsulatorFromSeed(key.ExportSeed());
            again.ExportExpandedKey(expanded);
            using KemPrivateKey imported = KemPrivateKey.ImportExpanded(KemAlgorithm.MLKem768, expanded, one);
            Assert.Equal(key.PublicKey.Export(), imported.PublicKey.Export());
        }
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_SignatureOfOneProvider_When_OtherVerifies_Expect_Accepted(string signs)
    {
        (ProviderSet one, ProviderSet other) = Both(signs);
        for (int i = 0; i < Rounds; i++)
        {
            byte[] data = Keys.Counting(i * 37, i);
            byte[] context = Keys.Counting(i * 255 / (Rounds - 1), 3);
            using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, one);
            using VerifyingKey verifying = VerifyingKey.Import(SignatureAlgorithm.MLDsa65, key.VerifyingKey.Export(), other);
            Assert.True(verifying.Verify(data, key.Sign(data, context), context));
        }
    }

    [Fact]
    public void Given_SignatureSeed_When_BothExpand_Expect_SameKey()
    {
        (ProviderSet one, ProviderSet other) = Both(ProviderUnderTest.Platform);
        for (int i = 0; i < Rounds; i++)
        {
            byte[] expected = new byte[4032];
            byte[] actual = new byte[4032];
            using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65, one);
            using ISigner first = one.Get(SignatureAlgorithm.MLDsa65).CreateSignerFromSeed(key.ExportSeed());
            using ISigner second = other.Get(SignatureAlgorithm.MLDsa65).CreateSignerFromSeed(key.ExportSeed());
            first.ExportExpandedKey(expected);
            second.ExportExpandedKey(actual);
            Assert.Equal(expected, actual);
        }
    }

    private static (ProviderSet One, ProviderSet Other) Both(string first)
    {
        Assert.SkipUnless(ProviderUnderTest.PlatformIsSupported, ProviderUnderTest.PlatformMissing);
        ProviderSet platform = ProviderUnderTest.Set(ProviderUnderTest.Platform);
        ProviderSet bouncyCastle = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);
        return first == ProviderUnderTest.Platform ? (platform, bouncyCastle) : (bouncyCastle, platform);
    }
}
