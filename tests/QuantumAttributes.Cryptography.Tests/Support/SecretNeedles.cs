using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Secrets to be looked for in memory, known only by windows of 16 bytes under a mask, so that they themselves leave no trace there.
/// </summary>
internal sealed class SecretNeedles
{
    private const int WindowSize = 16;
    private const int Stride = 8; // any 23 bytes of a secret hold a window
    private const int FilterBits = 27;

    private readonly (ulong, ulong) _mask = Read(RandomNumberGenerator.GetBytes(WindowSize));
    private readonly Dictionary<(ulong, ulong), string> _windows = [];
    private readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];

    public int Count => _windows.Count;

    /// <summary>Adds a secret, but for what of it is part of something public.</summary>
    public void Add(ReadOnlySpan<byte> secret, string what, ReadOnlySpan<byte> known = default)
    {
        for (int i = 0; i + WindowSize <= secret.Length; i += Stride)
        {
            ReadOnlySpan<byte> window = secret.Slice(i, WindowSize);
            if (known.IndexOf(window) >= 0)
                continue;
            (ulong, ulong) masked = Mask(window);
            _windows[masked] = $"{what} at {i}";
            int bit = FilterBit(masked.Item1);
            _filter[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    /// <summary>Which windows are in memory, and where.</summary>
    public List<string> FindInMemory()
    {
        List<string> found = [];
        long total = ProcessMemory.Visit(WindowSize - 1, (chunk, region) => FindIn(chunk, region, found));
        Assert.True(total > 1 << 24, $"Only {total} bytes of memory could be read.");
        return found;
    }

    private static (ulong, ulong) Read(ReadOnlySpan<byte> window) =>
        (MemoryMarshal.Read<ulong>(window), MemoryMarshal.Read<ulong>(window[sizeof(ulong)..]));

    private static int FilterBit(ulong masked) => (int)((masked * 0x9E3779B97F4A7C15) >> (64 - FilterBits));

    private (ulong, ulong) Mask(ReadOnlySpan<byte> window)
    {
        (ulong first, ulong second) = Read(window);
        return (first ^ _mask.Item1, second ^ _mask.Item2);
    }

    private void FindIn(ReadOnlySpan<byte> chunk, string region, List<string> found)
    {
        for (int i = 0; i + WindowSize <= chunk.Length; i++)
        {
            int bit = FilterBit(MemoryMarshal.Read<ulong>(chunk[i..]) ^ _mask.Item1);
            if ((_filter[bit >> 6] & (1UL << (bit & 63))) != 0
                && _windows.TryGetValue(Mask(chunk.Slice(i, WindowSize)), out string? what))
            {
                found.Add($"{what}: {region} + {i:x}");
            }
        }
    }
}
