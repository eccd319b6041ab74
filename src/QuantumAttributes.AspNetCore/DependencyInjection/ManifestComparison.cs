using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;

namespace QuantumAttributes.AspNetCore;

/// <summary>
/// Holds the endpoints that an application has against what its manifests list. An endpoint that demands something and is in none of them is
/// guarded all the same, but a build cannot tell when it no longer is.
/// </summary>
internal sealed class ManifestComparison
{
    private readonly HashSet<string> _routes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);

    public ManifestComparison(IEnumerable<QuantumManifest> manifests)
    {
        foreach (QuantumManifestEntry entry in manifests.SelectMany(manifest => manifest.Entries).Where(entry => entry.IsProtected))
        {
            if (entry.Route is not null)
                _routes.UnionWith(Keys(entry.Methods, entry.Route));
            if (entry.Kind is QuantumManifestKind.Method or QuantumManifestKind.Type)
                _members.Add(entry.Name.Split('(')[0]);
        }
    }

    /// <summary>The endpoints that demand something of ours and that no manifest lists, as people know them; sorted.</summary>
    public IReadOnlyList<string> Unlisted(IEnumerable<Endpoint> endpoints) =>
    [
        .. endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => IsProtected(endpoint) && !IsListed(endpoint))
            .Select(endpoint => endpoint.DisplayName ?? endpoint.RoutePattern.RawText ?? "an endpoint without a name")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsProtected(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IQuantumAuthMetadata>() is not null || endpoint.Metadata.GetMetadata<IQuantumChannelMetadata>() is not null;

    private bool IsListed(RouteEndpoint endpoint) =>
        Keys(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [], RouteOf(endpoint)).All(_routes.Contains)
        || (HandlerOf(endpoint) is { } method && TypesAround(method).Any(type =>
            _members.Contains($"{NameOf(type)}.{method.Name}") || _members.Contains(NameOf(type))));

    // What MapHub adds for negotiation goes with the hub.
    private static string RouteOf(RouteEndpoint endpoint)
    {
        string route = endpoint.RoutePattern.RawText ?? "";
        return endpoint.Metadata.GetMetadata<HubMetadata>() is not null
            && route.EndsWith("/negotiate", StringComparison.Ordinal)
                ? route[..^"/negotiate".Length]
                : route;
    }

    private static MethodInfo? HandlerOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()?.MethodInfo ?? endpoint.Metadata.GetMetadata<MethodInfo>();

    // Attributes on a base hold for what is derived from it, whichever assembly that is in.
    private static IEnumerable<Type> TypesAround(MethodInfo method)
    {
        for (Type? type = method.ReflectedType ?? method.DeclaringType; type is not null; type = type.BaseType)
            yield return type;
    }

    private static string NameOf(Type type) => type.FullName?.Replace('+', '.') ?? type.Name;

    private static IEnumerable<string> Keys(IReadOnlyList<string> methods, string route)
    {
        string path = "/" + route.Trim('/');
        return methods.Count == 0 ? [path] : methods.Select(method => $"{method} {path}");
    }
}
