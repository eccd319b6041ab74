using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Stress.Stores;

/// <summary>A store that is made for a while, and that children find by its address.</summary>
internal abstract class StressStore(StoreKind kind, string address) : IAsyncDisposable
{
    public StoreKind Kind { get; } = kind;

    /// <summary>What a child needs to open it: a path, or a connection string.</summary>
    public string Address { get; } = address;

    /// <summary>A new and empty one, which goes when it is disposed.</summary>
    public static async Task<StressStore> CreateAsync(StoreKind kind) => kind switch
    {
        StoreKind.Directory => DirectoryStressStore.Create(),
        StoreKind.Sqlite => SqliteStressStore.Create(),
        _ => await PostgreSqlStressStore.CreateAsync(PostgreSqlStressStore.Server),
    };

    /// <summary>One that another process made.</summary>
    public static StressStore Open(StoreKind kind, string address) => kind switch
    {
        StoreKind.Directory => new DirectoryStressStore(address),
        StoreKind.Sqlite => new SqliteStressStore(address),
        _ => new PostgreSqlStressStore(address),
    };

    /// <summary>Opens it as a new process would, and says each single operation before it is done.</summary>
    public abstract Task<IKeyStore> OpenAsync(Action<string>? beforeStep = null);

    /// <summary>What interrupted writers left behind and no finished one needs.</summary>
    public abstract Task<int> CountLeftoversAsync();

    /// <summary>Removes it.</summary>
    public abstract ValueTask DisposeAsync();
}
