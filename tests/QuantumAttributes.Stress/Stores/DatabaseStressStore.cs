using Microsoft.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Stress.Stores;

/// <summary>A database.</summary>
internal abstract class DatabaseStressStore(StoreKind kind, string address)
    : StressStore(kind, address), IDbContextFactory<QuantumKeysContext>
{
    private readonly DatabaseSteps _steps = new();
    private DbContextOptions<QuantumKeysContext>? _options;

    public override async Task<IKeyStore> OpenAsync(Action<string>? beforeStep = null)
    {
        EntityFrameworkKeyStore store = new(this);
        await store.MigrateAsync();
        _steps.BeforeStep = beforeStep;
        return store;
    }

    public QuantumKeysContext CreateDbContext()
    {
        if (_options is null)
        {
            DbContextOptionsBuilder<QuantumKeysContext> builder = new();
            Use(builder);
            builder.AddInterceptors(_steps);
            _options = builder.Options;
        }

        return new QuantumKeysContext(_options);
    }

    /// <summary>Names the database.</summary>
    protected abstract void Use(DbContextOptionsBuilder builder);
}
