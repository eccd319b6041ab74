using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>The field below X25519 against the numbers it stands for, with limbs at the ends of what the comments allow.</summary>
public class FieldElement25519Tests
{
    private const int Limbs = 5;
    private const int LimbBits = 51;
    private const int Rounds = 2000;
    private const uint A24 = 121665;
    private const ulong Reduced = (1UL << 51) + (1UL << 23) - 1; // the largest limb
    private const ulong LargestOfSum = 2 * Reduced;
    private const ulong LargestOfDifference = Reduced + (1UL << 52) - 2; // with a limb of 2p, and 0 to take away
    private const ulong Loose = (16UL << 52) / 10; // 1.6 · 2^52

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;

    [Fact]
    public void Given_LargestSumsAndDifferences_When_Compared_Expect_WithinLoose()
    {
        Assert.True(LargestOfSum < Loose);
        Assert.True(LargestOfDifference < Loose);
        Assert.True((UInt128)19 * Loose << 7 <= ulong.MaxValue);
    }

    [Fact]
    public void Given_LooseElements_When_MultipliedAndSquared_Expect_ProductsReduced()
    {
        foreach (FieldElement25519 x in Elements(Loose))
        {
            foreach (FieldElement25519 y in Elements(Loose, rounds: 10))
            {
                FieldElement25519.Multiply(in x, in y, out FieldElement25519 product);
                AssertReduced(ValueOf(x) * ValueOf(y), product);
            }

            FieldElement25519.Square(in x, out FieldElement25519 square);
            AssertReduced(ValueOf(x) * ValueOf(x), square);
            FieldElement25519.Multiply(in x, A24, out FieldElement25519 multiple);
            AssertReduced(ValueOf(x) * A24, multiple);
        }
    }

    [Fact]
    public void Given_ReducedElements_When_AddedAndSubtracted_Expect_SumsLoose()
    {
        FieldElement25519[] all = [.. Elements(Reduced, rounds: 40)];
        foreach (FieldElement25519 x in all)
        {
            foreach (FieldElement25519 y in all)
            {
                FieldElement25519.Add(in x, in y, out FieldElement25519 sum);
                AssertElement(ValueOf(x) + ValueOf(y), sum, Loose);
                FieldElement25519.Subtract(in x, in y, out FieldElement25519 difference);
                AssertElement(ValueOf(x) - ValueOf(y), difference, Loose);
            }
        }
    }

    [Fact]
    public void Given_ReducedElements_When_Encoded_Expect_TheOneNumberBelowP()
    {
        foreach (FieldElement25519 x in Elements(Reduced))
            Assert.Equal(Modulo(ValueOf(x)), Encoded(x));
    }

    /// <summary>A little less and a little more than p, and than 0 and 2^255.</summary>
    [Fact]
    public void Given_NumbersAroundMultiplesOfP_When_Encoded_Expect_TheOneNumberBelowP()
    {
        for (int offset = -40; offset <= 40; offset++)
        {
            foreach (BigInteger multiple in (BigInteger[])[BigInteger.Zero, P])
            {
                BigInteger number = multiple + offset;
                if (number.Sign < 0)
                    continue;
                Assert.Equal(Modulo(number), Encoded(ElementOf(number)));
            }
        }
    }

    [Fact]
    public void Given_AnyBytes_When_Decoded_Expect_TheNumberWithoutItsHighestBit()
    {
        for (int i = 0; i < Rounds; i++)
        {
            byte[] bytes = RandomNumberGenerator.GetBytes(32);
            if (i % 4 == 0)
                bytes.AsSpan(1, 30).Fill(0xFF);
            FieldElement25519 x = FieldElement25519.Decode(bytes);
            bytes[31] &= 0x7F;
            AssertElement(new BigInteger(bytes, isUnsigned: true), x, 1UL << LimbBits);
        }
    }

    [Fact]
    public void Given_Elements_When_Inverted_Expect_OneInProductAndZeroForZero()
    {
        foreach (FieldElement25519 x in Elements(Loose, rounds: 50))
        {
            FieldElement25519.Invert(in x, out FieldElement25519 inverse);
            AssertReduced(BigInteger.ModPow(ValueOf(x), P - 2, P), inverse);
        }
    }

    [Fact]
    public void Given_TwoElements_When_SwappedIf_Expect_SwappedForOneOnly()
    {
        FieldElement25519 x = ElementOf(P - 1);
        FieldElement25519 y = ElementOf(12345);
        FieldElement25519.SwapIf(0, ref x, ref y);
        Assert.Equal((P - 1, 12345), (ValueOf(x), ValueOf(y)));
        FieldElement25519.SwapIf(1, ref x, ref y);
        Assert.Equal((12345, P - 1), (ValueOf(x), ValueOf(y)));
    }

    /// <summary>All limbs at the bound, at zero, each alone at either, and random ones below it.</summary>
    private static IEnumerable<FieldElement25519> Elements(ulong bound, int rounds = Rounds)
    {
        yield return Create(_ => bound);
        yield return Create(_ => 0);
        yield return ElementOf(P);
        yield return ElementOf(P - 1);
        for (int one = 0; one < Limbs; one++)
        {
            int at = one;
            yield return Create(i => i == at ? bound : 0);
            yield return Create(i => i == at ? 0 : bound);
        }

        for (int i = 0; i < rounds; i++)
            yield return Create(_ => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) % (bound + 1));
    }

    private static FieldElement25519 Create(Func<int, ulong> limb)
    {
        FieldElement25519 x = default;
        Span<ulong> limbs = MemoryMarshal.Cast<FieldElement25519, ulong>(new Span<FieldElement25519>(ref x));
        Assert.Equal(Limbs, limbs.Length);
        for (int i = 0; i < Limbs; i++)
            limbs[i] = limb(i);
        return x;
    }

    /// <summary>What does not fit is in the last limb.</summary>
    private static FieldElement25519 ElementOf(BigInteger number) => Create(
        i => (ulong)(i == Limbs - 1 ? number >> (LimbBits * i) : (number >> (LimbBits * i)) & ((BigInteger.One << LimbBits) - 1)));

    private static ulong[] LimbsOf(FieldElement25519 x) =>
        MemoryMarshal.Cast<FieldElement25519, ulong>(new Span<FieldElement25519>(ref x)).ToArray();

    private static BigInteger ValueOf(FieldElement25519 x) =>
        LimbsOf(x).Reverse().Aggregate(BigInteger.Zero, static (value, limb) => (value << LimbBits) + limb);

    private static BigInteger Encoded(FieldElement25519 x)
    {
        byte[] bytes = new byte[FieldElement25519.Size];
        x.Encode(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }

    private static BigInteger Modulo(BigInteger number) => ((number % P) + P) % P;

    private static void AssertReduced(BigInteger expected, FieldElement25519 actual) => AssertElement(expected, actual, Reduced);

    private static void AssertElement(BigInteger expected, FieldElement25519 actual, ulong bound)
    {
        Assert.Equal(Modulo(expected), Modulo(ValueOf(actual)));
        Assert.All(LimbsOf(actual), limb => Assert.InRange(limb, 0UL, bound));
    }
}
