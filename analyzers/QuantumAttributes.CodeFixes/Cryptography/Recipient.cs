using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>
/// The public key that code seals or encapsulates to: the one that is in sight there, or a new parameter of a method that nobody calls yet.
/// </summary>
internal sealed class Recipient
{
    private const string NewName = "recipient";

    private readonly ParameterListSyntax? _parameters;

    private Recipient(string name, ParameterListSyntax? parameters)
    {
        Name = name;
        _parameters = parameters;
    }

    /// <summary>How the code calls it.</summary>
    public string Name { get; }

    /// <summary>The key for the expression; null where there is none, or more than one.</summary>
    public static async Task<Recipient?> FindAsync(ReportedCode code, ITypeSymbol keyType, CancellationToken cancellationToken)
    {
        int position = code.Expression.SpanStart;
        var inSight = code.Model.LookupSymbols(position).Where(symbol => IsKey(symbol, keyType) && IsUsableAt(position, symbol, code.Model)).ToList();
        if (inSight.Count > 0)
            return inSight is [var key] ? new Recipient(key.Name, null) : null;
        return code.Model.LookupSymbols(position, name: NewName).IsEmpty
            && await FreeMethod.FindAsync(code, cancellationToken).ConfigureAwait(false) is { } method
                ? new Recipient(NewName, method.ParameterList)
                : null;
    }

    /// <summary>The new parameter, where there is one: behind those that a caller has to give.</summary>
    public IEnumerable<TextChange> Declare(string typeName)
    {
        if (_parameters is null)
            return [];
        var declared = _parameters.Parameters;
        string added = $"{typeName} {Name}";
        return declared.LastOrDefault(static parameter => parameter.Default is null && !IsParams(parameter)) is { } last
            ? [new TextChange(new TextSpan(last.Span.End, 0), $", {added}")]
            : [new TextChange(new TextSpan(_parameters.OpenParenToken.Span.End, 0), declared.Count > 0 ? $"{added}, " : added)];
    }

    private static bool IsParams(ParameterSyntax parameter) => parameter.Modifiers.Any(static modifier => modifier.ValueText == "params");

    private static bool IsKey(ISymbol symbol, ITypeSymbol keyType) => SymbolEqualityComparer.Default.Equals(keyType, symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { GetMethod: not null } property => property.Type,
        _ => null,
    });

    // Members of an instance are none's in static code; a local has to be declared before.
    private static bool IsUsableAt(int position, ISymbol symbol, SemanticModel model) => symbol is ILocalSymbol
        ? symbol.Locations[0].SourceSpan.End < position
        : symbol is IParameterSymbol || symbol.IsStatic || model.GetEnclosingSymbol(position) is { IsStatic: false };
}
