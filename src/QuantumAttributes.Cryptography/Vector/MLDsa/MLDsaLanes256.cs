using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The exchange of lanes that lets a butterfly work within a vector: of two vectors, cut in blocks of so many lanes, the first
/// gets the even blocks of both, the second the odd ones. To do it again undoes it.
/// </summary>
internal static class MLDsaLanes256
{
    private const byte OddLanes = 0b10101010;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exchange4(ref Vector256<int> a, ref Vector256<int> b) =>
        (a, b) = (Avx2.Permute2x128(a, b, 0x20), Avx2.Permute2x128(a, b, 0x31));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exchange2(ref Vector256<int> a, ref Vector256<int> b) =>
        (a, b) = (Avx2.UnpackLow(a.AsInt64(), b.AsInt64()).AsInt32(), Avx2.UnpackHigh(a.AsInt64(), b.AsInt64()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exchange1(ref Vector256<int> a, ref Vector256<int> b) =>
        (a, b) = (
            Avx2.Blend(a, Vector256.ShiftLeft(b.AsInt64(), 32).AsInt32(), OddLanes),
            Avx2.Blend(Vector256.ShiftRightLogical(a.AsInt64(), 32).AsInt32(), b, OddLanes));
}
