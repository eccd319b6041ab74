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

    private readonly ConcurrentDictionary<ISymbol, ClassicalApi?> _factories = new(SymbolEqualityComparer.Default);

    /// <summary>The factory that a value, an argument of a method of the project, is passed on to; null where it is not.</summary>
    public ClassicalApi? FactoryFor(IOperation value) => FactoryFor(value, MaxDepth);

    /// <summary>Whether a list that holds the value is only asked whether something is in it.</summary>
    public bool IsOnlyAsked(IOperation value)
    {
        var list = value.Parent;
        while (list is IConversionOperation or ICollectionExpressionOperation or IArrayInitializerOperation or IArrayCreationOperation or IArgumentOperation
            or IInvocationOperation { IsImplicit: true } or IObjectOrCollectionInitializerOperation or IObjectCreationOperation)
        {
            list = list.Parent;
        }

        if (list is not IFieldInitializerOperation { InitializedFields: [{ DeclaredAccessibility: Accessibility.Private } field, ..] } || list == value.Parent)
            return false;
        var references = ReferencesIn(field).ToList();
        return references.Count > 0 && references.All(static reference => !ValueContext.IsChosen(reference));
    }

    /// <summary>Whether the value is an argument of a library's factory: then its call counts.</summary>
    public bool IsOfKnownFactory(IOperation value) => ArgumentOf(value)?.Parent switch
    {
        IInvocationOperation { TargetMethod: var method } => symbols.IsRelevant(method.ContainingType) && NameFactory(symbols.FindMember(method)) is not null,
        IObjectCreationOperation { Type: INamedTypeSymbol type } => symbols.IsRelevant(type) && NameFactory(symbols.FindType(type)) is not null,
        _ => false,
    };

    /// <summary>Whether the value is an argument of a type that the options call a wrapper.</summary>
    public static bool IsToWrapper(IOperation value, CryptographyOptions options) => options.WrapperTypes.Count > 0
        && ArgumentOf(value)?.Parameter?.ContainingType is { } type
        && options.WrapperTypes.Contains(type.OriginalDefinition.ToDisplayString());

    private static IArgumentOperation? ArgumentOf(IOperation value) => UserOf(value) as IArgumentOperation;

    private static IOperation? UserOf(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation)
            parent = parent.Parent;
        return parent;
    }

    private ClassicalApi? FactoryFor(IOperation value, int depth) => depth == 0 ? null : UserOf(value) switch
    {
        IArgumentOperation argument => FactoryOf(argument, depth),
        IParameterInitializerOperation { Parameter: var parameter } => FactoryFor(parameter, depth),
        IFieldInitializerOperation { InitializedFields: [var field, ..] } => FactoryAround(field, depth),
        IPropertyInitializerOperation { InitializedProperties: [var property, ..] } => FactoryAround(property, depth),
        _ when Locals.Holder(value) is { } local => First(Locals.ReferencesTo(local, value), depth),
        _ => null,
    };

    private ClassicalApi? FactoryOf(IArgumentOperation argument, int depth) => argument.Parent switch
    {
        IInvocationOperation { TargetMethod: var method } when symbols.IsRelevant(method.ContainingType) => NameFactory(symbols.FindMember(method)),
        IInvocationOperation { TargetMethod: var method } when NativeSymbols.Find(method) is { } native => NameFactory(native),
        IObjectCreationOperation { Type: INamedTypeSymbol type, Constructor: { } constructor } when symbols.IsRelevant(type) =>
            NameFactory(symbols.FindMember(constructor) ?? symbols.FindType(type)) ?? symbols.FindValueOf(type),
        _ => argument.Parameter is { } parameter ? FactoryFor(parameter, depth) : null,
    };

    private static ClassicalApi? NameFactory(ClassicalApi? api) => api is { Match: ApiMatch.Name or ApiMatch.ClassicalArgument } ? api : null;

    private ClassicalApi? FactoryFor(IParameterSymbol parameter, int depth)
    {
        if (parameter.Type.SpecialType != SpecialType.System_String || parameter.DeclaringSyntaxReferences.Length == 0)
            return null;
        var definition = parameter.OriginalDefinition;
        return Remember(definition, depth, () => First(ReferencesTo(definition), depth - 1));
    }

    // Only what the type itself does with its own field.
    private ClassicalApi? FactoryAround(ISymbol member, int depth) => member.Type() is { SpecialType: SpecialType.System_String }
        ? Remember(member, depth, () => First(ReferencesIn(member), depth - 1))
        : null;

    // What was looked at less deeply, from a wrapper, says less.
    private ClassicalApi? Remember(ISymbol symbol, int depth, Func<ClassicalApi?> find) =>
        depth == MaxDepth ? _factories.GetOrAdd(symbol, _ => find()) : find();

    private ClassicalApi? First(IEnumerable<IOperation> references, int depth) => references
        .Select(reference => FactoryFor(reference, depth))
        .FirstOrDefault(static api => api is not null);

    private IEnumerable<IOperation> ReferencesTo(IParameterSymbol parameter) => OperationsOf(parameter.ContainingSymbol)
        .OfType<IParameterReferenceOperation>()
        .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter));

    private IEnumerable<IOperation> ReferencesIn(ISymbol member) => member.ContainingType.GetMembers()
        .Where(static other => other is IMethodSymbol { IsImplicitlyDeclared: false })
        .SelectMany(OperationsOf)
        .OfType<IMemberReferenceOperation>()
        .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Member, member));

    // Another file's code is looked at only where a text that names an algorithm is given to it.
#pragma warning disable RS1030
    private IEnumerable<IOperation> OperationsOf(ISymbol member) => member.DeclaringSyntaxReferences
        .Select(static reference => reference.GetSyntax())
        .Where(syntax => compilation.ContainsSyntaxTree(syntax.SyntaxTree))
        .Select(syntax => compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax))
        .SelectMany(static operation => operation?.DescendantsAndSelf() ?? []);
#pragma warning restore RS1030
}
