using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QuantumAttributes.EntityFrameworkCore;
using QuantumAttributes.Keys.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a key store in a database.</summary>
public static class EntityFrameworkKeyStoreServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="EntityFrameworkKeyStore"/>, also as the <see cref="IKeyStore"/> in place of any other, and the factory of its
    /// contexts. Call <see cref="EntityFrameworkKeyStore.MigrateAsync"/> at deployment or at start.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Names the database: <c>options => options.UseQuantumPostgreSql(…)</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddQuantumEntityFrameworkKeyStore(
        this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddQuantumEntityFrameworkKeyStore((_, options) => configure(options));
    }

    /// <summary>As the other method, with the services at hand, such as the configuration.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Names the database.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddQuantumEntityFrameworkKeyStore(
        this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddDbContextFactory<QuantumKeysContext>(configure);
        services.TryAddSingleton<EntityFrameworkKeyStore>();
        services.Replace(ServiceDescriptor.Singleton<IKeyStore>(static provider => provider.GetRequiredService<EntityFrameworkKeyStore>()));
        return services;
    }
}
