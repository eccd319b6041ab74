using System.Buffers;

namespace QuantumAttributes.Channels.Records;

/// <summary>A buffer of the shared pool for plaintext, which goes back wiped.</summary>
/// <param name="size">The least size in bytes.</param>
internal sealed class BufferLease(int size) : Lease<byte[]>(ArrayPool<byte>.Shared.Rent(size))
{
    private int _used;

    /// <summary>Says that the first <paramref name="count"/> bytes have held something.</summary>
    public void Use(int count) => _used = Math.Max(_used, count);

    protected override void GiveBack(byte[] item)
    {
        item.AsSpan(0, _used).Clear();
        ArrayPool<byte>.Shared.Return(item);
    }
}
