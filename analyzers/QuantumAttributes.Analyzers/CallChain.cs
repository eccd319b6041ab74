using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers;

/// <summary>Calls that are made on each other's result: <c>app.MapGet(…).RequireQuantumAuth().WithName(…)</c>.</summary>
internal static class CallChain
{
    /// <summary>What the call is made on: the instance, or the first argument of an extension method.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) => call.Instance is { } instance
        ? Unwrap(instance)
        : call.TargetMethod.IsExtensionMethod
            ? Unwrap(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value)
            : null;

    /// <summary>The value for the parameter of this name, without conversions.</summary>
    public static IOperation? Argument(this IInvocationOperation call, string parameter) =>
        Unwrap(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value);

    /// <summary>The calls of the chain up to this one, the first first.</summary>
    public static IReadOnlyList<IInvocationOperation> UpTo(IOperation? last)
    {
        var calls = new List<IInvocationOperation>();
        for (IOperation? current = Unwrap(last); current is IInvocationOperation call; current = call.Receiver())
            calls.Insert(0, call);
        return calls;
    }

    /// <summary>All calls of the chain that this one is in, the first first.</summary>
    public static IReadOnlyList<IInvocationOperation> Around(IInvocationOperation call)
    {
        IInvocationOperation last = call;
        for (IOperation? parent = call.Parent; parent is IConversionOperation or IArgumentOperation or IInvocationOperation; parent = parent.Parent)
        {
            if (parent is not IInvocationOperation next)
                continue;
            if (next.Receiver() != last)
                break;
            last = next;
        }

        return UpTo(last);
    }

    /// <summary>The lambda or method that the value is a delegate of; null where a variable holds it.</summary>
    public static IMethodSymbol? Function(IOperation? value) => Unwrap(value) is IDelegateCreationOperation creation
        ? Unwrap(creation.Target) switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        }
        : null;

    /// <summary>The value without the conversions around it.</summary>
    public static IOperation? Unwrap(IOperation? operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
            operation = conversion.Operand;
        return operation;
    }
}
