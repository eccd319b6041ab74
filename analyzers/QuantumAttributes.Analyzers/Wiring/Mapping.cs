using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>A call of ASP.NET Core that maps an endpoint.</summary>
internal sealed class Mapping
{
    private readonly WiringTypes _types;
    private readonly IInvocationOperation _call;

    private Mapping(IInvocationOperation call, IOperation handler, WiringTypes types)
    {
        _call = call;
        _types = types;
        Handler = handler;
    }

    /// <summary>What handles its requests.</summary>
    public IOperation Handler { get; }

    /// <summary>The lambda or method that handles its requests, or null where a variable does.</summary>
    public IMethodSymbol? Method => Handler is IDelegateCreationOperation creation
        ? CallChain.Unwrap(creation.Target) switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        }
        : null;

    public static Mapping? Of(IInvocationOperation call, WiringTypes types) =>
        call.TargetMethod.Name.StartsWith("Map", StringComparison.Ordinal)
        && call.TargetMethod.ContainingType.Is(types.EndpointExtensions)
        && (call.Argument("handler") ?? call.Argument("requestDelegate")) is { } handler
            ? new Mapping(call, handler, types)
            : null;

    /// <summary>Whether it demands something of ours, or says that everybody may come: by itself, by its handler or by its group.</summary>
    public bool IsDecided() =>
        (Method is { } method && method.GetAttributes().Any(IsDecision))
        || CallChain.Around(_call).Any(IsDecision)
        || IsVariableDecided(_call.Receiver())
        || (EndOfChain().Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } && IsDecidedLater(declarator.Symbol));

    private bool IsDecision(AttributeData attribute) =>
        _types.IsDemand(attribute) || attribute.AttributeClass?.AllInterfaces.Any(contract => contract.Is(_types.AllowAnonymous)) == true;

    private bool IsDecision(IInvocationOperation call) => _types.IsDemand(call.TargetMethod) || call.TargetMethod.Name == "AllowAnonymous";

    // The groups: what a variable was made of, and what was called on it since.
    private bool IsVariableDecided(IOperation? builder)
    {
        while (builder is IInvocationOperation call)
            builder = call.Receiver();
        if (builder is not ILocalReferenceOperation { Local: { } local })
            return false;
        return IsDecidedLater(local) || (Initializer(local) is { } value && (CallChain.UpTo(value).Any(IsDecision) || IsVariableDecided(value)));
    }

    private bool IsDecidedLater(ILocalSymbol local) => Root().Descendants().OfType<IInvocationOperation>()
        .Where(IsDecision)
        .Select(CallChain.UpTo)
        .Any(chain => chain[0].Receiver() is ILocalReferenceOperation reference
            && reference.Local.Is(local)
            && chain.All(static call => !call.TargetMethod.Name.StartsWith("Map", StringComparison.Ordinal)));

    private IOperation? Initializer(ILocalSymbol local) => Root().Descendants().OfType<IVariableDeclaratorOperation>()
        .FirstOrDefault(declarator => declarator.Symbol.Is(local))?.GetVariableInitializer()?.Value;

    private IOperation EndOfChain()
    {
        var chain = CallChain.Around(_call);
        return chain[chain.Count - 1];
    }

    private IOperation Root()
    {
        IOperation root = _call;
        while (root.Parent is { } parent)
            root = parent;
        return root;
    }
}
