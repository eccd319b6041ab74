namespace QuantumAttributes.Keys.Storage;

/// <summary>
/// A key as a store holds it: what a store needs to keep keys apart, and a container that it cannot read. The container's own header,
/// authenticated, says the same once more, and the ring believes that one.
/// </summary>
/// <param name="Id">The key.</param>
/// <param name="Slot">Its place in the ring.</param>
/// <param name="Generation">Its number among the keys of its slot, from 1: no two keys of a slot have the same.</param>
/// <param name="Revision">How often it was written, from 1: revision n replaces revision n − 1 and nothing else.</param>
/// <param name="Container">The sealed key, at most <see cref="MaxContainerSize"/> bytes.</param>
public sealed record StoredKey(KeyId Id, KeySlot Slot, int Generation, long Revision, ReadOnlyMemory<byte> Container)
{
    /// <summary>The most bytes of a container.</summary>
    public const int MaxContainerSize = 256 * 1024;
}
