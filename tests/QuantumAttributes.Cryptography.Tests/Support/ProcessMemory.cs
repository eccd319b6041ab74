using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The memory of this process as the kernel has it (/proc/self/maps, /proc/self/mem): heaps, stacks, native memory and all, except
/// the one buffer that it is read into.
/// </summary>
internal static class ProcessMemory
{
    private const int ChunkSize = 1 << 20;

    private static readonly byte[] Buffer = GC.AllocateArray<byte>(ChunkSize, pinned: true);

    public delegate void Visitor(ReadOnlySpan<byte> chunk, string region);

    /// <summary>Shows all of it in chunks, each of which begins with so many last bytes of the one before.</summary>
    /// <returns>How many bytes were read.</returns>
    public static long Visit(int overlap, Visitor visit)
    {
        long total = 0;
        using SafeFileHandle memory = File.OpenHandle("/proc/self/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        foreach ((long start, long end, string name) in Regions())
        {
            for (long at = start; at < end;)
            {
                int read = Read(memory, Buffer.AsSpan(0, (int)Math.Min(ChunkSize, end - at)), at);
                if (read == 0)
                    break; // the kernel's own pages, or a region that went away meanwhile
                total += read;
                if (Buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
                    visit(Buffer.AsSpan(0, read), $"{name} {at:x}");
                at += at + read < end ? Math.Max(1, read - overlap) : read;
            }
        }

        Buffer.AsSpan().Clear();
        return total;
    }

    private static int Read(SafeFileHandle memory, Span<byte> destination, long address)
    {
        try
        {
            return RandomAccess.Read(memory, destination, address);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static IEnumerable<(long Start, long End, string Name)> Regions()
    {
        long bufferStart = Marshal.UnsafeAddrOfPinnedArrayElement(Buffer, 0);
        long bufferEnd = bufferStart + ChunkSize;
        List<(long, long, string)> regions = [];
        foreach (string line in File.ReadAllLines("/proc/self/maps"))
        {
            string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            string[] range = fields[0].Split('-');
            if (fields[1][0] != 'r' || !long.TryParse(range[1], NumberStyles.HexNumber, null, out long end))
                continue;
            long start = long.Parse(range[0], NumberStyles.HexNumber, null);
            string name = fields.Length > 5 ? fields[5].Trim() : "anonymous";
            regions.Add((start, Math.Min(end, Math.Max(start, bufferStart)), name));
            regions.Add((Math.Max(start, Math.Min(end, bufferEnd)), end, name));
        }

        return regions.Where(static r => r.Item1 < r.Item2);
    }
}
