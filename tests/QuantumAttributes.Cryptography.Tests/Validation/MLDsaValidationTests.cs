using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class MLDsaValidationTests
{
    private const int TrOffset = 64;
    private const int S1Offset = 128;

    private static readonly byte[] Seed = Keys.Counting(32);

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_WrongSize_When_VerifyingKeyImported_Expect_Refused(string name)
    {
        SignatureAlgorithm algorithm = MLDsaSet.Of(name).Algorithm;
        foreach (int size in (int[])[0, algorithm.PublicKeySize - 1, algorithm.PublicKeySize + 1])
            Assert.Throws<CryptographicException>(() => VerifyingKey.Import(algorithm, new byte[size]));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_WrongSize_When_SeedImported_Expect_Refused(string name)
    {
        foreach (int size in (int[])[0, 31, 33])
            Assert.Throws<CryptographicException>(() => SigningKey.ImportSeed(MLDsaSet.Of(name).Algorithm, new byte[size]));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_WrongSize_When_ExpandedKeyImported_Expect_Refused(string name)
    {
        SignatureAlgorithm algorithm = MLDsaSet.Of(name).Algorithm;
        int right = algorithm.ExpandedPrivateKeySize!.Value;
        foreach (int size in (int[])[0, right - 1, right + 1])
            Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(algorithm, new byte[size]));
    }

    /// <summary>The first and the last coefficient of s1 and of s2, one more than allowed and the most its bits can say.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_SecretCoefficientOutOfRange_When_ExpandedKeyImported_Expect_Refused(string name)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        MLDsaShape shape = set.Shape;
        int inS1 = shape.L * MLDsaShape.N;
        int inBoth = (shape.L + shape.K) * MLDsaShape.N;
        foreach (int coefficient in (int[])[0, inS1 - 1, inS1, inBoth - 1])
        {
            foreach (int value in (int[])[(2 * shape.Eta) + 1, (1 << shape.EtaBits) - 1])
            {
                byte[] expanded = Keys.Expanded(set.Algorithm, Seed);
                Overwrite(expanded, (S1Offset * 8) + (coefficient * shape.EtaBits), shape.EtaBits, value);
                AssertRefused(set, expanded, "out of range");
            }
        }
    }

    [Theory]
    [InlineData(4, 4, 8)]
    [InlineData(2, 3, 4)]
    public void Given_EveryPackedValue_When_Unpacked_Expect_RangeOfEta(int eta, int bits, int largest)
    {
        for (int value = 0; value < 1 << bits; value++)
        {
            byte[] packed = new byte[MLDsaShape.N * bits / 8];
            int[] coefficients = new int[MLDsaShape.N];
            MLDsaPacking.WriteBits(packed, 255 * bits, bits, value);

            Assert.Equal(value <= largest, MLDsaPacking.UnpackEta(packed, eta, bits, coefficients) < 0);
            Assert.Equal((eta, eta - value), (coefficients[0], coefficients[255]));
        }
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_OtherSecretInRange_When_ExpandedKeyImported_Expect_Refused(string name)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        foreach (int at in (int[])[S1Offset, set.Shape.S2Offset])
        {
            byte[] expanded = Keys.Expanded(set.Algorithm, Seed);
            int value = (expanded[at] & 7) == 1 ? 2 : 1;
            Overwrite(expanded, at * 8, set.Shape.EtaBits, value);
            AssertRefused(set, expanded, "t0");
        }
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_FlippedT0_When_ExpandedKeyImported_Expect_Refused(string name)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        foreach (int at in (int[])[set.Shape.T0Offset, set.Shape.ExpandedKeySize - 1])
        {
            byte[] expanded = Keys.Expanded(set.Algorithm, Seed);
            expanded[at] ^= 0x80;
            AssertRefused(set, expanded, "t0");
        }
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_FlippedTr_When_ExpandedKeyImported_Expect_Refused(string name)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        foreach (int at in (int[])[TrOffset, S1Offset - 1])
        {
            byte[] expanded = Keys.Expanded(set.Algorithm, Seed);
            expanded[at] ^= 1;
            AssertRefused(set, expanded, "hash");
        }
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_OtherRho_When_ExpandedKeyImported_Expect_Refused(string name)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        byte[] expanded = Keys.Expanded(set.Algorithm, Seed);
        expanded[0] ^= 1;
        AssertRefused(set, expanded, "t0");
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_ContextOf256Bytes_When_SignedOrVerified_Expect_ArgumentException(string name)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        byte[] signature = new byte[set.SignatureSize];
        using SigningKey key = SigningKey.ImportSeed(set.Algorithm, Seed);
        Assert.Throws<ArgumentException>("context", () => key.Sign([], (ReadOnlySpan<byte>)new byte[256]));
        Assert.Throws<ArgumentException>("context", () => key.Sign([], signature.AsSpan(), new byte[256]));
        Assert.Throws<ArgumentException>("context", () => key.VerifyingKey.Verify([], signature, new byte[256]));
        Assert.Throws<ArgumentException>("context", () => key.VerifyingKey.Verify([], [], new byte[256]));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_ContextOf255Bytes_When_Signed_Expect_Verified(string provider, string name)
    {
        using SigningKey key = SigningKey.ImportSeed(MLDsaSet.Of(name).Algorithm, Seed, ProviderUnderTest.Set(provider));
        Assert.True(key.VerifyingKey.Verify([], key.Sign([], Keys.Counting(255)), Keys.Counting(255)));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_WrongBufferSize_When_Signed_Expect_ArgumentException(string name)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        using SigningKey key = SigningKey.ImportSeed(set.Algorithm, Seed);
        foreach (int size in (int[])[set.SignatureSize - 1, set.SignatureSize + 1])
            Assert.Throws<ArgumentException>("signature", () => key.Sign([], new byte[size].AsSpan()));
    }

    private static void Overwrite(byte[] bytes, int position, int bits, int value)
    {
        for (int bit = 0; bit < bits; bit++)
        {
            int at = position + bit;
            bytes[at / 8] = (byte)((bytes[at / 8] & ~(1 << (at % 8))) | (((value >> bit) & 1) << (at % 8)));
        }
    }

    private static void AssertRefused(MLDsaSet set, byte[] expanded, string because)
    {
        CryptographicException e =
            Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(set.Algorithm, expanded));
        Assert.Contains(because, e.Message, StringComparison.Ordinal);
    }
}
