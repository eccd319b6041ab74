using Microsoft.EntityFrameworkCore;

namespace QuantumAttributes.Stress.Stores;

/// <summary>A SQLite file, which is not there until it is opened.</summary>
internal sealed class SqliteStressStore(string path) : DatabaseStressStore(StoreKind.Sqlite, path)
{
    public static SqliteStressStore Create() =>
        new(Path.Combine(Directory.CreateTempSubdirectory("quantum-stress-").FullName, "keys.db"));

    // The log and its index go with the last connection; the migration's lock stays.
    public override Task<int> CountLeftoversAsync() => Task.FromResult(
        Directory.GetFiles(Path.GetDirectoryName(Address)!).Count(file => file != Address && file != $"{Address}-migration"));

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(Path.GetDirectoryName(Address)!, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override void Use(DbContextOptionsBuilder builder) => builder.UseQuantumSqlite($"Data Source={Address}");
}
