using System.Numerics;
using System.Security.Cryptography;
using BouncyCastleX25519 = Org.BouncyCastle.Math.EC.Rfc7748.X25519;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>The Vector provider's X25519 against RFC 7748 and against BouncyCastle, on the points that break implementations.</summary>
public class VectorX25519Tests
{
    private const int Rounds = 1000;

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;

    /// <summary>
    /// The points of small order, on the curve and on its twist, that is u with product zero for every scalar: 0, 1, -1, the two of order
    /// 8, and their encodings from p on.
    /// </summary>
    public static TheoryData<string> PointsOfSmallOrder =>
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];

    /// <summary>RFC 7748, section 5.2.</summary>
    [Theory]
    [InlineData(
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552")]
    [InlineData(
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957")]
    public void Given_Rfc7748_When_Multiplied_Expect_ItsProduct(string scalar, string u, string product) =>
        Assert.Equal(product, Multiply(Convert.FromHexString(scalar), Convert.FromHexString(u)));

    /// <summary>RFC 7748, section 5.2: the function applied to its own results.</summary>
    [Theory]
    [InlineData(1, "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079")]
    [InlineData(1000, "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51")]
    public void Given_Rfc7748_When_Iterated_Expect_ItsResult(int times, string expected)
    {
        byte[] k = new byte[32];
        k[0] = 9;
        byte[] u = [.. k];
        for (int i = 0; i < times; i++)
        {
            byte[] product = new byte[32];
            VectorX25519.Multiply(k, u, product);
            (k, u) = (product, k);
        }

        Assert.Equal(expected, Convert.ToHexStringLower(k));
    }

    /// <summary>RFC 7748, section 6.1.</summary>
    [Theory]
    [InlineData(
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")]
    [InlineData(
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")]
    public void Given_Rfc7748_When_AliceAndBobAgree_Expect_ItsKeysAndSecret(string scalar, string publicKey, string peersPublicKey)
    {
        byte[] product = new byte[32];
        VectorX25519.MultiplyBase(Convert.FromHexString(scalar), product);
        Assert.Equal(publicKey, Convert.ToHexStringLower(product));
        Assert.Equal(
            "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
            Multiply(Convert.FromHexString(scalar), Convert.FromHexString(peersPublicKey)));
    }

    /// <summary>The multiples that are kept, against the ladder, which does without.</summary>
    [Fact]
    public void Given_ScalarsOfAllKinds_When_TheBaseIsMultiplied_Expect_TheLaddersProduct()
    {
        Coefficients.NeedAvx2();
        byte[] basePoint = new byte[32];
        basePoint[0] = 9;
        for (int i = 0; i < Rounds; i++)
        {
            byte[] scalar = RandomNumberGenerator.GetBytes(32), product = new byte[32];
            if (i < 256)
                scalar.AsSpan().Fill((byte)i); // among them every digit of base 16 in all places, and carries through all of them
            VectorX25519.MultiplyBase(scalar, product);
            Assert.Equal(Multiply(scalar, basePoint), Convert.ToHexStringLower(product));
        }
    }

    [Theory]
    [MemberData(nameof(PointsOfSmallOrder))]
    public void Given_PointOfSmallOrder_When_Multiplied_Expect_Zero(string u)
    {
        byte[] point = Convert.FromHexString(u);
        byte[] withHighestBit = [.. point];
        withHighestBit[31] |= 0x80;
        for (int i = 0; i < 50; i++)
        {
            byte[] scalar = RandomNumberGenerator.GetBytes(32);
            Assert.Equal(new string('0', 64), Multiply(scalar, point));
            Assert.Equal(new string('0', 64), Multiply(scalar, withHighestBit));
        }
    }

    /// <summary>p to 2^255 - 1, with the ignored bit and without: all of which stand for a smaller number.</summary>
    [Fact]
    public void Given_PointsFromPOn_When_Multiplied_Expect_TheProductsOfTheirRemainders()
    {
        byte[] scalar = RandomNumberGenerator.GetBytes(32);
        for (int above = 0; above < 19; above++)
        {
            byte[] remainder = new byte[32];
            remainder[0] = (byte)above;
            byte[] point = (P + above).ToByteArray(isUnsigned: true);
            Assert.Equal(Multiply(scalar, remainder), Multiply(scalar, point));
            point[31] |= 0x80;
            Assert.Equal(Multiply(scalar, remainder), Multiply(scalar, point));
            AssertAsBouncyCastle(scalar, point);
        }
    }

    [Fact]
    public void Given_RandomScalarsAndPoints_When_Multiplied_Expect_BouncyCastles()
    {
        byte[] expected = new byte[32];
        byte[] actual = new byte[32];
        for (int i = 0; i < Rounds; i++)
        {
            byte[] scalar = RandomNumberGenerator.GetBytes(32);
            AssertAsBouncyCastle(scalar, RandomNumberGenerator.GetBytes(32));
            BouncyCastleX25519.ScalarMultBase(scalar, expected);
            VectorX25519.MultiplyBase(scalar, actual);
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>Runs of ones and of zeros, in scalars and in points: every carry, and every swap or none.</summary>
    [Fact]
    public void Given_LongRunsOfEqualBits_When_Multiplied_Expect_BouncyCastles()
    {
        byte[][] patterns =
        [
            .. Enumerable.Range(0, 256).Select(static bits => ((BigInteger.One << bits) - 1).ToByteArray(isUnsigned: true)),
            .. Enumerable.Range(0, 256).Select(static bits => (BigInteger.One << bits).ToByteArray(isUnsigned: true)),
            .. Enumerable.Range(1, 40).Select(static below => (P - below).ToByteArray(isUnsigned: true)),
        ];
        byte[][] padded = [.. patterns.Select(static p => (byte[])[.. p, .. new byte[32 - p.Length]])];
        byte[] other = RandomNumberGenerator.GetBytes(32);
        foreach (byte[] pattern in padded)
        {
            AssertAsBouncyCastle(pattern, other);
            AssertAsBouncyCastle(other, pattern);
        }

        AssertAsBouncyCastle([.. Enumerable.Repeat((byte)0xFF, 32)], [.. Enumerable.Repeat((byte)0xFF, 32)]);
        AssertAsBouncyCastle(new byte[32], [9, .. new byte[31]]);
    }

    [Fact]
    public void Given_ScalarInPlaceOfProduct_When_Multiplied_Expect_TheSameProduct()
    {
        byte[] scalar = RandomNumberGenerator.GetBytes(32);
        byte[] point = RandomNumberGenerator.GetBytes(32);
        string expected = Multiply(scalar, point);
        VectorX25519.Multiply(scalar, point, scalar);
        Assert.Equal(expected, Convert.ToHexStringLower(scalar));
    }

    [Fact]
    public void Given_ScalarAndPoint_When_Multiplied_Expect_NothingAllocated()
    {
        byte[] scalar = RandomNumberGenerator.GetBytes(32);
        byte[] product = new byte[32];
        Assert.Equal(0, Allocation.OfOne(() => VectorX25519.Multiply(scalar, scalar, product), rounds: 10));
    }

    /// <summary>An access beyond a buffer ends the process.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Given_GuardedBuffers_When_Multiplied_Expect_NothingBeyondThemTouched(bool atEnd)
    {
        using GuardedMemory scalar = new(RandomNumberGenerator.GetBytes(32), atEnd);
        using GuardedMemory point = new(RandomNumberGenerator.GetBytes(32), atEnd);
        using GuardedMemory product = new(new byte[32], atEnd);
        VectorX25519.Multiply(scalar.Span, point.Span, product.Span);
        Assert.Equal(Multiply(scalar.Span.ToArray(), point.Span.ToArray()), Convert.ToHexStringLower(product.Span));
    }

    private static string Multiply(byte[] scalar, byte[] u)
    {
        byte[] product = new byte[32];
        VectorX25519.Multiply(scalar, u, product);
        return Convert.ToHexStringLower(product);
    }

    private static void AssertAsBouncyCastle(byte[] scalar, byte[] u)
    {
        byte[] expected = new byte[32];
        BouncyCastleX25519.ScalarMult(scalar, 0, u, 0, expected, 0);
        Assert.Equal(Convert.ToHexStringLower(expected), Multiply(scalar, u));
    }
}
