using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace QuantumAttributes.EntityFrameworkCore.Sqlite;

/// <summary>What <c>dotnet ef migrations add</c> works with. It connects to nothing.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<QuantumKeysContext>
{
    public QuantumKeysContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<QuantumKeysContext>();
        builder.UseQuantumSqlite("Data Source=design.db");
        return new QuantumKeysContext(builder.Options);
    }
}
