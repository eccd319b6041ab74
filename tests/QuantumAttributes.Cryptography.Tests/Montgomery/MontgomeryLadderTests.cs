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

    private delegate void BaseMultiplication(ReadOnlySpan<byte> scalar, Span<byte> product);

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

    /// <summary>RFC 7748, sections 6.1 and 6.2: Alice's and Bob's key pairs, and their secret.</summary>
    [Theory]
    [InlineData(
        "X25519",
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")]
    [InlineData(
        "X448",
        "9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d9ac2d8c0a598726b",
        "9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bbc836647241d953d40c5b12da88120d53177f80e532c41fa0",
        "1c306a7ac2a0e2e0990b294470cba339e6453772b075811d8fad0d1d6927c120bb5ee8972b0d3e21374c9c921b09d1b0366f10b65173992d",
        "3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b43027d8b972fc3e34fb4232a13ca706dcb57aec3dae07bdc1c67bf33609",
        "07fff4181ac6cc95ec1c16a94a0f74d12da232ce40a77552281d282bb60c0b56fd2464c335543936521c24403085d59a449a5037514a879d")]
    public void Given_Rfc7748_When_AliceAndBobAgree_Expect_ItsPublicKeysAndSecret(
        string function, string alice, string alicesPublicKey, string bob, string bobsPublicKey, string secret)
    {
        (Multiplication multiply, BaseMultiplication multiplyBase) = function == "X25519"
            ? ((Multiplication)Ladder25519.Multiply, (BaseMultiplication)Ladder25519.MultiplyBase)
            : (Ladder448.Multiply, Ladder448.MultiplyBase);
        Assert.Equal(alicesPublicKey, PublicKeyOf(alice));
        Assert.Equal(bobsPublicKey, PublicKeyOf(bob));
        Assert.Equal(secret, Agree(alice, bobsPublicKey));
        Assert.Equal(secret, Agree(bob, alicesPublicKey));

        string PublicKeyOf(string scalar)
        {
            byte[] product = new byte[scalar.Length / 2];
            multiplyBase(Convert.FromHexString(scalar), product);
            return Convert.ToHexStringLower(product);
        }

        string Agree(string scalar, string u)
        {
            byte[] product = new byte[scalar.Length / 2];
            multiply(Convert.FromHexString(scalar), Convert.FromHexString(u), product);
            return Convert.ToHexStringLower(product);
        }
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
