using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Secrets to be looked for in memory, known only by windows of 16 bytes under a mask, so that they themselves leave no trace
/// there. Where they hold small numbers, as FrodoKEM's matrices do, a window is of 32 bytes: in 16 of them two keys are too often
/// alike.
/// </summary>
internal sealed class SecretNeedles
{
    /// <summary>What a secret is called that is left alive, for the search to find.</summary>
    public const string Control = "control";

    private const int WindowSize = 16;
    private const int Stride = 8; // any 23 bytes of a secret hold a window
    private const int FewestValues = 6;
    private const int TellingValues = 12; // 16 random bytes have fewer once in ten thousand times
    private const int FilterBits = 22; // half a megabyte, which stays in the cache and lets few other places through

    private readonly (ulong, ulong) _mask = Read(RandomNumberGenerator.GetBytes(WindowSize));
    private readonly Dictionary<(ulong, ulong), Needle> _windows = [];
    private readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];

    /// <summary>
    /// Adds a secret, but for what of it is part of something public, and what is so poor in values that it could be anything.
    /// </summary>
    public void Add(ReadOnlySpan<byte> secret, string what, ReadOnlySpan<byte> known = default)
    {
        for (int i = 0; i + WindowSize <= secret.Length; i += Stride)
        {
            ReadOnlySpan<byte> window = secret.Slice(i, WindowSize);
            int values = CountValues(window);
            bool isLong = values < TellingValues;
            if (values < FewestValues || MemoryMarshal.Read<ulong>(window) == 0 || known.IndexOf(window) >= 0
                || (isLong && i + (2 * WindowSize) > secret.Length))
            {
                continue;
            }

            (ulong, ulong) masked = Mask(window);
            _windows[masked] = new Needle($"{what} at {i}", isLong ? Mask(secret.Slice(i + WindowSize, WindowSize)) : null);
            int bit = FilterBit(masked.Item1);
            _filter[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    /// <summary>Searches the memory for them, and fails unless it finds the control and nothing else.</summary>
    public void AssertOnlyTheControlIsFound(ITestOutputHelper output, string what)
    {
        List<string> found = FindInMemory();
        string[] remains = [.. found.Where(static f => !f.StartsWith(Control, StringComparison.Ordinal))];
        int ofControl = found.Count - remains.Length;
        output.WriteLine($"{what}: {_windows.Count} windows looked for, {remains.Length} found, {ofControl} of the control");
        Assert.True(remains.Length == 0, string.Join('\n', remains.Take(40)));
        Assert.NotEmpty(found);
    }

    private List<string> FindInMemory()
    {
        List<string> found = [];
        long total = ProcessMemory.Visit((2 * WindowSize) - 1, (chunk, region) => FindIn(chunk, region, found));
        Assert.True(total > 1 << 24, $"Only {total} bytes of memory could be read.");
        return found;
    }

    private static (ulong, ulong) Read(ReadOnlySpan<byte> window) =>
        (MemoryMarshal.Read<ulong>(window), MemoryMarshal.Read<ulong>(window[sizeof(ulong)..]));

    private static int CountValues(ReadOnlySpan<byte> window)
    {
        UInt128 low = 0;
        UInt128 high = 0;
        foreach (byte value in window)
        {
            if (value < 128)
                low |= UInt128.One << value;
            else
                high |= UInt128.One << (value - 128);
        }

        return (int)(UInt128.PopCount(low) + UInt128.PopCount(high));
    }

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
            ulong first = MemoryMarshal.Read<ulong>(chunk[i..]);
            if (first == 0)
                continue; // most of what memory holds, and no secret

            int bit = FilterBit(first ^ _mask.Item1);
            if ((_filter[bit >> 6] & (1UL << (bit & 63))) != 0
                && _windows.TryGetValue(Mask(chunk.Slice(i, WindowSize)), out Needle needle)
                && GoesOn(needle, chunk[(i + WindowSize)..]))
            {
                found.Add($"{needle.What}: {region} + {i:x}");
            }
        }
    }

    private bool GoesOn(Needle needle, ReadOnlySpan<byte> behind) =>
        needle.Rest is not { } rest || (behind.Length >= WindowSize && Mask(behind[..WindowSize]) == rest);

    /// <param name="What">Which secret it is of, and where in it.</param>
    /// <param name="Rest">The second half of a window of 32 bytes, under the mask; null where 16 tell enough.</param>
    private readonly record struct Needle(string What, (ulong, ulong)? Rest);
}
