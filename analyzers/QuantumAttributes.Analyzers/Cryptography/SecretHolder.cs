using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>The variable that an expression reads or writes, whole or in part.</summary>
internal static class SecretHolder
{
    public static ISymbol? Of(IOperation? value) => CallChain.Unwrap(value) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IDeclarationExpressionOperation declaration => Of(declaration.Expression),
        IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory" or "Slice" } view => Of(view.Receiver()),
        IPropertyReferenceOperation { Property.IsIndexer: true } index => Of(index.Instance),
        IImplicitIndexerReferenceOperation range => Of(range.Instance),
        _ => null,
    };
}
