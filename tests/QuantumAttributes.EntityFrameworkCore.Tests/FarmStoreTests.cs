using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Testing;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

public sealed class SqliteChannelStoreTests() : DatabaseChannelStoreTests(DatabaseKind.Sqlite);

public sealed class PostgreSqlChannelStoreTests() : DatabaseChannelStoreTests(DatabaseKind.PostgreSql);

public sealed class SqliteNonceStoreTests() : DatabaseNonceStoreTests(DatabaseKind.Sqlite);

public sealed class PostgreSqlNonceStoreTests() : DatabaseNonceStoreTests(DatabaseKind.PostgreSql);

public sealed class SqliteDiscoveryStoreTests() : DatabaseDiscoveryStoreTests(DatabaseKind.Sqlite);

public sealed class PostgreSqlDiscoveryStoreTests() : DatabaseDiscoveryStoreTests(DatabaseKind.PostgreSql);

public abstract class DatabaseChannelStoreTests(DatabaseKind kind) : ChannelStoreContract
{
    private TestDatabase _database = null!;

    public override async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(kind);

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override IChannelStore Open() => new EntityFrameworkChannelStore(_database.Contexts(), Clock);
}

public abstract class DatabaseNonceStoreTests(DatabaseKind kind) : NonceStoreContract
{
    private TestDatabase _database = null!;

    public override async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(kind);

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Given_AStoreThatForgetsNothing_When_AskedWhatItCanVouchFor_Expect_Everything() =>
        Assert.Equal(DateTimeOffset.MinValue, Open().EarliestCreated);

    [Fact]
    public async Task Given_AHundredThousandNonces_When_TheIdentityAddsOneMore_Expect_FullForItAloneUntilTheyEnd()
    {
        string blob = kind == DatabaseKind.Sqlite ? "randomblob(32)" : "sha256(CAST(CAST(i AS text) AS bytea))";
        string owner = kind == DatabaseKind.Sqlite
            ? $"x'{Convert.ToHexString(Alice.ToArray())}'" : $"decode('{Convert.ToHexString(Alice.ToArray())}', 'hex')";
        await _database.ExecuteAsync(
            $"""
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
             INSERT INTO quantum_nonces (mark, owner, until) SELECT {blob}, {owner}, {Until.ToUnixTimeMilliseconds()} FROM n
             """);
        DateTimeOffset until = Until;

        Assert.Equal(NonceResult.Added, await Open().TryAddAsync(Alice, Nonce(0), until));
        Assert.Equal(NonceResult.Full, await Open().TryAddAsync(Alice, Nonce(1), until));
        Assert.Equal(NonceResult.Replayed, await Open().TryAddAsync(Alice, Nonce(0), until));
        Assert.Equal(NonceResult.Added, await Open().TryAddAsync(Bob, Nonce(1), until));
        Clock.Advance(TimeSpan.FromSeconds(120));
        Assert.Equal(NonceResult.Added, await Open().TryAddAsync(Alice, Nonce(1), Until));
    }

    protected override INonceStore Open() => new EntityFrameworkNonceStore(_database.Contexts(), Clock);
}

public abstract class DatabaseDiscoveryStoreTests(DatabaseKind kind) : DiscoveryStoreContract
{
    private TestDatabase _database = null!;

    public override async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(kind);

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override IDiscoveryStore Open() => new EntityFrameworkDiscoveryStore(_database.Contexts());
}
