using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Rows;

/// <summary>A key in the table <c>quantum_keys</c>. Numbers are as wide as the database's, so that a damaged one is seen.</summary>
internal sealed class KeyRow
{
    public required string Id { get; init; }

    public required long Purpose { get; init; }

    public required string Name { get; init; }

    public required long Generation { get; init; }

    public required long Revision { get; init; }

    public required byte[] Container { get; init; }

    public static KeyRow Of(StoredKey key) => new()
    {
        Id = key.Id.ToString(),
        Purpose = (long)key.Slot.Purpose,
        Name = key.Slot.Name,
        Generation = key.Generation,
        Revision = key.Revision,
        Container = key.Container.ToArray(),
    };
}
