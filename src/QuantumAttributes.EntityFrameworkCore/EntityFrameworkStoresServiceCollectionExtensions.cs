using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers everything that the servers of a farm share, in a database.</summary>
public static class EntityFrameworkStoresServiceCollectionExtensions
{
    /// <summary>
    /// Registers the key store, as <see cref="EntityFrameworkKeyStoreServiceCollectionExtensions.AddQuantumEntityFrameworkKeyStore(IServiceCollection, Action{DbContextOptionsBuilder})"/>
    /// does; the stores of channels, of discovery documents, of the nonces of signed requests and of idempotency keys, in place of any other;
    /// and a service that sweeps them. Channels are shared where <c>quantum.ShareChannels()</c> says so. The keys that seal what is stored come
    /// with <c>AddQuantumAttributes</c>.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Names the database: <c>options => options.UseQuantumPostgreSql(…)</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddQuantumEntityFrameworkStores(
        this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddQuantumEntityFrameworkStores((_, options) => configure(options));
    }

    /// <summary>As the other method, with the services at hand, such as the configuration.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Names the database.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddQuantumEntityFrameworkStores(
        this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
    {
        services.AddQuantumEntityFrameworkKeyStore(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.Replace(ServiceDescriptor.Singleton<IChannelStore, EntityFrameworkChannelStore>());
        services.Replace(ServiceDescriptor.Singleton<IDiscoveryStore, EntityFrameworkDiscoveryStore>());
        services.Replace(ServiceDescriptor.Singleton<INonceStore, EntityFrameworkNonceStore>());
        services.Replace(ServiceDescriptor.Singleton<IIdempotencyStore, EntityFrameworkIdempotencyStore>());
        services.TryAddSingleton<DatabaseSweeper>();
        services.AddHostedService<DatabaseSweepService>();
        return services;
    }
}
