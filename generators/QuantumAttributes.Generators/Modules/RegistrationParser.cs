using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>
/// Finds calls of <c>AddQuantumAttributes</c> without modules. They are known by their name and number of arguments, unless the project
/// declares a method of that name itself: the extension methods of all usings are looked through to bind one.
/// </summary>
internal static class RegistrationParser
{
    public static bool IsCandidate(InvocationExpressionSyntax call) => Invocations.NameOf(call) == WellKnownNames.Registration;

    /// <summary>The attribute that points at the call, which changes with the file; null where the call is not ours.</summary>
    public static string? Parse(InvocationExpressionSyntax call, SemanticModel model, bool isAmbiguous, CancellationToken cancellationToken) =>
        IsWithoutModules(call) && (!isAmbiguous || IsOurs(call, model, cancellationToken))
            ? model.GetInterceptableLocation(call, cancellationToken)?.GetInterceptsLocationAttributeSyntax()
            : null;

    private static bool IsWithoutModules(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Count <= (Invocations.IsOfExtension(call, WellKnownNames.RegistrationClass) ? 1 : 2);

    private static bool IsOurs(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol called
        && (called.ReducedFrom ?? called) is { Parameters.Length: 2 } method
        && method.ContainingType.Is(WellKnownNames.RegistrationClass);
}
