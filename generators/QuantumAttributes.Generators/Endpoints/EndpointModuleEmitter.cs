using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Endpoints;

/// <summary>Writes the part of a module that maps the routes of capabilities and hubs.</summary>
internal static class EndpointModuleEmitter
{
    private const string MapCapability = "global::QuantumAttributes.AspNetCore.QuantumCapabilityEndpoints.MapQuantumCapability";
    private const string MapStream = MapCapability + "Stream";
    private const string MapHub = "global::Microsoft.AspNetCore.Builder.HubEndpointRouteBuilderExtensions.MapHub";
    private const string WithMetadata =
        "global::Microsoft.AspNetCore.Builder.RoutingEndpointConventionBuilderExtensions.WithMetadata";

    public static string Emit(EndpointPart part)
    {
        var writer = ModuleFile.Begin(part.Assembly, $" : global::{WellKnownNames.EndpointModuleInterface}")
            .Summary("Maps the routes of the assembly's capabilities and hubs.")
            .Open("public void MapEndpoints(global::Microsoft.AspNetCore.Routing.IEndpointRouteBuilder endpoints)");

        foreach (var capability in part.Capabilities)
            Map(writer, capability);
        // Without metadata: MapHub itself reads what the class and its bases demand.
        foreach (var hub in part.Hubs)
            writer.Line($"{MapHub}<{hub.Hub}>(endpoints, {GeneratedFile.Literal(hub.Route)});");

        return writer.Close().End();
    }

    private static void Map(SourceWriter writer, CapabilityModel capability)
    {
        string route = GeneratedFile.Literal(capability.Route!);
        string name = GeneratedFile.Literal(capability.Name);
        string method = capability.ItemType is { } item
            ? $"{MapStream}<{capability.RequestType}, {item}>"
            : $"{MapCapability}<{capability.RequestType}, {capability.ResponseType}>";
        string map = $"{method}(endpoints, {route}, {name})";
        if (capability.RouteMetadata.Count == 0)
        {
            writer.Line($"{map};");
            return;
        }

        writer.Line($"{WithMetadata}(").Indent().Line($"{map},");
        for (int i = 0; i < capability.RouteMetadata.Count; i++)
            writer.Line(capability.RouteMetadata[i] + (i == capability.RouteMetadata.Count - 1 ? ");" : ","));
        writer.Outdent();
    }
}
