using System.Runtime.Intrinsics;
using static QuantumAttributes.Cryptography.Tests.Vector.Coefficients;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>Rounding against its definitions, which divide and branch, for every coefficient there is.</summary>
public class MLDsaRoundingTests
{
    private delegate Vector256<int> Splitter(Vector256<int> r, out Vector256<int> low);

    [Fact]
    public void Given_EveryCoefficient_When_RoundedToPowerOfTwo_Expect_Fips204Algorithm35()
    {
        NeedAvx2();
        ForAll(MLDsaRounding.Power2Round, static r => MLDsaRing.Power2Round(r));
    }

    [Fact]
    public void Given_EveryCoefficient_When_Decomposed_Expect_Fips204Algorithm36()
    {
        NeedAvx2();
        ForAll(MLDsaRounding.Decompose<MLDsa44Parameters>, static r => Decompose(r, (Q - 1) / 88));
        ForAll(MLDsaRounding.Decompose<MLDsa65Parameters>, static r => Decompose(r, (Q - 1) / 32));
        ForAll(MLDsaRounding.Decompose<MLDsa87Parameters>, static r => Decompose(r, (Q - 1) / 32));
    }

    [Fact]
    public void Given_EveryCoefficient_When_HintUsed_Expect_Fips204Algorithm40()
    {
        NeedAvx2();
        ForAll(UseHint<MLDsa44Parameters>, static r => UseHint(r, (Q - 1) / 88));
        ForAll(UseHint<MLDsa65Parameters>, static r => UseHint(r, (Q - 1) / 32));
    }

    [Fact]
    public void Given_LowBitsAtEveryEdge_When_HintMade_Expect_Fips204Algorithm39()
    {
        NeedAvx2();
        MakeHints<MLDsa44Parameters>();
        MakeHints<MLDsa65Parameters>();
        MakeHints<MLDsa87Parameters>();
    }

    [Theory]
    [InlineData(-Q + 1, 1)]
    [InlineData(-1, Q - 1)]
    [InlineData(0, 0)]
    [InlineData(Q - 1, Q - 1)]
    [InlineData(-MLDsaNtt.LargestInverse - 4, Q - MLDsaNtt.LargestInverse - 4)]
    public void Given_BoundaryValues_When_MadeCanonical_Expect_TheRemainder(int a, int expected)
    {
        NeedAvx2();
        Assert.Equal(Vector256.Create(expected), MLDsaRounding.Canonical(Vector256.Create(a)));
    }

    [Theory]
    [InlineData(524092)]
    [InlineData(1)]
    [InlineData(261692)]
    public void Given_OneCoefficientAtTheBound_When_NormChecked_Expect_RefusedWhereverItIs(int bound)
    {
        NeedAvx2();
        for (int j = 0; j < N; j++)
        {
            foreach (int sign in (int[])[1, -1])
            {
                MLDsaPolynomial w = Constant(-sign * (bound - 1));
                Assert.True(MLDsaNorm.IsBelow(in w, bound));
                w[j] = sign * bound;
                Assert.False(MLDsaNorm.IsBelow(in w, bound));
                w[j] = sign * int.MaxValue;
                Assert.False(MLDsaNorm.IsBelow(in w, bound));
            }
        }
    }

    /// <summary>The definition: the high bits with c t0 added differ from those without.</summary>
    private static void MakeHints<TParameters>()
        where TParameters : IMLDsaParameters
    {
        int gamma2 = MLDsaSizes<TParameters>.Gamma2;
        int beta = MLDsaSizes<TParameters>.Beta;
        int[] lows = [-gamma2 + beta + 1, -1, 0, 1, gamma2 - beta - 1];
        int[] steps = [.. Enumerable.Range(-beta - 3, (2 * beta) + 7)];
        int[] additions =
            [-gamma2 + 1, -1, 0, 1, gamma2 - 1, .. steps, .. steps.Select(s => -gamma2 - s), .. steps.Select(s => gamma2 - s)];
        for (int high = 0; high < TParameters.HighParts; high++)
        {
            foreach (int low in lows)
            {
                int r = Mod(((long)high * 2 * gamma2) + low); // w - c s2
                Assert.Equal((high, low), Decompose(r, gamma2));
                foreach (int addition in additions.Where(a => Math.Abs(a) < gamma2))
                {
                    bool expected = Decompose(Mod(r + addition), gamma2).High != high;
                    Vector256<int> hint = MLDsaRounding.MakeHint<TParameters>(
                        Vector256.Create(low + addition), Vector256.Create(high));
                    Assert.Equal(Vector256.Create(expected ? -1 : 0), hint);
                }
            }
        }
    }

    private static Vector256<int> UseHint<TParameters>(Vector256<int> r, out Vector256<int> unchanged)
        where TParameters : IMLDsaParameters
    {
        unchanged = MLDsaRounding.UseHint<TParameters>(Vector256<int>.Zero, r);
        return MLDsaRounding.UseHint<TParameters>(Vector256<int>.AllBitsSet, r);
    }

    private static (int WithHint, int Without) UseHint(int r, int gamma2)
    {
        int m = (Q - 1) / (2 * gamma2);
        (int high, int low) = Decompose(r, gamma2);
        return ((high + (low > 0 ? 1 : m - 1)) % m, high);
    }

    private static (int High, int Low) Decompose(int r, int gamma2)
    {
        int low = r % (2 * gamma2);
        if (low > gamma2)
            low -= 2 * gamma2;
        return r - low == Q - 1 ? (0, low - 1) : ((r - low) / (2 * gamma2), low);
    }

    private static void ForAll(Splitter splitter, Func<int, (int High, int Low)> definition)
    {
        Vector256<int> lanes = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        for (int r = 0; r < Q; r += 8)
        {
            Vector256<int> high = splitter(Vector256.Create(r) + lanes, out Vector256<int> low);
            for (int lane = 0; lane < 8 && r + lane < Q; lane++)
            {
                if (definition(r + lane) != (high[lane], low[lane]))
                    Assert.Fail($"{r + lane} gives {high[lane]} and {low[lane]}, not {definition(r + lane)}.");
            }
        }
    }
}
