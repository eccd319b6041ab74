using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// SHAKE128 or SHAKE256 (FIPS 202, section 6.2) of up to eight short messages at once: a seed that they share, and a number of each. All
/// give their output block by block. The states lie where the variable does; nothing is allocated; disposal zeroes them.
/// </summary>
/// <remarks>It is not to be copied: a copy holds what follows from the seed. That is why it is constructed in its place.</remarks>
internal ref struct ShakeBatch : IDisposable
{
    /// <summary>The most sponges.</summary>
    public const int Lanes = ShakeBatchState.Lanes;

    /// <summary>The bytes that SHAKE128 gives in one block.</summary>
    public const int Rate128 = KeccakSponge.Rate128;

    /// <summary>The bytes that SHAKE256 gives in one block.</summary>
    public const int Rate256 = KeccakSponge.Rate256;

    private const int HalfLanes = Lanes / 2;
    private const ulong Separation = 0x1F; // the suffix 1111 of SHAKE, and the first bit of the padding
    private const ulong EndOfPadding = 1UL << 63; // the last bit of a block

    private readonly int _rate;
    private readonly int _lanes;
    private ShakeBatchState _state;

    /// <param name="rate">168 for SHAKE128, 136 for SHAKE256.</param>
    /// <param name="seed">What all messages begin with: whole words of 8 bytes, and not so many that the number does not fit in a block.</param>
    /// <param name="numbers">What each message ends with, as many as sponges are wanted, at most eight.</param>
    /// <param name="numberSize">The bytes of a number, the lowest first: 1 or 2.</param>
    public ShakeBatch(int rate, ReadOnlySpan<byte> seed, ReadOnlySpan<ushort> numbers, int numberSize = sizeof(ushort))
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length % KeccakState.WordSize, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seed.Length, rate - KeccakState.WordSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numbers.Length, Lanes);
        _rate = rate;
        _lanes = numbers.Length <= HalfLanes ? HalfLanes : Lanes;

        int last = seed.Length / KeccakState.WordSize;
        for (int word = 0; word < last; word++)
            _state[word] = Vector512.Create(BinaryPrimitives.ReadUInt64LittleEndian(seed[(word * KeccakState.WordSize)..]));

        Vector512<ulong> ends = Vector512.Create(Separation << (8 * numberSize));
        for (int lane = 0; lane < numbers.Length; lane++)
            ends = ends.WithElement(lane, ends[lane] | numbers[lane]);
        _state[last] = ends;
        _state[(rate / KeccakState.WordSize) - 1] ^= Vector512.Create(EndOfPadding);
    }

    /// <summary>The sponges that give output: four, or eight where there are more than four numbers.</summary>
    public readonly int OutputLanes => _lanes;

    /// <summary>Gives the next block of each sponge, the rate's bytes.</summary>
    /// <param name="output">Where the blocks go.</param>
    /// <param name="stride">How far it is from one sponge's block to the next one's, in bytes; at least the rate.</param>
    public void Squeeze(Span<byte> output, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, _rate);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, ((_lanes - 1) * stride) + _rate);
        _state.Permute(all: _lanes == Lanes);
        WriteHalf(output, stride, upper: false);
        if (_lanes == Lanes)
            WriteHalf(output[(HalfLanes * stride)..], stride, upper: true);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes((Span<Vector512<ulong>>)_state));

    private readonly void WriteHalf(Span<byte> output, int stride, bool upper)
    {
        int words = _rate / KeccakState.WordSize;
        int word = 0;
        if (Avx2.IsSupported)
        {
            for (; word <= words - HalfLanes; word += HalfLanes)
                WriteFourWords(ref output[word * KeccakState.WordSize], stride, word, upper);
        }

        for (; word < words; word++)
        {
            Vector256<ulong> four = _state.Half(word, upper);
            for (int lane = 0; lane < HalfLanes; lane++)
                BinaryPrimitives.WriteUInt64LittleEndian(output[((lane * stride) + (word * KeccakState.WordSize))..], four[lane]);
        }
    }

    /// <summary>Four words of each of four sponges: rows become columns. AVX2's processors have the lowest byte first, as SHAKE has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void WriteFourWords(ref byte output, int stride, int word, bool upper)
    {
        Vector256<ulong> w0 = _state.Half(word, upper);
        Vector256<ulong> w1 = _state.Half(word + 1, upper);
        Vector256<ulong> w2 = _state.Half(word + 2, upper);
        Vector256<ulong> w3 = _state.Half(word + 3, upper);

        Vector256<ulong> low01 = Avx2.UnpackLow(w0, w1); // words 0 and 1 of sponge 0, then of sponge 2
        Vector256<ulong> high01 = Avx2.UnpackHigh(w0, w1); // of sponges 1 and 3
        Vector256<ulong> low23 = Avx2.UnpackLow(w2, w3);
        Vector256<ulong> high23 = Avx2.UnpackHigh(w2, w3);

        Avx2.Permute2x128(low01, low23, 0x20).AsByte().StoreUnsafe(ref output);
        Avx2.Permute2x128(high01, high23, 0x20).AsByte().StoreUnsafe(ref output, (nuint)stride);
        Avx2.Permute2x128(low01, low23, 0x31).AsByte().StoreUnsafe(ref output, (nuint)(2 * stride));
        Avx2.Permute2x128(high01, high23, 0x31).AsByte().StoreUnsafe(ref output, (nuint)(3 * stride));
    }
}
