using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Reads what the calls behind a mapping demand: <c>.RequireQuantumAuth("payments").RequireQuantumChannel()</c>.</summary>
internal static class CallChain
{
    /// <summary>The call that is made on the outcome of this one, or null.</summary>
    public static InvocationExpressionSyntax? Next(ExpressionSyntax call) =>
        call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == call ? next : null;

    /// <summary>
    /// What the calls on the outcome of this expression demand, to the end of the chain, or to where it goes on with an endpoint of its own.
    /// </summary>
    public static Demands DemandsBehind(ExpressionSyntax start, SemanticModel model, CancellationToken cancellationToken)
    {
        var demands = Demands.None;
        for (var call = Next(start); call is not null && !Mappings.IsNamedLikeOne(Invocations.NameOf(call)); call = Next(call))
            demands += DemandsOf(call, model, cancellationToken);
        return demands;
    }

    /// <summary>The outermost expression of the chain that this one is in.</summary>
    public static ExpressionSyntax EndOf(ExpressionSyntax start)
    {
        var end = start;
        while (Next(end) is { } next)
            end = next;
        return end;
    }

    private static Demands DemandsOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        Invocations.NameOf(call) switch
        {
            WellKnownNames.RequireAuth when IsOurs(call, model, cancellationToken) =>
                OfProfile(RequiredProfileParser.ProfileOf(call), model, cancellationToken),
            WellKnownNames.RequireChannel when IsOurs(call, model, cancellationToken) => Demands.OfChannel,
            "RequireAuthorization" => Sum(Constants(call, model, cancellationToken).Select(DemandParser.OfPolicy)),
            "WithMetadata" => Sum(call.ArgumentList.Arguments.Select(argument => OfCreation(argument.Expression, model, cancellationToken))),
            _ => Demands.None,
        };

    private static bool IsOurs(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
        && method.ContainingType.Is(WellKnownNames.EndpointExtensions);

    private static Demands OfProfile(ExpressionSyntax? profile, SemanticModel model, CancellationToken cancellationToken) => profile is null
        ? Demands.Of(WellKnownNames.DefaultProfile)
        : Demands.Of(model.GetConstantValue(profile, cancellationToken).Value as string ?? "");

    // new QuantumAuthAttribute("payments"), as metadata.
    private static Demands OfCreation(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        if (expression is not BaseObjectCreationExpressionSyntax creation)
            return Demands.None;
        var type = model.GetTypeInfo(creation, cancellationToken).Type;
        if (type.Is(WellKnownNames.ChannelAttribute))
            return Demands.OfChannel;
        return type.Is(WellKnownNames.AuthAttribute)
            ? OfProfile(creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression, model, cancellationToken)
            : Demands.None;
    }

    private static IEnumerable<string?> Constants(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        call.ArgumentList.Arguments.Select(argument => model.GetConstantValue(argument.Expression, cancellationToken).Value as string);

    private static Demands Sum(IEnumerable<Demands> all) => all.Aggregate(Demands.None, static (sum, one) => sum + one);
}
