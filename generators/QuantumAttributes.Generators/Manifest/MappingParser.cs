using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Reads the endpoints that calls map, protected or not: an endpoint that loses its protection is still there.</summary>
internal sealed class MappingParser(SemanticModel model)
{
    private readonly RouteBuilderParser _builders = new(model);

    public static bool IsCandidate(InvocationExpressionSyntax call) =>
        Invocations.NameOf(call) is var name && name != "MapGroup" && Mappings.IsNamedLikeOne(name);

    public ManifestEntry? Parse(InvocationExpressionSyntax call, CancellationToken cancellationToken)
    {
        if (Mappings.Find(call, model, cancellationToken) is not { } method || Invocations.ReceiverOf(call) is not { } receiver)
            return null;

        var builder = _builders.Parse(receiver, cancellationToken);
        var hub = method.Name == "MapHub" ? method.TypeArguments.FirstOrDefault() as INamedTypeSymbol : null;
        return new ManifestEntry
        {
            Kind = QuantumManifestKind.Endpoint,
            Name = $"{MemberPath.Of(call, model, cancellationToken)} {Invocations.Describe(call)}",
            Member = hub?.ToDisplayString(SymbolFormats.Message),
            Methods = Mappings.MethodsOf(call, method, model, cancellationToken),
            Route = builder.Combine(Mappings.RouteOf(call, method, model, cancellationToken)),
            Demands = builder.Demands + DemandsOf(call, method, hub, cancellationToken),
            Place = SourcePlace.Of(((MemberAccessExpressionSyntax)call.Expression).Name),
        };
    }

    private Demands DemandsOf(
        InvocationExpressionSyntax call, IMethodSymbol method, INamedTypeSymbol? hub, CancellationToken cancellationToken)
    {
        var demands = CallChain.DemandsBehind(call, model, cancellationToken) + Later(call, cancellationToken);
        if (hub is not null)
            return demands + DemandParser.OfTypeAndBases(hub);
        return Mappings.HandlerOf(call, method) is { } handler && HandlerSymbol(handler, cancellationToken) is { } symbol
            ? demands + DemandParser.Of(symbol)
            : demands;
    }

    // A lambda, a local function or a method. What a variable holds, nobody knows before it runs.
    private IMethodSymbol? HandlerSymbol(ExpressionSyntax handler, CancellationToken cancellationToken)
    {
        var found = model.GetSymbolInfo(handler, cancellationToken);
        return found.Symbol as IMethodSymbol ?? (found.CandidateSymbols is [IMethodSymbol only] ? only : null);
    }

    // var endpoint = app.MapGet(…); endpoint.RequireQuantumAuth();
    private Demands Later(InvocationExpressionSyntax call, CancellationToken cancellationToken) =>
        CallChain.EndOf(call).Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator }
        && model.GetDeclaredSymbol(declarator, cancellationToken) is { } variable
            ? VariableDemands.Of(declarator, variable, model, cancellationToken) ?? Demands.None
            : Demands.None;
}
