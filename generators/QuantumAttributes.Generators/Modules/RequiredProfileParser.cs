using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>Reads calls of <c>RequireQuantumAuth</c> with constant profiles.</summary>
internal static class RequiredProfileParser
{
    public static bool IsCandidate(InvocationExpressionSyntax call) => Invocations.NameOf(call) == WellKnownNames.RequireAuth;

    public static IEnumerable<AttributeUse> Parse(
        InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method || !IsOurs(method))
            return [];

        string target = method.ReducedFrom is null ? "" : Target(call);
        string where = $"{MemberPath.Of(call, model, cancellationToken)} {WellKnownNames.RequireAuth}{target}";
        return ProfilesOf(call, method, model, cancellationToken).Select(profile => new AttributeUse(profile, where));
    }

    private static bool IsOurs(IMethodSymbol method)
    {
        string space = method.ContainingNamespace.ToDisplayString(SymbolFormats.Message);
        return space is "Microsoft.AspNetCore.Builder" or "QuantumAttributes"
            || space.StartsWith("QuantumAttributes.", StringComparison.Ordinal);
    }

    private static IEnumerable<string> ProfilesOf(
        InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        var arguments = call.ArgumentList.Arguments
            .Where((argument, index) => IsProfile(Parameter(method, argument, index)))
            .ToList();
        if (arguments.Count == 0)
            return [WellKnownNames.DefaultProfile];

        return arguments
            .Select(argument => model.GetConstantValue(argument.Expression, cancellationToken).Value)
            .OfType<string>();
    }

    private static IParameterSymbol? Parameter(IMethodSymbol method, ArgumentSyntax argument, int index)
    {
        if (argument.NameColon is { Name.Identifier.ValueText: var name })
            return method.Parameters.FirstOrDefault(parameter => parameter.Name == name);
        return method.Parameters.ElementAtOrDefault(Math.Min(index, method.Parameters.Length - 1));
    }

    private static bool IsProfile(IParameterSymbol? parameter) => parameter?.Type is
    { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String };

    // " on MapGroup("/admin")": the call that mapped what is required of, however many calls stand between.
    private static string Target(InvocationExpressionSyntax call)
    {
        for (var receiver = Invocations.ReceiverOf(call); receiver is not null;)
        {
            if (receiver is IdentifierNameSyntax variable)
                return $" on {variable.Identifier.ValueText}";
            if (receiver is not InvocationExpressionSyntax inner)
                break;
            if (Invocations.NameOf(inner)?.StartsWith("Map", StringComparison.Ordinal) == true)
                return $" on {Invocations.Describe(inner)}";
            receiver = Invocations.ReceiverOf(inner);
        }

        return "";
    }
}
