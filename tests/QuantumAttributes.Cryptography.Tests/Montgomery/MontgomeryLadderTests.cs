using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc7748;
using Ladder25519 = QuantumAttributes.Cryptography.MontgomeryLadder<QuantumAttributes.Cryptography.Field25519, int>;
using Ladder448 = QuantumAttributes.Cryptography.MontgomeryLadder<QuantumAttributes.Cryptography.Field448, uint>;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The ladder against RFC 7748 and against BouncyCastle's own functions, which nothing else uses here.</summary>
public class MontgomeryLadderTests
{
    private const int Rounds = 200;

    private delegate void Multiplication(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> u, Span<byte> product);

    /// <summary>RFC 7748, section 5.2: the function applied to its own results.</summary>
    [Theory]
    [InlineData(1, "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079")]
    [InlineData(1000, "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51")]
    public void Given_Rfc7748_When_X25519Iterated_Expect_ItsResult(int times, string expected)
    {
        byte[] start = new byte[32];
        start[0] = 9;
        Assert.Equal(expected, Convert.ToHexStringLower(Iterate(Ladder25519.Multiply, start, times)));
    }

    /// <summary>RFC 7748, section 5.2.</summary>
    [Theory]
    [InlineData(
        1,
        "3f482c8a9f19b01e6c46ee9711d9dc14fd4bf67af30765c2ae2b846a4d23a8cd0db897086239492caf350b51f833868b9bc2b3bca9cf4113")]
    [InlineData(
        1000,
        "aa3b4749d55b9daf1e5b00288826c467274ce3ebbdd5c17b975e09d4af6c67cf10d087202db88286e2b79fceea3ec353ef54faa26e219f38")]
    public void Given_Rfc7748_When_X448Iterated_Expect_ItsResult(int times, string expected)
    {
        byte[] start = new byte[56];
        start[0] = 5;
        Assert.Equal(expected, Convert.ToHexStringLower(Iterate(Ladder448.Multiply, start, times)));
    }

    [Fact]
    public void Given_RandomScalarsAndPoints_When_X25519Computed_Expect_BouncyCastles()
    {
        byte[] expected = new byte[32];
        byte[] actual = new byte[32];
        foreach (byte[] point in Points(32))
        {
            byte[] scalar = RandomNumberGenerator.GetBytes(32);
            X25519.ScalarMult(scalar, point, expected);
            Ladder25519.Multiply(scalar, point, actual);
            Assert.Equal(expected, actual);
            X25519.ScalarMultBase(scalar, expected);
            Ladder25519.MultiplyBase(scalar, actual);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Given_RandomScalarsAndPoints_When_X448Computed_Expect_BouncyCastles()
    {
        byte[] expected = new byte[56];
        byte[] actual = new byte[56];
        foreach (byte[] point in Points(56))
        {
            byte[] scalar = RandomNumberGenerator.GetBytes(56);
            X448.ScalarMult(scalar, point, expected);
            Ladder448.Multiply(scalar, point, actual);
            Assert.Equal(expected, actual);
            X448.ScalarMultBase(scalar, expected);
            Ladder448.MultiplyBase(scalar, actual);
            Assert.Equal(expected, actual);
        }
    }

    private static byte[] Iterate(Multiplication multiply, byte[] start, int times)
    {
        byte[] k = [.. start];
        byte[] u = [.. start];
        for (int i = 0; i < times; i++)
        {
            byte[] product = new byte[k.Length];
            multiply(k, u, product);
            (k, u) = (product, k);
        }

        return k;
    }

    /// <summary>Random ones, which lie on the curve or its twist; zero and one, which are of small order; all ones, above the prime.</summary>
    private static IEnumerable<byte[]> Points(int size) =>
        Enumerable.Range(0, Rounds).Select(_ => RandomNumberGenerator.GetBytes(size))
            .Append(new byte[size])
            .Append([1, .. new byte[size - 1]])
            .Append([.. Enumerable.Repeat((byte)0xFF, size)]);
}
