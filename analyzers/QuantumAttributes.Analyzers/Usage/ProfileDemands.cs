using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>What a profile demands, as its constants say. What is said last counts, as at run time.</summary>
internal sealed class ProfileDemands
{
    private const int DefaultCategory = 3;

    private readonly IReadOnlyList<IInvocationOperation> _calls;

    private ProfileDemands(IReadOnlyList<IInvocationOperation> calls) => _calls = calls;

    /// <summary>The profile that nobody has said anything about.</summary>
    public static ProfileDemands None { get; } = new([]);

    /// <summary>The NIST category; null where it is not a constant.</summary>
    public int? Category => Last("RequireCategory") is { } call ? call.Argument("category")?.ConstantValue.Value as int? : DefaultCategory;

    public IInvocationOperation? Hybrid => Last("RequireHybrid");

    public IInvocationOperation? Mechanism => Last("RequireMechanism");

    public IInvocationOperation? Algorithm => Last("RequireAlgorithm");

    /// <summary>Reads <c>AddProfile("name", p => p.RequireCategory(5))</c>; null where the lambda does more than to call the builder.</summary>
    public static ProfileDemands? Read(IInvocationOperation addProfile, WellKnownTypes types)
    {
        if (addProfile.Argument("configure") is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
            return null;

        var calls = new List<IInvocationOperation>();
        foreach (IOperation statement in lambda.Body.Operations)
        {
            IOperation? expression = statement switch
            {
                IExpressionStatementOperation simple => simple.Operation,
                IReturnOperation { IsImplicit: true, ReturnedValue: null } => null,
                IReturnOperation { ReturnedValue: { } value } => value,
                _ => statement,
            };
            if (expression is null)
                continue;
            IReadOnlyList<IInvocationOperation> chain = CallChain.UpTo(expression);
            if (chain.Count == 0 || chain[0].Receiver() is not IParameterReferenceOperation
                || !chain.All(call => call.TargetMethod.ContainingType.Is(types.ProfileBuilder)))
            {
                return null;
            }

            calls.AddRange(chain);
        }

        return new ProfileDemands(calls);
    }

    private IInvocationOperation? Last(string method) => _calls.LastOrDefault(call => call.TargetMethod.Name == method);
}
