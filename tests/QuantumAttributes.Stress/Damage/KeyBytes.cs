using Microsoft.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Damage;

/// <summary>The bytes of a key as they lie in the store, past the store: its file, or its row's container.</summary>
internal sealed class KeyBytes(StressStore store, KeyDescription key)
{
    private readonly string _file = Path.Combine(store.Address, KeyFileName.Of(key.Slot, key.Generation).ToString());

    public KeyDescription Key => key;

    /// <summary>
    /// Whether this is the one that the ring has set aside. Of a file whose slot's name is what was damaged, nothing says the slot where it was
    /// the slot's only one.
    /// </summary>
    public bool Is(UnreadableKey unreadable) => unreadable.Generation == key.Generation && (store is DatabaseStressStore
        ? unreadable.Slot == key.Slot
        : unreadable.Location == _file && (unreadable.Slot is null || unreadable.Slot == key.Slot));

    public async Task<byte[]> ReadAsync()
    {
        if (store is not DatabaseStressStore database)
            return await File.ReadAllBytesAsync(_file);
        await using QuantumKeysContext context = database.CreateDbContext();
        string id = $"{key.Id}";
        return await context.Keys.Where(row => row.Id == id).Select(row => row.Container).SingleAsync();
    }

    public async Task WriteAsync(byte[] bytes)
    {
        if (store is not DatabaseStressStore database)
        {
            await File.WriteAllBytesAsync(_file, bytes);
            return;
        }

        await using QuantumKeysContext context = database.CreateDbContext();
        await context.Database.ExecuteSqlAsync($"UPDATE quantum_keys SET container = {bytes} WHERE id = {$"{key.Id}"}");
    }
}
