using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>
/// Follows what endpoints are mapped on back to the application, through the groups and variables between, as far as they are known before
/// the application runs.
/// </summary>
internal sealed class RouteBuilderParser(SemanticModel model)
{
    private readonly Dictionary<ISymbol, RouteBuilder> _locals = new(SymbolEqualityComparer.Default);

    public RouteBuilder Parse(ExpressionSyntax expression, CancellationToken cancellationToken)
    {
        if (model.GetTypeInfo(expression, cancellationToken).Type.Is("Microsoft.AspNetCore.Builder.WebApplication"))
            return RouteBuilder.Application;
        return expression switch
        {
            InvocationExpressionSyntax call => OfCall(call, cancellationToken),
            IdentifierNameSyntax => OfVariable(model.GetSymbolInfo(expression, cancellationToken).Symbol, cancellationToken),
            ParenthesizedExpressionSyntax parentheses => Parse(parentheses.Expression, cancellationToken),
            _ => RouteBuilder.Unknown,
        };
    }

    // MapGroup("/admin").RequireQuantumAuth(): whatever is called on a group gives the group back.
    private RouteBuilder OfCall(InvocationExpressionSyntax call, CancellationToken cancellationToken)
    {
        for (var current = call; current is not null; current = Invocations.ReceiverOf(current) as InvocationExpressionSyntax)
        {
            if (Mappings.Find(current, model, cancellationToken) is not { Name: "MapGroup" } group)
                continue;
            if (Invocations.ReceiverOf(current) is not { } receiver)
                break;
            return Parse(receiver, cancellationToken)
                .Group(Mappings.RouteOf(current, group, model, cancellationToken), CallChain.DemandsBehind(current, model, cancellationToken));
        }

        return RouteBuilder.Unknown;
    }

    private RouteBuilder OfVariable(ISymbol? symbol, CancellationToken cancellationToken)
    {
        if (symbol is IParameterSymbol parameter && IsOfUseEndpoints(parameter, cancellationToken))
            return RouteBuilder.Application;
        if (symbol is not ILocalSymbol)
            return RouteBuilder.Unknown;
        if (_locals.TryGetValue(symbol, out var known))
            return known;

        _locals[symbol] = RouteBuilder.Unknown; // while it is being followed: it may be made of itself
        return _locals[symbol] = OfLocal(symbol, cancellationToken);
    }

    private RouteBuilder OfLocal(ISymbol symbol, CancellationToken cancellationToken)
    {
        if (symbol.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator)
            return RouteBuilder.Unknown;

        var later = VariableDemands.Of(declarator, symbol, model, cancellationToken);
        var builder = Parse(value, cancellationToken);
        return later is null ? RouteBuilder.Unknown : builder with { Demands = builder.Demands + later };
    }

    // app.UseEndpoints(endpoints => …) hands over the application itself.
    private static bool IsOfUseEndpoints(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        parameter.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax(cancellationToken).FirstAncestorOrSelf<LambdaExpressionSyntax>() is
        { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
        && Invocations.NameOf(call) == "UseEndpoints";
}
