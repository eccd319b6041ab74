using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QuantumAttributes.EntityFrameworkCore.Databases;

/// <summary>Carries the <see cref="KeyDatabase"/> in the context's options.</summary>
internal sealed class KeyDatabaseExtension : IDbContextOptionsExtension
{
    private KeyDatabaseExtension(KeyDatabase database)
    {
        Database = database;
        Info = new ExtensionInfo(this);
    }

    public KeyDatabase Database { get; }

    public DbContextOptionsExtensionInfo Info { get; }

    /// <summary>The database of a context.</summary>
    /// <exception cref="InvalidOperationException">Its options were made for none.</exception>
    public static KeyDatabase Of(DbContext context) =>
        context.GetService<IDbContextOptions>().FindExtension<KeyDatabaseExtension>()?.Database
        ?? throw new InvalidOperationException(
            $"{nameof(QuantumKeysContext)} has no database: configure it with UseQuantumSqlite or UseQuantumPostgreSql.");

    /// <summary>Puts the database in the options.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder builder, KeyDatabase database)
    {
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(new KeyDatabaseExtension(database));

        // Whatever fails becomes an exception of the store's, and conflicts are no errors: nothing to log as one.
        return builder.ConfigureWarnings(static warnings => warnings.Log(
            (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug)));
    }

    public void ApplyServices(IServiceCollection services)
    {
    }

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
        }
    }
}
