using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>What one body of code maps, and what it says of the endpoints and groups that it keeps in variables. Read once a body.</summary>
internal sealed class EndpointBuilders
{
    private readonly WellKnownTypes _types;
    private readonly List<IInvocationOperation> _mappings = [];
    private readonly HashSet<ISymbol> _decided = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _values = new(SymbolEqualityComparer.Default);

    public EndpointBuilders(IOperation body, WellKnownTypes types)
    {
        _types = types;
        foreach (var operation in body.DescendantsAndSelf())
            See(operation);
    }

    /// <summary>The calls that map something, or make a group.</summary>
    public IReadOnlyList<IInvocationOperation> Mappings => _mappings;

    /// <summary>Whether the chain that maps, the group it is in, or a variable that holds one of them, says who may come.</summary>
    public bool IsDecided(IInvocationOperation mapping)
    {
        var chain = CallChain.Around(mapping);
        return chain.Any(IsDecision)
            || (TargetOf(chain[chain.Count - 1]) is { } endpoint && _decided.Contains(endpoint))
            || (VariableOf(chain[0].Receiver()) is { } group && IsDecided(group, new HashSet<ISymbol>(SymbolEqualityComparer.Default)));
    }

    private void See(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call when Mapping.IsMap(call.TargetMethod):
                _mappings.Add(call);
                break;
            case IInvocationOperation call when IsDecision(call):
                SeeDecision(CallChain.UpTo(call));
                break;
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer:
                SeeValue(declarator.Symbol, initializer.Value);
                break;
            case ISimpleAssignmentOperation assignment when VariableOf(assignment.Target) is { } variable:
                SeeValue(variable, assignment.Value);
                break;
        }
    }

    // Said of what the variable holds, unless something else is mapped in between.
    private void SeeDecision(IReadOnlyList<IInvocationOperation> chain)
    {
        if (VariableOf(chain[0].Receiver()) is { } variable && !chain.Any(static call => Mapping.IsMap(call.TargetMethod)))
            _decided.Add(variable);
    }

    private void SeeValue(ISymbol variable, IOperation value)
    {
        if (!_values.TryGetValue(variable, out var values))
            _values.Add(variable, values = []);
        values.Add(value);
    }

    // A variable that is made of itself adds nothing: only its other values count.
    private bool IsDecided(ISymbol group, HashSet<ISymbol> seen) => _decided.Contains(group)
        || !seen.Add(group)
        || (_values.TryGetValue(group, out var values) && values.All(value => IsDecided(value, seen)));

    private bool IsDecided(IOperation value, HashSet<ISymbol> seen)
    {
        var chain = CallChain.UpTo(value);
        var start = chain.Count == 0 ? CallChain.Unwrap(value) : chain[0].Receiver();
        return chain.Any(IsDecision) || (VariableOf(start) is { } group && IsDecided(group, seen));
    }

    private bool IsDecision(IInvocationOperation call) => _types.IsDecision(call.TargetMethod);

    private static ISymbol? TargetOf(IOperation value)
    {
        IOperation? parent = value.Parent;
        while (parent is IConversionOperation)
            parent = parent.Parent;
        return parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation assignment => VariableOf(assignment.Target),
            _ => null,
        };
    }

    private static ISymbol? VariableOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        _ => null,
    };
}
