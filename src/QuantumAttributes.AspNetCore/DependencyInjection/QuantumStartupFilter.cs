using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.AspNetCore.Channels;

namespace QuantumAttributes.AspNetCore;

/// <summary>
/// Puts the channel middleware around everything the application has, so that nobody can forget it, and checks the whole set-up when all
/// endpoints are known.
/// </summary>
internal sealed class QuantumStartupFilter(QuantumStartupCheck check) : IStartupFilter
{
    // What UseAuthorization() leaves behind, the WebApplication's own call included.
    private const string AuthorizationMiddlewareSet = "__AuthorizationMiddlewareSet";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<QuantumChannelMiddleware>();
        next(app);
        check.Run(
            [.. app.ApplicationServices.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)],
            authorizes: app.Properties.ContainsKey(AuthorizationMiddlewareSet));
    };
}
