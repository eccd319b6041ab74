using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes.Client.Tests.Support;

/// <summary>Clients made as an application makes them.</summary>
internal static class Clients
{
    public const string Name = "bank";

    /// <summary>A provider with one named client; the primary handler stands before what <paramref name="configure"/> adds.</summary>
    public static ServiceProvider Provide(HttpMessageHandler primary, Action<IHttpClientBuilder> configure, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        if (time is not null)
            services.AddSingleton(time);
        IHttpClientBuilder builder = services.AddHttpClient(Name, client => client.BaseAddress = new Uri(InMemoryServer.Origin))
            .ConfigurePrimaryHttpMessageHandler(() => primary);
        configure(builder);
        return services.BuildServiceProvider();
    }

    public static HttpClient CreateClient(this ServiceProvider services) => services.GetRequiredService<IHttpClientFactory>().CreateClient(Name);

    /// <summary>The client's handlers, outermost first.</summary>
    public static IReadOnlyList<HttpMessageHandler> Handlers(this ServiceProvider services)
    {
        var handlers = new List<HttpMessageHandler>();
        for (HttpMessageHandler? next = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(Name); next is not null;)
        {
            handlers.Add(next);
            next = (next as DelegatingHandler)?.InnerHandler;
        }

        return handlers;
    }
}
