using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>Finds calls of <c>AddQuantumAttributes</c>.</summary>
internal static class RegistrationParser
{
    public static bool IsCandidate(InvocationExpressionSyntax call) => Invocations.NameOf(call) == WellKnownNames.Registration;

    /// <summary>The call, when it is of our method, without modules, and in a place that can be intercepted.</summary>
    public static Registration? Parse(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol called)
            return null;

        var method = called.ReducedFrom ?? called;
        if (!method.ContainingType.Is(WellKnownNames.RegistrationClass) || method.Parameters is not [var services, var configure])
            return null;
        if (model.GetInterceptableLocation(call, cancellationToken) is not { } location)
            return null;

        return new Registration
        {
            ReturnType = method.ReturnType.ToCode(),
            ServicesType = services.Type.ToCode(),
            ConfigureType = configure.Type.ToCode(),
            LocationAttribute = location.GetInterceptsLocationAttributeSyntax(),
        };
    }
}
