using QuantumAttributes.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.PostgreSql;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Puts a key ring in PostgreSQL.</summary>
public static class QuantumPostgreSqlOptionsExtensions
{
    /// <summary>Uses a PostgreSQL database; commits wait for its disk, whatever <c>synchronous_commit</c> is there.</summary>
    /// <param name="builder">The options.</param>
    /// <param name="connectionString">Such as <c>Host=db;Database=app;Username=app;Password=…</c> (https://www.npgsql.org).</param>
    /// <exception cref="ArgumentException">The connection string is empty.</exception>
    public static DbContextOptionsBuilder UseQuantumPostgreSql(this DbContextOptionsBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        builder.UseNpgsql(connectionString, static npgsql => npgsql
            .MigrationsAssembly(typeof(PostgreSqlKeyDatabase).Assembly.GetName().Name)
            .MigrationsHistoryTable(QuantumKeysContext.MigrationsTable));
        return KeyDatabaseExtension.Use(builder, PostgreSqlKeyDatabase.Instance);
    }
}
