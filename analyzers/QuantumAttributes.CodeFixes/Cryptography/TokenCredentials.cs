using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary><c>new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256)</c>: a key that signs tokens, and a classical algorithm.</summary>
internal sealed record TokenCredentials(ExpressionSyntax Key, ExpressionSyntax Algorithm, string ReplacementName, string ParameterSet)
{
    private const string Namespace = "Microsoft.IdentityModel.Tokens.";

    /// <summary>The credentials that are reported, or the ones around what is; null where there are none, or ML-DSA is not known.</summary>
    public static TokenCredentials? Find(ReportedCode code, Diagnostic diagnostic)
    {
        var creation = code.Expression.AncestorsAndSelf()
            .TakeWhile(static node => node is not (StatementSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<BaseObjectCreationExpressionSyntax>()
            .FirstOrDefault(creation => code.Model.GetTypeInfo(creation).Type?.ToDisplayString() == Namespace + "SigningCredentials");
        if (creation is not { ArgumentList.Arguments: [{ NameColon: null } key, { NameColon: null, Expression: var algorithm }] }
            || code.Model.GetSymbolInfo(algorithm).Symbol is not IFieldSymbol { ConstantValue: string name, ContainingType: { } names }
            || names.ToDisplayString() != Namespace + "SecurityAlgorithms"
            || !IsOfTokens(name))
            return null;

        string set = name.EndsWith("512", StringComparison.Ordinal) ? "87" : MLDsaChoice.SetFor(diagnostic);
        return names.GetMembers("MlDsa" + set).IsEmpty ? null : new TokenCredentials(key.Expression, algorithm, Write(algorithm, "MlDsa" + set), set);
    }

    // RS256, PS256, ES256 and so on; what XML calls them has no counterpart.
    private static bool IsOfTokens(string name) =>
        name.Length == 5 && name.Substring(0, 2) is "RS" or "PS" or "ES" && name.Substring(2) is "256" or "384" or "512";

    private static string Write(ExpressionSyntax algorithm, string name) =>
        algorithm is MemberAccessExpressionSyntax access ? $"{access.Expression.WithoutTrivia()}.{name}" : name;
}
