using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuantumAttributes;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps what quantum security needs, and puts it on endpoints.</summary>
public static class QuantumEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps discovery, verifying keys and handshakes under <c>/.well-known/quantum</c>, and the routes of every module: capabilities with a route.
    /// </summary>
    /// <remarks>
    /// What a group carries, these endpoints carry: <c>app.MapGroup("").RequireRateLimiting("strangers").MapQuantumAttributes()</c>.
    /// </remarks>
    /// <exception cref="InvalidOperationException"><c>AddQuantumAttributes()</c> was not called.</exception>
    public static IEndpointRouteBuilder MapQuantumAttributes(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        IServiceProvider services = endpoints.ServiceProvider;
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(ChannelServer)) != true)
            throw new InvalidOperationException("MapQuantumAttributes() needs builder.Services.AddQuantumAttributes().");

        // Nothing that reads keys or files is created here: the start-up check does that, and says all that is wrong at once.
        endpoints.MapGet(DiscoveryDocument.Path, DiscoveryEndpoint.AnswerAsync)
            .WithMetadata(QuantumAttributesMapped.Instance)
            .AllowAnonymous();
        endpoints.MapGet(KeySetEndpoint.Path, KeySetEndpoint.AnswerAsync).AllowAnonymous();
        endpoints.MapPost(ChannelServer.Path, context => context.RequestServices.GetRequiredService<HandshakeEndpoint>().AnswerAsync(context))
            .AllowAnonymous();
        if (services.GetRequiredService<IOptions<QuantumOptions>>().Value.TakesSessions)
        {
            endpoints.MapPost(SessionServer.Path, context => context.RequestServices.GetRequiredService<HandshakeEndpoint>().AnswerSessionAsync(context))
                .AllowAnonymous();
        }

        foreach (IQuantumEndpointModule module in services.GetServices<IQuantumModule>().OfType<IQuantumEndpointModule>())
            module.MapEndpoints(endpoints);
        return endpoints;
    }

    /// <summary>Puts <c>[QuantumAuth]</c> on an endpoint or a group of them.</summary>
    /// <exception cref="ArgumentException">The profile's name is empty.</exception>
    public static TBuilder RequireQuantumAuth<TBuilder>(this TBuilder builder, string profile = QuantumAuthAttribute.DefaultProfile)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new QuantumAuthAttribute(profile));

    /// <summary>Puts <c>[QuantumChannel]</c> on an endpoint or a group of them.</summary>
    public static TBuilder RequireQuantumChannel<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new QuantumChannelAttribute());
}
