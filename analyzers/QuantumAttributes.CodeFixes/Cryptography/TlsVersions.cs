using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>The versions of TLS that one expression allows: <c>SslProtocols.Tls11 | SslProtocols.Tls12</c>.</summary>
internal sealed class TlsVersions
{
    private readonly List<ExpressionSyntax> _versions = [];
    private readonly INamedTypeSymbol _type;
    private readonly SemanticModel _model;

    private TlsVersions(ExpressionSyntax whole, INamedTypeSymbol type, SemanticModel model)
    {
        Whole = whole;
        _type = type;
        _model = model;
        HasOthers = !Collect(whole);
    }

    /// <summary>The expression.</summary>
    public ExpressionSyntax Whole { get; }

    /// <summary>Whether there is more in it than versions by their names, such as a variable.</summary>
    public bool HasOthers { get; }

    /// <summary>The versions around what a diagnostic reports; null where it reports none, or where they are not what is then allowed.</summary>
    public static async Task<TlsVersions?> FindAsync(CodeFixContext context)
    {
        if (await ReportedCode.FindAsync(context).ConfigureAwait(false) is not { Model: var model, Expression: var whole }
            || model.GetSymbolInfo(whole, context.CancellationToken).Symbol is not IFieldSymbol { ContainingType: { } type }
            || type.ToDisplayString() is not ("System.Security.Authentication.SslProtocols" or "System.Net.SecurityProtocolType"))
            return null;

        while (whole.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } or ParenthesizedExpressionSyntax)
            whole = (ExpressionSyntax)whole.Parent;
        return IsSetting(whole, type, model) ? new TlsVersions(whole, type, model) : null;
    }

    /// <summary>Where the version of this name stands in the expression, or null.</summary>
    public ExpressionSyntax? Find(string name) => _versions.FirstOrDefault(version => NameOf(version).Identifier.ValueText == name);

    /// <summary>Another version, written as those that are there are; null where the type does not have it.</summary>
    public string? Write(string name)
    {
        if (_versions.Count == 0 || _type.GetMembers(name).IsEmpty)
            return null;
        return _versions[0] is MemberAccessExpressionSyntax access ? $"{access.Expression.WithoutTrivia()}.{name}" : name;
    }

    private bool Collect(ExpressionSyntax part)
    {
        switch (part)
        {
            case ParenthesizedExpressionSyntax inner:
                return Collect(inner.Expression);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } or:
                return Collect(or.Left) & Collect(or.Right);
            case MemberAccessExpressionSyntax or IdentifierNameSyntax when IsVersion(part):
                _versions.Add(part);
                return true;
            default:
                return false;
        }
    }

    private bool IsVersion(ExpressionSyntax part) =>
        _model.GetSymbolInfo(part).Symbol is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.ContainingType, _type);

    private static SimpleNameSyntax NameOf(ExpressionSyntax version) =>
        version is MemberAccessExpressionSyntax access ? access.Name : (SimpleNameSyntax)version;

    // Not an element of a list, which the versions may be one by one.
    private static bool IsSetting(ExpressionSyntax whole, INamedTypeSymbol type, SemanticModel model) => whole.Parent switch
    {
        AssignmentExpressionSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax => true,
        ReturnStatementSyntax or LambdaExpressionSyntax => true,
        ArgumentSyntax argument => model.GetOperation(argument) is IArgumentOperation { Parameter.OriginalDefinition.Type: var parameter } && IsOf(parameter, type),
        ConditionalExpressionSyntax choice => IsSetting(choice, type, model),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice => IsSetting(choice, type, model),
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => IsSetting(choice, type, model),
        ParenthesizedExpressionSyntax inner => IsSetting(inner, type, model),
        _ => false,
    };

    private static bool IsOf(ITypeSymbol parameter, INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(parameter, type)
        || (parameter is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }
            && SymbolEqualityComparer.Default.Equals(inner, type));
}
