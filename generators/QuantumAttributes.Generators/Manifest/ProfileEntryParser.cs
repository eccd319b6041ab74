using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Reads <c>quantum.AddProfile("payments", …)</c> with a constant name.</summary>
internal static class ProfileEntryParser
{
    public static bool IsCandidate(InvocationExpressionSyntax call) => Invocations.NameOf(call) == "AddProfile";

    public static ManifestEntry? Parse(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
        && method.ContainingType.Is(WellKnownNames.Options)
        && call.ArgumentList.Arguments is [var first, ..]
        && model.GetConstantValue(first.Expression, cancellationToken).Value is string name
            ? new ManifestEntry { Kind = QuantumManifestKind.Profile, Name = name, Place = SourcePlace.Of(first) }
            : null;
}
