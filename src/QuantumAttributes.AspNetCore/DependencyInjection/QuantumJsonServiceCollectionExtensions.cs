using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>JSON type information that a module brings for the routes of its capabilities.</summary>
public static class QuantumJsonServiceCollectionExtensions
{
    /// <summary>
    /// Adds a context to the JSON options of HTTP: behind what the application says itself, and before reflection. Called by generated
    /// modules. The same context counts once.
    /// </summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddQuantumJsonContext(this IServiceCollection services, JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);
        return services.PostConfigure<JsonOptions>(options => Add(options.SerializerOptions.TypeInfoResolverChain, context));
    }

    private static void Add(IList<IJsonTypeInfoResolver> chain, JsonSerializerContext context)
    {
        if (chain.Contains(context))
            return;
        int reflection = chain.TakeWhile(static resolver => resolver is not DefaultJsonTypeInfoResolver).Count();
        chain.Insert(reflection, context);
    }
}
