using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Hubs;

/// <summary>An application that tells what its module registers and maps.</summary>
internal static class HubApplication
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.DependencyInjection;
        using QuantumAttributes;
        using QuantumAttributes.AspNetCore;

        """;

    /// <summary>Each registered hub, followed by the policies that it was registered with.</summary>
    public static IReadOnlyList<string> Registered(string hubs, params Compilation[] references) => Run(
        """
        services.Select(service => service.ImplementationInstance).OfType<RegisteredHub>().SelectMany(registered =>
            registered.Policies.Select(use => use.Policy + " at " + use.Where).Prepend(registered.Hub.ToString()))
        """,
        hubs,
        references);

    /// <summary>The places that the module itself says name a profile.</summary>
    public static IReadOnlyList<string> ProfileUses(string hubs) => Run(
        """
        services.Select(service => service.ImplementationInstance).OfType<IQuantumModule>()
            .SelectMany(module => module.ProfileUses).Select(use => "quantum:" + use.Profile + " at " + use.Where)
        """,
        hubs);

    /// <summary>The route of each endpoint, with the hub that answers there.</summary>
    public static IReadOnlyList<string> Mapped(string hubs) => Run(
        """
        Map(services).SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint =>
            endpoint.RoutePattern.RawText + " " + endpoint.Metadata.GetRequiredMetadata<HubMetadata>().HubType)
        """,
        hubs + """

        partial class Program
        {
            static IEnumerable<EndpointDataSource> Map(IServiceCollection services)
            {
                var builder = WebApplication.CreateSlimBuilder();
                foreach (var service in services)
                    builder.Services.Add(service);

                IEndpointRouteBuilder app = builder.Build();
                foreach (var module in app.ServiceProvider.GetServices<IQuantumModule>().OfType<IQuantumEndpointModule>())
                    module.MapEndpoints(app);
                return app.DataSources;
            }
        }
        """);

    private static string[] Run(string told, string hubs, params Compilation[] references)
    {
        string answer = $"Hubs {Guid.NewGuid()}";
        var run = GeneratorRun.Checked(new TestProject
        {
            Name = "Hubs.App",
            References = [.. references.Select(TestHost.Reference)],
            Source = $"""
                {Usings}
                var services = new ServiceCollection().AddQuantumAttributes();
                AppContext.SetData("{answer}", ({told}).ToArray());

                {hubs}
                """,
        });

        TestHost.Run(run.Output, references);
        return (string[])AppContext.GetData(answer)!;
    }
}
