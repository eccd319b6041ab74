using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Where a constant of an algorithm stands: whether it chooses the algorithm, or only asks or tells which one it is.</summary>
internal static class ValueContext
{
    // Methods that compare, look up, or ask.
    private static readonly string[] Questions =
    [
        "Equals", "Contains", "StartsWith", "EndsWith", "IndexOf", "Compare", "TryGetValue", "HasFlag", "GetValueOrDefault", "Any", "All", "SequenceEqual",
        "Is", "Has", "Supports", "Can", "Should", "ThrowIf", "Log", "Assert", "Describe", "Format", "Concat", "Join", "Write", "Print", "Append", "Display",
    ];

    private static readonly string[] Talkers = ["Console", "Debug", "Trace", "LoggerExtensions", "ILogger", "Assert", "String", "StringBuilder", "Activity"];

    /// <summary>Whether the value is used to choose: it is an argument, or assigned, or returned, and not compared, looked up or written about.</summary>
    public static bool IsChosen(IOperation value)
    {
        for (var (current, parent) = (value, value.Parent); parent is not null; (current, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IBinaryOperation { OperatorKind: not BinaryOperatorKind.Or }:
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.BitwiseNegation }:
                case IPatternOperation or ICaseClauseOperation or IIsPatternOperation or INameOfOperation or ITypeOfOperation:
                case IInterpolationOperation or IInterpolatedStringAppendOperation or IThrowOperation:
                case ISwitchOperation or ISwitchExpressionOperation when IsAsked(parent, current):
                case IConditionalOperation { Condition: var condition } when condition == current:
                case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.And }:
                    return false;
                case IArgumentOperation argument:
                    return IsChosen(argument);
                case IInvocationOperation call:
                    return call.Instance != current || !IsQuestion(call.TargetMethod);
                case IBlockOperation or IExpressionStatementOperation or IReturnOperation:
                    return true;
            }
        }

        return true;
    }

    /// <summary>The name of what gets the value: a parameter, property, field, variable, or the key in a dictionary; null where it has none.</summary>
    public static string? TargetName(IOperation value)
    {
        for (var (current, parent) = (value, value.Parent); parent is not null; (current, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IArgumentOperation argument:
                    return KeyOf(argument) ?? argument.Parameter?.Name;
                case IAssignmentOperation assignment when assignment.Value == current:
                    return NameOf(assignment.Target);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return declarator.Symbol.Name;
                case IFieldInitializerOperation { InitializedFields: [var field, ..] }:
                    return field.Name;
                case IPropertyInitializerOperation { InitializedProperties: [var property, ..] }:
                    return property.Name;
                case IParameterInitializerOperation parameter:
                    return parameter.Parameter.Name;
                case IBlockOperation or IExpressionStatementOperation or IAnonymousFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    private static bool IsAsked(IOperation parent, IOperation current) => parent switch
    {
        ISwitchOperation choice => choice.Value == current,
        ISwitchExpressionOperation choice => choice.Value == current,
        _ => false,
    };

    private static bool IsChosen(IArgumentOperation argument) => argument.Parent switch
    {
        IPropertyReferenceOperation => false, // an index
        IInvocationOperation call => !IsQuestion(call.TargetMethod) && !IsKey(argument, call.TargetMethod),
        IObjectCreationOperation creation => !IsException(creation.Type),
        _ => true,
    };

    private static bool IsQuestion(IMethodSymbol method) =>
        Talkers.Contains(method.ContainingType.Name) || Questions.Any(question => BeginsWithWord(method.Name, question));

    // "IsSupported" asks, "Issue" does not.
    private static bool BeginsWithWord(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));

    private static bool IsKey(IArgumentOperation argument, IMethodSymbol method) =>
        method is { Name: "Add" or "TryAdd", Parameters.Length: 2 } && argument.Parameter is { Ordinal: 0 };

    // { "alg", "RS256" }
    private static string? KeyOf(IArgumentOperation argument) =>
        argument is { Parameter.Ordinal: 1, Parent: IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments: [var key, _] } }
            ? key.Value.ConstantValue.Value as string
            : null;

    private static bool IsException(ITypeSymbol? type) => type.WithBases().Any(static ancestor => ancestor is
    {
        Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    });

    private static string? NameOf(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Arguments: [var index] } => index.Value.ConstantValue.Value as string,
        IMemberReferenceOperation member => member.Member.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        _ => null,
    };
}
