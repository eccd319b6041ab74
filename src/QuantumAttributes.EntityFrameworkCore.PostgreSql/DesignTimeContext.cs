using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace QuantumAttributes.EntityFrameworkCore.PostgreSql;

/// <summary>What <c>dotnet ef migrations add</c> works with. It connects to nothing.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<QuantumKeysContext>
{
    public QuantumKeysContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<QuantumKeysContext>();
        builder.UseQuantumPostgreSql("Host=design");
        return new QuantumKeysContext(builder.Options);
    }
}
