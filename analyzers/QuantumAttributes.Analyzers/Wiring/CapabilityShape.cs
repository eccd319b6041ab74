using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>Why the generator passes over a capability or an agent, in the words of a message; null where it does not.</summary>
internal sealed class CapabilityShape(WellKnownTypes types, Compilation compilation)
{
    /// <summary>The one problem that another accessibility solves.</summary>
    public const string Inaccessible = "it is private or protected";

    public string? ProblemOf(IMethodSymbol method, AttributeData capability)
    {
        if (capability.ConstructorArguments is [{ Value: var name }] && string.IsNullOrWhiteSpace(name as string))
            return "its name is empty";
        if (method.MethodKind != MethodKind.Ordinary)
            return "it is no ordinary method";
        if (method.IsGenericMethod)
            return "it has type parameters";
        return ProblemOfRequest(method) ?? ProblemOfAnswer(method) ?? (IsInaccessible(method) ? Inaccessible : null);
    }

    public string? ProblemOf(INamedTypeSymbol agent, AttributeData attribute)
    {
        if (attribute.ConstructorArguments is [{ Value: var name }] && string.IsNullOrWhiteSpace(name as string))
            return "its name is empty";
        if (agent.IsStatic)
            return "it is static";
        if (agent.IsAbstract)
            return "it is abstract";
        if (agent.IsGenericOrInside())
            return "it, or a class around it, has type parameters";
        if (!agent.IsReachable(compilation.Assembly, compilation))
            return "it cannot be named outside its file or the class around it";
        return Methods(agent).Any(method => method.FindAttribute(types.CapabilityAttribute) is not null) ? null : "it has no [QuantumCapability]";
    }

    /// <summary>The type's methods and those of its bases, without those that are overridden.</summary>
    public static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type)
    {
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var current in type.WithBases())
        {
            foreach (var method in current.GetMembers().OfType<IMethodSymbol>())
            {
                if (method.OverriddenMethod is { } hidden)
                    overridden.Add(hidden);
                if (!overridden.Contains(method))
                    yield return method;
            }
        }
    }

    private string? ProblemOfRequest(IMethodSymbol method)
    {
        if (method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None))
            return "it takes something by reference";
        if (method.Parameters is not [var request, .. var rest] || request.Type.Is(types.CancellationToken))
            return "it takes no request";
        if (rest.Length > 1 || (rest.Length == 1 && !rest[0].Type.Is(types.CancellationToken)))
            return "it takes more than a request and a cancellation token";
        return IsReachable(request.Type) ? null : $"its request '{Show(request.Type)}' cannot be named elsewhere";
    }

    private string? ProblemOfAnswer(IMethodSymbol method)
    {
        if (method.RefKind != RefKind.None)
            return "it answers by reference";
        if (method.ReturnsVoid || method.ReturnType.Is(types.Task) || method.ReturnType.Is(types.ValueTask))
            return "it gives no answer";
        var answer = method.ReturnType is INamedTypeSymbol { TypeArguments: [var inner] } task
            && (task.OriginalDefinition.Is(types.TaskOfT) || task.OriginalDefinition.Is(types.ValueTaskOfT))
                ? inner
                : method.ReturnType;
        return IsReachable(answer) ? null : $"its answer '{Show(answer)}' cannot be named elsewhere";
    }

    private static string Show(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    // Where the class itself cannot be named, that is said of the agent.
    private bool IsInaccessible(IMethodSymbol method) =>
        compilation.IsSymbolAccessibleWithin(method.ContainingType, compilation.Assembly)
        && !compilation.IsSymbolAccessibleWithin(method, compilation.Assembly);

    private bool IsReachable(ITypeSymbol type) => IsUndecided(type) || type.IsReachable(compilation.Assembly, compilation);

    // What a type parameter stands for, a derived class says; what does not exist, the compiler says.
    private static bool IsUndecided(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol or IErrorTypeSymbol => true,
        IArrayTypeSymbol array => IsUndecided(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsUndecided) || (named.ContainingType is { } outer && IsUndecided(outer)),
        _ => false,
    };
}
