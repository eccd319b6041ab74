using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Recognises the calls by which ASP.NET Core maps endpoints.</summary>
internal static class Mappings
{
    private const string Endpoints = "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions";
    private const string Hubs = "Microsoft.AspNetCore.Builder.HubEndpointRouteBuilderExtensions";

    /// <summary>Whether a method of this name may map something: asked before anything is bound.</summary>
    public static bool IsNamedLikeOne(string? name) =>
        name is "Map" or "MapGet" or "MapPost" or "MapPut" or "MapDelete" or "MapPatch" or "MapMethods" or "MapFallback" or "MapGroup" or "MapHub";

    /// <summary>The method of ASP.NET Core that the call maps with, or null when it is of something else.</summary>
    public static IMethodSymbol? Find(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!IsNamedLikeOne(Invocations.NameOf(call)))
            return null;
        var found = model.GetSymbolInfo(call, cancellationToken);
        return (found.Symbol ?? found.CandidateSymbols.FirstOrDefault()) is IMethodSymbol method
            && (method.ContainingType.Is(Endpoints) || method.ContainingType.Is(Hubs))
                ? method
                : null;
    }

    /// <summary>The route that the call maps, when it is constant.</summary>
    public static string? RouteOf(
        InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken) =>
        ArgumentOf(call, method, "pattern", "prefix") is { } route
            ? model.GetConstantValue(route, cancellationToken).Value as string
            : method.Name == "MapFallback" ? "{*path:nonfile}" : null;

    /// <summary>The HTTP methods that the call maps; none means any, or that they are not constant.</summary>
    public static EquatableArray<string> MethodsOf(
        InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken) => method.Name switch
        {
            "MapGet" => new(["GET"]),
            "MapPost" => new(["POST"]),
            "MapPut" => new(["PUT"]),
            "MapDelete" => new(["DELETE"]),
            "MapPatch" => new(["PATCH"]),
            "MapMethods" when ArgumentOf(call, method, "httpMethods") is { } methods => methods.DescendantNodes().OfType<ExpressionSyntax>()
                .Select(element => model.GetConstantValue(element, cancellationToken).Value)
                .OfType<string>()
                .Select(static name => name.ToUpperInvariant())
                .Distinct()
                .OrderBy(static name => name, StringComparer.Ordinal)
                .ToEquatableArray(),
            _ => default,
        };

    /// <summary>What handles the requests, or null for a hub.</summary>
    public static ExpressionSyntax? HandlerOf(InvocationExpressionSyntax call, IMethodSymbol method) =>
        ArgumentOf(call, method, "handler", "requestDelegate");

    private static ExpressionSyntax? ArgumentOf(InvocationExpressionSyntax call, IMethodSymbol method, params string[] names)
    {
        for (int i = 0; i < call.ArgumentList.Arguments.Count; i++)
        {
            var argument = call.ArgumentList.Arguments[i];
            string? name = argument.NameColon?.Name.Identifier.ValueText ?? method.Parameters.ElementAtOrDefault(i)?.Name;
            if (names.Contains(name))
                return argument.Expression;
        }

        return null;
    }
}
