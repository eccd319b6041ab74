using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>A call that copies bytes from one variable into another.</summary>
internal sealed record Copy(IReadOnlyList<IOperation> Sources, IOperation? Target)
{
    /// <summary>The copy that the call makes, or null where it makes none.</summary>
    public static Copy? Of(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "CopyTo" or "TryCopyTo" or "Copy" or "BlockCopy" or "ConstrainedCopy" => Between(call),
        "Add" or "AddRange" or "Append" or "AppendData" or "Write" or "BlockUpdate" => new Copy(Values(call), call.Instance),
        _ => null,
    };

    // secret.CopyTo(both), Buffer.BlockCopy(secret, 0, both, 32, 32)
    private static Copy Between(IInvocationOperation call)
    {
        var target = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name is "destination" or "array" or "dst" or "destinationArray");
        var sources = call.Arguments.Where(argument => argument != target).Select(static argument => argument.Value);
        return new Copy([.. sources, .. Instance(call)], target?.Value);
    }

    private static IReadOnlyList<IOperation> Values(IInvocationOperation call) => [.. call.Arguments.Select(static argument => argument.Value)];

    private static IEnumerable<IOperation> Instance(IInvocationOperation call) => call.Instance is { } instance ? [instance] : [];
}
