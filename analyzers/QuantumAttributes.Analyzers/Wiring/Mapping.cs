using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>A call of ASP.NET Core that maps a handler.</summary>
internal sealed class Mapping
{
    private Mapping(IOperation handler) => Handler = handler;

    /// <summary>What handles its requests.</summary>
    public IOperation Handler { get; }

    /// <summary>The lambda or method that handles its requests, or null where a variable does.</summary>
    public IMethodSymbol? Method => CallChain.Function(Handler);

    public static Mapping? Of(IInvocationOperation call, WellKnownTypes types) =>
        IsMap(call.TargetMethod)
        && (call.TargetMethod.ContainingType.Is(types.EndpointExtensions) || call.TargetMethod.ContainingType.Is(types.FallbackEndpointExtensions))
        && (call.Argument("handler") ?? call.Argument("requestDelegate")) is { } handler
            ? new Mapping(handler)
            : null;

    /// <summary>Whether the method is called as those that map are: what comes before it in a chain is a group then, not an endpoint.</summary>
    public static bool IsMap(IMethodSymbol method) => method.Name.StartsWith("Map", StringComparison.Ordinal);
}
