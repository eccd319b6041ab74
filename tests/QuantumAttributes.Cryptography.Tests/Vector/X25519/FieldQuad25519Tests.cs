using System.Numerics;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>Four elements at a time against the numbers they stand for, with limbs at the ends of what the comments allow.</summary>
public class FieldQuad25519Tests
{
    private const int Lanes = 4;
    private const int LimbBits = 51;
    private const int Rounds = 3000;
    private const ulong Reduced = (1UL << 51) + (1UL << 13) - 1; // the largest limb
    private const ulong LargestAddend = (1UL << 52) - 1;
    private const ulong LargestToCarry = (1UL << 59) - 1;

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;

    [Fact]
    public void Given_ReducedFactors_When_Multiplied_Expect_ProductsReduced()
    {
        for (int round = 0; round < Rounds; round++)
        {
            FieldQuad25519 x = Quad(round, Reduced), y = Quad(round / Kinds, Reduced), a = Quad(round / Kinds / Kinds, LargestAddend);
            x.ToFactors(out FieldQuad25519.Factors left);
            y.ToFactors(out FieldQuad25519.Factors right);
            FieldQuad25519.MultiplyAdd(in left, in right, in a, out FieldQuad25519 z);
            for (int lane = 0; lane < Lanes; lane++)
                AssertReduced((ValueOf(x, lane) * ValueOf(y, lane)) + ValueOf(a, lane), z, lane);
        }
    }

    /// <summary>Each pair of limbs alone, at numbers whose product is just below, at and above the middle between two multiples of 2^51.</summary>
    [Fact]
    public void Given_ProductsHalfWayBetweenTheirUpperParts_When_Multiplied_Expect_NothingLost()
    {
        ulong[] factors = [1, 2, 3, (1UL << 25) - 1, 1UL << 25, (1UL << 25) + 1, 1UL << 50, (1UL << 50) - 1, (1UL << 50) + 1, (1UL << 51) - 1, Reduced];
        foreach (ulong one in factors)
        {
            foreach (ulong other in factors)
            {
                for (int i = 0; i < 5; i++)
                {
                    for (int j = 0; j < 5; j++)
                    {
                        FieldQuad25519 x = Create((limb, lane) => limb == i ? one : 0), y = Create((limb, lane) => limb == j ? other : 0);
                        x.ToFactors(out FieldQuad25519.Factors left);
                        y.ToFactors(out FieldQuad25519.Factors right);
                        FieldQuad25519.MultiplyAdd(in left, in right, in FieldQuad25519.Zero, out FieldQuad25519 z);
                        AssertReduced(ValueOf(x, 0) * ValueOf(y, 0), z, 0);
                    }
                }
            }
        }
    }

    [Fact]
    public void Given_LargeLimbs_When_Carried_Expect_TheSameReduced()
    {
        for (int round = 0; round < Rounds; round++)
        {
            FieldQuad25519 x = Quad(round, LargestToCarry);
            FieldQuad25519.Carry(x.L0, x.L1, x.L2, x.L3, x.L4, out FieldQuad25519 z);
            for (int lane = 0; lane < Lanes; lane++)
                AssertReduced(ValueOf(x, lane), z, lane);
        }
    }

    [Fact]
    public void Given_FourElements_When_PutIntoLanes_Expect_EachInItsOwn()
    {
        FieldElement25519[] elements = [.. Enumerable.Range(0, Lanes).Select(_ => FieldElement25519.Decode(RandomNumberGenerator.GetBytes(32)))];
        var quad = new FieldQuad25519(in elements[0], in elements[1], in elements[2], in elements[3]);
        for (int lane = 0; lane < Lanes; lane++)
            Assert.Equal(elements[lane].Limbs.ToArray(), LimbsOf(quad, lane));
    }

    private const int Kinds = 5;

    // Limbs all at the bound, all zero, in turn at either, those of p - 1, or random ones; in each lane another kind.
    private static FieldQuad25519 Quad(int kind, ulong bound) => Create((limb, lane) => ((kind + lane) % Kinds) switch
    {
        0 => bound,
        1 => 0,
        2 => (limb + lane) % 2 == 0 ? bound : 0,
        3 => (1UL << LimbBits) - (limb == 0 ? 20UL : 1),
        _ => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) % (bound + 1),
    });

    private static FieldQuad25519 Create(Func<int, int, ulong> limb) => new()
    {
        L0 = Vector256.Create(limb(0, 0), limb(0, 1), limb(0, 2), limb(0, 3)),
        L1 = Vector256.Create(limb(1, 0), limb(1, 1), limb(1, 2), limb(1, 3)),
        L2 = Vector256.Create(limb(2, 0), limb(2, 1), limb(2, 2), limb(2, 3)),
        L3 = Vector256.Create(limb(3, 0), limb(3, 1), limb(3, 2), limb(3, 3)),
        L4 = Vector256.Create(limb(4, 0), limb(4, 1), limb(4, 2), limb(4, 3)),
    };

    private static ulong[] LimbsOf(FieldQuad25519 quad, int lane)
    {
        quad.Extract(lane, out FieldElement25519 element);
        return element.Limbs.ToArray();
    }

    private static BigInteger ValueOf(FieldQuad25519 quad, int lane) =>
        LimbsOf(quad, lane).Reverse().Aggregate(BigInteger.Zero, static (value, limb) => (value << LimbBits) + limb);

    private static void AssertReduced(BigInteger expected, FieldQuad25519 actual, int lane)
    {
        Assert.Equal(expected % P, ValueOf(actual, lane) % P);
        Assert.All(LimbsOf(actual, lane), limb => Assert.InRange(limb, 0UL, Reduced));
    }
}
