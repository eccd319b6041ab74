using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>A change to some bytes that leaves at least one of them another.</summary>
internal sealed record Corruption(double Place, byte Difference, int Length)
{
    /// <summary>Flipped bits in one byte mostly, sometimes in a run of them; the ends as often as the middle.</summary>
    public static Gen<Corruption> Any { get; } = Gen.Select(
        Gen.Frequency((1, Gen.Const(0.0)), (1, Gen.Const(1.0)), (8, Gen.Double.Unit)),
        Gen.Frequency((1, Gen.Int[0, 7].Select(static bit => (byte)(1 << bit))), (1, Gen.Byte[1, 255])),
        Gen.Frequency((4, Gen.Const(1)), (1, Gen.Int[2, 100])),
        static (place, difference, length) => new Corruption(place, difference, length));

    public byte[] Of(ReadOnlySpan<byte> bytes)
    {
        byte[] corrupted = bytes.ToArray();
        int start = Math.Min((int)(Place * bytes.Length), bytes.Length - 1);
        foreach (ref byte value in corrupted.AsSpan(start, Math.Min(Length, bytes.Length - start)))
            value ^= Difference;
        return corrupted;
    }
}
