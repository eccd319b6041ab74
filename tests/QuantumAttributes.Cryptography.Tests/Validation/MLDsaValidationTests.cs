using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class MLDsaValidationTests
{
    private const int TrOffset = 64;
    private const int S1Offset = 128;
    private const int S2Offset = S1Offset + (5 * 128);
    private const int T0Offset = S2Offset + (6 * 128);

    private static readonly byte[] Seed = Keys.Counting(32);

    [Theory]
    [InlineData(0)]
    [InlineData(1951)]
    [InlineData(1953)]
    public void Given_WrongSize_When_VerifyingKeyImported_Expect_Refused(int size) =>
        Assert.Throws<CryptographicException>(() => VerifyingKey.Import(SignatureAlgorithm.MLDsa65, new byte[size]));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Given_WrongSize_When_SeedImported_Expect_Refused(int size) =>
        Assert.Throws<CryptographicException>(() => SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, new byte[size]));

    [Theory]
    [InlineData(0)]
    [InlineData(4031)]
    [InlineData(4033)]
    public void Given_WrongSize_When_ExpandedKeyImported_Expect_Refused(int size) =>
        Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(SignatureAlgorithm.MLDsa65, new byte[size]));

    [Theory]
    [InlineData(S1Offset, 0x09)]
    [InlineData(S1Offset, 0x90)]
    [InlineData(S2Offset - 1, 0xF0)]
    [InlineData(S2Offset, 0x0F)]
    [InlineData(T0Offset - 1, 0x90)]
    public void Given_SecretCoefficientOutOfRange_When_ExpandedKeyImported_Expect_Refused(int at, int value)
    {
        byte[] expanded = Keys.Expanded(SignatureAlgorithm.MLDsa65, Seed);
        expanded[at] = (byte)value;
        AssertRefused(expanded, "out of range");
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
    [InlineData(S1Offset)]
    [InlineData(S2Offset)]
    public void Given_OtherSecretInRange_When_ExpandedKeyImported_Expect_Refused(int at)
    {
        byte[] expanded = Keys.Expanded(SignatureAlgorithm.MLDsa65, Seed);
        expanded[at] = (byte)(expanded[at] == 0x11 ? 0x22 : 0x11);
        AssertRefused(expanded, "t0");
    }

    [Theory]
    [InlineData(T0Offset)]
    [InlineData(4031)]
    public void Given_FlippedT0_When_ExpandedKeyImported_Expect_Refused(int at)
    {
        byte[] expanded = Keys.Expanded(SignatureAlgorithm.MLDsa65, Seed);
        expanded[at] ^= 0x80;
        AssertRefused(expanded, "t0");
    }

    [Theory]
    [InlineData(TrOffset)]
    [InlineData(S1Offset - 1)]
    public void Given_FlippedTr_When_ExpandedKeyImported_Expect_Refused(int at)
    {
        byte[] expanded = Keys.Expanded(SignatureAlgorithm.MLDsa65, Seed);
        expanded[at] ^= 1;
        AssertRefused(expanded, "hash");
    }

    [Fact]
    public void Given_OtherRho_When_ExpandedKeyImported_Expect_Refused()
    {
        byte[] expanded = Keys.Expanded(SignatureAlgorithm.MLDsa65, Seed);
        expanded[0] ^= 1;
        AssertRefused(expanded, "t0");
    }

    [Fact]
    public void Given_ContextOf256Bytes_When_SignedOrVerified_Expect_ArgumentException()
    {
        using SigningKey key = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Seed);
        Assert.Throws<ArgumentException>("context", () => key.Sign([], (ReadOnlySpan<byte>)new byte[256]));
        Assert.Throws<ArgumentException>("context", () => key.Sign([], new byte[3309].AsSpan(), new byte[256]));
        Assert.Throws<ArgumentException>("context", () => key.VerifyingKey.Verify([], new byte[3309], new byte[256]));
        Assert.Throws<ArgumentException>("context", () => key.VerifyingKey.Verify([], [], new byte[256]));
    }

    [Theory]
    [InlineData(3308)]
    [InlineData(3310)]
    public void Given_WrongBufferSize_When_Signed_Expect_ArgumentException(int size)
    {
        using SigningKey key = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Seed);
        Assert.Throws<ArgumentException>("signature", () => key.Sign([], new byte[size].AsSpan()));
    }

    private static void AssertRefused(byte[] expanded, string because)
    {
        CryptographicException e =
            Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(SignatureAlgorithm.MLDsa65, expanded));
        Assert.Contains(because, e.Message, StringComparison.Ordinal);
    }
}
