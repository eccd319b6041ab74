using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>The words of four states. AVX-512 turns a word, and combines three, in one instruction; AVX2 in three and in two.</summary>
internal readonly struct KeccakWords256 : IKeccakWords<Vector256<ulong>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Broadcast(ulong word) => Vector256.Create(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Xor(Vector256<ulong> a, Vector256<ulong> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Xor(
        Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c, Vector256<ulong> d, Vector256<ulong> e) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.TernaryLogic(Avx512F.VL.TernaryLogic(a, b, c, TernaryFunction.Xor), d, e, TernaryFunction.Xor)
            : a ^ b ^ c ^ d ^ e;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> XorAndNot(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.TernaryLogic(a, b, c, TernaryFunction.XorAndNot)
            : a ^ Vector256.AndNot(c, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> RotateLeft(Vector256<ulong> a, [ConstantExpected] byte offset)
    {
        if (Avx512F.VL.IsSupported)
            return Avx512F.VL.RotateLeft(a, offset);
        return Vector256.ShiftLeft(a, offset) | Vector256.ShiftRightLogical(a, 64 - offset);
    }
}
