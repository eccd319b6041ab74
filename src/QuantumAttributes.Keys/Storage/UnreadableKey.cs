namespace QuantumAttributes.Keys.Storage;

/// <summary>A key that is in the store and cannot be used: set aside and said, and no reason for the others to fail.</summary>
/// <param name="Location">Where it lies, such as a file's path.</param>
/// <param name="Slot">Its place in the ring, where that can be told.</param>
/// <param name="Generation">Its number in the slot, where that can be told; else 0.</param>
/// <param name="Reason">What is wrong, and what to do. Without a secret.</param>
public sealed record UnreadableKey(string Location, KeySlot? Slot, int Generation, string Reason);
