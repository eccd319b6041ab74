using System.Runtime.CompilerServices;

namespace QuantumAttributes.Cryptography;

/// <summary>The 25 words of one state; word (x, y) of FIPS 202, section 3.1, is the one at x + 5y.</summary>
[InlineArray(Words)]
internal struct KeccakState
{
    /// <summary>The words of a state.</summary>
    public const int Words = 25;

    /// <summary>The size of a word, in bytes.</summary>
    public const int WordSize = sizeof(ulong);

    private ulong _first;

    /// <summary>Keccak-p[1600, n_r].</summary>
    /// <param name="rounds">The rounds, an even number, at most 24.</param>
    public void Permute(int rounds) => KeccakPermutation<ulong, KeccakWords64>.Permute(ref _first, stride: 1, rounds);
}
