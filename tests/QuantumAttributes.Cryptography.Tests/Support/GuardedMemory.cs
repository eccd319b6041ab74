using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Memory between two pages that nobody may touch: what reads or writes beyond it, before or behind, ends the process. For code
/// that does without checks of bounds.
/// </summary>
internal sealed class GuardedMemory : IDisposable
{
    private const int Protected = 0;
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;

    private readonly nint _start;
    private readonly nint _innerSize;
    private readonly nint _address;

    /// <param name="content">What the memory is to hold.</param>
    /// <param name="atEnd">Whether it ends where a page begins that nobody may touch, or begins where one ends.</param>
    public GuardedMemory(ReadOnlySpan<byte> content, bool atEnd)
    {
        nint page = Environment.SystemPageSize;
        Size = content.Length;
        _innerSize = (content.Length + page - 1) / page * page;
        _start = Map(0, _innerSize + (2 * page), Protected, PrivateAndAnonymous, -1, 0);
        Assert.NotEqual(-1, _start);
        Assert.Equal(0, Protect(_start + page, _innerSize, ReadAndWrite));
        _address = _start + page + (atEnd ? _innerSize - Size : 0);
        content.CopyTo(Span);
    }

    public int Size { get; }

    public Span<byte> Span => MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), _address), Size);

    public void Dispose() => _ = Unmap(_start, _innerSize + (2 * Environment.SystemPageSize));

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nint size, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nint size, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nint size);
}
