using Microsoft.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore;

namespace QuantumAttributes.Tool.Options;

/// <summary>Makes contexts without a container of services.</summary>
internal sealed class KeysContextFactory(DbContextOptions<QuantumKeysContext> options) : IDbContextFactory<QuantumKeysContext>
{
    public QuantumKeysContext CreateDbContext() => new(options);
}
