using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>How many bytes an expression has, where its text says so.</summary>
internal static class ConstantLength
{
    /// <summary>The number of bytes; null where it is not a constant.</summary>
    public static int? Of(IOperation? bytes)
    {
        while (bytes is IConversionOperation conversion)
            bytes = conversion.Operand;
        return bytes switch
        {
            IUtf8StringOperation text => Encoding.UTF8.GetByteCount(text.Value),
            IArrayCreationOperation { DimensionSizes: [var size] } => size.ConstantValue.Value as int?,
            ICollectionExpressionOperation { Elements: var elements } when !elements.Any(element => element is ISpreadOperation) => elements.Length,
            IInvocationOperation call => OfCall(call),
            { Syntax: StackAllocArrayCreationExpressionSyntax allocation } => OfStack(allocation, bytes),
            _ => null,
        };
    }

    private static int? OfCall(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "AsSpan" or "AsMemory" or "ToArray" } when call.Arguments.Length == (call.Instance is null ? 1 : 0) => Of(call.Receiver()),
        { Name: "GetBytes", ContainingType: { Name: "Encoding", ContainingNamespace.Name: "Text" } }
            when call.Instance is IPropertyReferenceOperation { Property.Name: "UTF8" }
            && call.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: string text } }]
            => Encoding.UTF8.GetByteCount(text),
        _ => null,
    };

    // It has no operation of its own.
    private static int? OfStack(StackAllocArrayCreationExpressionSyntax allocation, IOperation operation) =>
        allocation.Type is ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var size] }] }
            ? operation.SemanticModel?.GetConstantValue(size).Value as int?
            : null;
}
