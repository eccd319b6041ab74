using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers;

/// <summary>Local variables in the code around an operation.</summary>
internal static class Locals
{
    /// <summary>The value that the local was declared with, where it is one; otherwise the operation itself. One step.</summary>
    public static IOperation? Resolve(IOperation? value) =>
        value is ILocalReferenceOperation { IsDeclaration: false } reference && Declaration(reference) is { Initializer.Value: { } initial }
            ? CallChain.Unwrap(initial)
            : value;

    /// <summary>The local that the value is declared as, <c>using var key = RSA.Create()</c>, or assigned to; null where none is.</summary>
    public static ILocalSymbol? Holder(IOperation value)
    {
        for (var (current, parent) = (value, value.Parent); parent is not null; (current, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IConversionOperation or IVariableInitializerOperation or ICoalesceOperation or IConditionalOperation:
                    continue;
                case IVariableDeclaratorOperation declarator:
                    return declarator.Symbol;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment when assignment.Value == current:
                    return local.Local;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Where the local is used, in the whole member that declares it.</summary>
    public static IEnumerable<ILocalReferenceOperation> ReferencesTo(ILocalSymbol local, IOperation anywhere) => Root(anywhere).Descendants()
        .OfType<ILocalReferenceOperation>()
        .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local));

    /// <summary>The outermost operation around this one.</summary>
    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    /// <summary>Where the local is declared, or null where that is out of sight.</summary>
    public static IVariableDeclaratorOperation? Declaration(ILocalReferenceOperation reference) => Root(reference).Descendants()
        .OfType<IVariableDeclaratorOperation>()
        .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local));
}
