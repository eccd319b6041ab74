using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>What <see cref="MLDsaLanes256"/> does, on 16 lanes.</summary>
internal static class MLDsaLanes512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exchange8(ref Vector512<int> a, ref Vector512<int> b) =>
        (a, b) = (Avx512F.Shuffle4x128(a, b, 0x44), Avx512F.Shuffle4x128(a, b, 0xEE));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exchange4(ref Vector512<int> a, ref Vector512<int> b) =>
        (a, b) = (
            Avx512F.PermuteVar8x64x2(a.AsInt64(), Vector512.Create(0L, 1, 8, 9, 4, 5, 12, 13), b.AsInt64()).AsInt32(),
            Avx512F.PermuteVar8x64x2(a.AsInt64(), Vector512.Create(2L, 3, 10, 11, 6, 7, 14, 15), b.AsInt64()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exchange2(ref Vector512<int> a, ref Vector512<int> b) =>
        (a, b) = (Avx512F.UnpackLow(a.AsInt64(), b.AsInt64()).AsInt32(), Avx512F.UnpackHigh(a.AsInt64(), b.AsInt64()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exchange1(ref Vector512<int> a, ref Vector512<int> b)
    {
        Vector512<int> odd = Vector512.Create(unchecked((long)0xFFFFFFFF00000000)).AsInt32();
        (a, b) = (
            Vector512.ConditionalSelect(odd, Vector512.ShiftLeft(b.AsInt64(), 32).AsInt32(), a),
            Vector512.ConditionalSelect(odd, b, Vector512.ShiftRightLogical(a.AsInt64(), 32).AsInt32()));
    }
}
