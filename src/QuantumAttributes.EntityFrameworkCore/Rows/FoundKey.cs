using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Rows;

/// <summary>
/// What a row of <c>quantum_keys</c> holds, whatever is wrong with it. A container too large to be one is null: it is not even read.
/// </summary>
internal sealed record FoundKey(string Id, long Purpose, string Name, long Generation, long Revision, byte[]? Container)
{
    /// <summary>Adds the row to the keys, or to what cannot be read.</summary>
    public void AddTo(List<StoredKey> keys, List<UnreadableKey> unreadable, string database)
    {
        bool hasId = KeyId.TryParse(Id, null, out KeyId id) && id.ToString() == Id;
        KeySlot? slot = Slot();
        int generation = Generation is > 0 and <= int.MaxValue ? (int)Generation : 0;
        string? wrong =
            !hasId ? $"The id is not {2 * KeyId.Size} lower-case hexadecimal digits."
            : slot is null ? "Purpose and name are no key's."
            : generation == 0 ? "The generation is out of range."
            : Revision < 1 ? "The revision is out of range."
            : Container is null ? $"The container is larger than {StoredKey.MaxContainerSize} bytes."
            : null;
        if (wrong is null)
        {
            keys.Add(new StoredKey(id, slot!.Value, generation, Revision, Container));
        }
        else
        {
            string reason = $"{wrong} Restore the row from a backup, or delete it.";
            unreadable.Add(new UnreadableKey(Location(database), slot, generation, reason));
        }
    }

    private KeySlot? Slot()
    {
        if (Purpose is <= 0 or > int.MaxValue || !Enum.IsDefined((KeyPurpose)Purpose))
            return null;
        bool named = Name.Length <= KeySlot.MaxNameLength && !Name.AsSpan().ContainsAnyExceptInRange('!', '~');
        return named ? new KeySlot((KeyPurpose)Purpose, Name) : null;
    }

    // The id may be anything and goes to logs.
    private string Location(string database)
    {
        string shown = string.Concat(Id.Take(2 * KeyId.Size).Select(static c => c is >= ' ' and <= '~' ? c : '?'));
        return $"{database}, table {QuantumKeysContext.KeysTable}, id '{shown}'";
    }
}
