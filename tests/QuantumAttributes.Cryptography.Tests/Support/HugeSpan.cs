using System.Runtime.InteropServices;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Spans over a single byte that say they are longer: for those who look at the size before anything else.</summary>
internal static class HugeSpan
{
    private static readonly byte[] OneByte = [0];

    public static ReadOnlySpan<byte> Of(int length) => MemoryMarshal.CreateReadOnlySpan(ref OneByte[0], length);
}
