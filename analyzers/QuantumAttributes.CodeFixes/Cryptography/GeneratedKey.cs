using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>
/// A classical key that is generated for one purpose: <c>ECDsa.Create(curve)</c> that is given on at once, or in a local that is used nowhere else.
/// </summary>
internal sealed record GeneratedKey(InvocationExpressionSyntax Creation, TypeSyntax? DeclaredType)
{
    /// <summary>The key that the expression is, by one of the types named; null where it is another, or has another use.</summary>
    public static GeneratedKey? Find(ExpressionSyntax key, SemanticModel model, params string[] typeNames)
    {
        if (key is InvocationExpressionSyntax creation)
            return IsGeneration(creation, model, typeNames) ? new GeneratedKey(creation, null) : null;
        return Locals.DeclarationOf(key, model) is { Initializer.Value: InvocationExpressionSyntax initial } local
            && IsGeneration(initial, model, typeNames) && Locals.SoleUseOf(local, model) is not null
                ? new GeneratedKey(initial, ((VariableDeclarationSyntax)local.Parent!).Type)
                : null;
    }

    /// <summary>The changes that make it one of ML-DSA.</summary>
    public IEnumerable<TextChange> Replace(string typeName, string algorithm)
    {
        if (DeclaredType is { IsVar: false })
            yield return new TextChange(DeclaredType.Span, typeName);
        yield return new TextChange(Creation.Span, $"{typeName}.GenerateKey({algorithm})");
    }

    // Not one that is imported.
    private static bool IsGeneration(InvocationExpressionSyntax call, SemanticModel model, string[] typeNames) =>
        model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "Create", ContainingType: { } type } method
        && typeNames.Contains(type.ToDisplayString())
        && method.Parameters is [] or [{ Type: { SpecialType: SpecialType.System_Int32 } or { Name: "ECCurve" } }];
}
