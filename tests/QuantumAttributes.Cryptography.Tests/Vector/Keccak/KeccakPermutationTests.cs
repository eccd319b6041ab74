using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>The permutation on several states at once, against the one on a single state; that one against the platform in hashes.</summary>
public class KeccakPermutationTests
{
    private const int Words = KeccakState.Words;

    /// <summary>The first two permutations of the zero state, from the Keccak team's KeccakF-1600-IntermediateValues.txt.</summary>
    [Fact]
    public void Given_ZeroState_When_PermutedTwice_Expect_ThePublishedWords()
    {
        KeccakState state = default;
        state.Permute(24);
        Assert.Equal(0xF1258F7940E1DDE7UL, state[0]);
        Assert.Equal(0xEAF1FF7B5CECA249UL, state[24]);
        state.Permute(24);
        Assert.Equal(0x2D5C954DF96ECB3CUL, state[0]);
        Assert.Equal(0x20D06CD26A8FBF5CUL, state[24]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(24)]
    public void Given_FourDifferentStates_When_PermutedTogether_Expect_EachAsAlone(int rounds)
    {
        KeccakState[] alone = RandomStates(4);
        Vector256<ulong>[] together = new Vector256<ulong>[Words];
        for (int word = 0; word < Words; word++)
            together[word] = Vector256.Create(alone[0][word], alone[1][word], alone[2][word], alone[3][word]);

        KeccakPermutation<Vector256<ulong>, KeccakWords256>.Permute(ref together[0], stride: 1, rounds);

        for (int lane = 0; lane < alone.Length; lane++)
        {
            alone[lane].Permute(rounds);
            for (int word = 0; word < Words; word++)
                Assert.Equal(alone[lane][word], together[word][lane]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(24)]
    public void Given_EightDifferentStates_When_PermutedTogether_Expect_EachAsAlone(int rounds)
    {
        if (!Avx512F.IsSupported)
            return; // the batch then has two halves of four, which its own tests cover

        KeccakState[] alone = RandomStates(8);
        Vector512<ulong>[] together = new Vector512<ulong>[Words];
        for (int word = 0; word < Words; word++)
        {
            for (int lane = 0; lane < alone.Length; lane++)
                together[word] = together[word].WithElement(lane, alone[lane][word]);
        }

        KeccakPermutation<Vector512<ulong>, KeccakWords512>.Permute(ref together[0], stride: 1, rounds);

        for (int lane = 0; lane < alone.Length; lane++)
        {
            alone[lane].Permute(rounds);
            for (int word = 0; word < Words; word++)
                Assert.Equal(alone[lane][word], together[word][lane]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Given_BatchOfDifferentStates_When_Permuted_Expect_EachAsAloneAndTheRestUntouched(bool all)
    {
        KeccakState[] alone = RandomStates(ShakeBatchState.Lanes);
        ShakeBatchState together = default;
        for (int word = 0; word < Words; word++)
        {
            for (int lane = 0; lane < alone.Length; lane++)
                together[word] = together[word].WithElement(lane, alone[lane][word]);
        }

        together.Permute(all);

        for (int lane = 0; lane < alone.Length; lane++)
        {
            if (all || lane < 4)
                alone[lane].Permute(24);
            for (int word = 0; word < Words; word++)
                Assert.Equal(alone[lane][word], together[word][lane]);
        }
    }

    private static KeccakState[] RandomStates(int count)
    {
        Random random = new(count);
        KeccakState[] states = new KeccakState[count];
        for (int i = 0; i < count; i++)
        {
            for (int word = 0; word < Words; word++)
                states[i][word] = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        }

        return states;
    }
}
