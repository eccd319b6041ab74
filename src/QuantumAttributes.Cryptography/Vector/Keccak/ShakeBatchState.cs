using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>The states of eight sponges, word by word: each vector holds the words that stand at one place of the eight.</summary>
[InlineArray(KeccakState.Words)]
internal struct ShakeBatchState
{
    /// <summary>The sponges.</summary>
    public const int Lanes = 8;

    private const int HalvesOfVector = 2;

    private Vector512<ulong> _first;

    /// <summary>Keccak-f[1600] on the states of the first four sponges, or on those of all eight.</summary>
    public void Permute(bool all)
    {
        ref Vector256<ulong> half = ref Unsafe.As<Vector512<ulong>, Vector256<ulong>>(ref _first);
        if (!all)
        {
            PermuteHalf(ref half);
        }
        else if (Avx512F.IsSupported)
        {
            KeccakPermutation<Vector512<ulong>, KeccakWords512>.Permute(ref _first, stride: 1, KeccakSponge.FullRounds);
        }
        else
        {
            PermuteHalf(ref half);
            PermuteHalf(ref Unsafe.Add(ref half, 1));
        }
    }

    /// <summary>The words at one place of four sponges.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector256<ulong> Half(int word, bool upper) => upper ? this[word].GetUpper() : this[word].GetLower();

    private static void PermuteHalf(ref Vector256<ulong> half) =>
        KeccakPermutation<Vector256<ulong>, KeccakWords256>.Permute(ref half, HalvesOfVector, KeccakSponge.FullRounds);
}
