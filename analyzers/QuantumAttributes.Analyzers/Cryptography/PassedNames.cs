using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>
/// Methods of the project that only pass the name of an algorithm on, to a factory of the catalogue: what they are called with counts, at the
/// call.
/// </summary>
internal sealed class PassedNames(Compilation compilation, ClassicalSymbols symbols)
{
    // Of a wrapper of a wrapper of a wrapper.
    private const int MaxDepth = 3;

    private readonly ConcurrentDictionary<IParameterSymbol, ClassicalApi?> _factories = new(SymbolEqualityComparer.Default);

    /// <summary>The factory that a value, an argument of a method of the project, is passed on to; null where it is not.</summary>
    public ClassicalApi? FactoryFor(IOperation value) => ArgumentOf(value) is { Parameter: { } parameter } ? FactoryFor(parameter, MaxDepth) : null;

    /// <summary>Whether the value is an argument of a type that the options call a wrapper.</summary>
    public static bool IsToWrapper(IOperation value, CryptographyOptions options) => options.WrapperTypes.Count > 0
        && ArgumentOf(value)?.Parameter?.ContainingType is { } type
        && options.WrapperTypes.Contains(type.OriginalDefinition.ToDisplayString());

    private static IArgumentOperation? ArgumentOf(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation)
            parent = parent.Parent;
        return parent as IArgumentOperation;
    }

    private ClassicalApi? FactoryFor(IParameterSymbol parameter, int depth)
    {
        if (depth == 0 || parameter.Type.SpecialType != SpecialType.System_String || parameter.DeclaringSyntaxReferences.Length == 0)
            return null;
        var definition = parameter.OriginalDefinition as IParameterSymbol ?? parameter;
        if (_factories.TryGetValue(definition, out var known))
            return known;
        var found = BodyOf(definition)?.Descendants()
            .OfType<IParameterReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, definition))
            .Select(reference => FactoryAround(reference, depth))
            .FirstOrDefault(static api => api is not null);
        _factories[definition] = found;
        return found;
    }

    private ClassicalApi? FactoryAround(IParameterReferenceOperation reference, int depth) => ArgumentOf(reference) switch
    {
        null => null,
        { Parent: IInvocationOperation call } when symbols.IsRelevant(call.TargetMethod.ContainingType) =>
            symbols.FindMember(call.TargetMethod) is { Match: ApiMatch.Name or ApiMatch.ClassicalArgument } api ? api : null,
        { Parent: IObjectCreationOperation { Type: INamedTypeSymbol type, Constructor: { } constructor } } when symbols.IsRelevant(type) =>
            (symbols.FindMember(constructor) ?? symbols.FindType(type)) is { Match: ApiMatch.Name or ApiMatch.ClassicalArgument } api ? api : null,
        { Parameter: { } next } => FactoryFor(next, depth - 1),
        _ => null,
    };

    // Another file's code is looked at only where a literal that names an algorithm is given to it.
#pragma warning disable RS1030
    private IOperation? BodyOf(IParameterSymbol parameter)
    {
        var syntax = parameter.ContainingSymbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        return syntax is null || !compilation.ContainsSyntaxTree(syntax.SyntaxTree)
            ? null
            : compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax);
    }
#pragma warning restore RS1030
}
