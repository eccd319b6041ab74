using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Testing;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

public sealed class SqliteContractTests : KeyStoreContract
{
    private TestDatabase _database = null!;

    public override async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

    public override ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override IKeyStore Open() => _database.Open();

    protected override ValueTask DestroyAsync() => _database.DestroyAsync();
}
