using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>The endpoints of a compilation, and which of them say who may call them.</summary>
internal sealed class CoverageSurvey(WellKnownTypes types)
{
    private readonly ConcurrentBag<(Location Place, string Name)> _handlers = [];
    private readonly ConcurrentBag<INamedTypeSymbol> _hubs = [];
    private readonly ConcurrentBag<INamedTypeSymbol> _controllers = [];
    private readonly ConcurrentDictionary<ISymbol, bool> _isMappedHubCovered = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentBag<bool> _areMappedControllersCovered = [];
    private volatile bool _requiresByDefault;

    public void SeeBodies(ImmutableArray<IOperation> bodies)
    {
        foreach (var body in bodies)
        {
            var builders = new EndpointBuilders(body, types);
            foreach (var mapping in builders.Mappings)
                SeeMapping(mapping, builders);
            if (body.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>().Any(RequiresByDefault))
                _requiresByDefault = true;
        }
    }

    public void SeeType(INamedTypeSymbol type)
    {
        if (type is not { TypeKind: TypeKind.Class, IsAbstract: false } || IsDecided(type))
            return;
        if (type.IsOrDerivesFrom(types.Hub))
            _hubs.Add(type);
        else if (type.IsOrDerivesFrom(types.Controller) && CapabilityShape.Methods(type).Any(IsUndecidedAction))
            _controllers.Add(type);
    }

    /// <summary>Those that say nothing, once all bodies and types are seen.</summary>
    public IEnumerable<(Location Place, string Name)> Uncovered()
    {
        // Then the default profile is demanded of whatever says nothing.
        if (_requiresByDefault)
            return [];

        bool areControllersCovered = !_areMappedControllersCovered.IsEmpty && _areMappedControllersCovered.All(static isCovered => isCovered);
        var types = _hubs
            .Where(hub => !_isMappedHubCovered.TryGetValue(hub, out bool isCovered) || !isCovered)
            .Concat(areControllersCovered ? [] : _controllers);
        return _handlers.Concat(types.Select(static type => (RuleLocations.Of(type), type.Name)));
    }

    private void SeeMapping(IInvocationOperation call, EndpointBuilders builders)
    {
        var method = call.TargetMethod;
        if (Mapping.Of(call, types) is { Method: { } handler })
        {
            if (!handler.GetAttributes().Any(types.IsDecision) && !builders.IsDecided(call))
                _handlers.Add((RuleLocations.OfName(call), method.Name));
        }
        else if (method.ContainingType.Is(types.HubEndpointExtensions) && method.TypeArguments is [var hub])
        {
            bool isCovered = builders.IsDecided(call);
            _isMappedHubCovered.AddOrUpdate(hub, isCovered, (_, others) => others && isCovered);
        }
        else if (method.ContainingType.Is(types.ControllerEndpointExtensions))
        {
            _areMappedControllersCovered.Add(builders.IsDecided(call));
        }
    }

    private bool RequiresByDefault(ISimpleAssignmentOperation assignment) =>
        assignment is
        {
            Target: IPropertyReferenceOperation { Property: { Name: "RequireAuthByDefault" } property },
            Value.ConstantValue: { HasValue: true, Value: true },
        }
        && property.ContainingType.Is(types.Options);

    private bool IsDecided(INamedTypeSymbol type) => type.WithBases().Any(current => current.GetAttributes().Any(types.IsDecision));

    // As MVC finds them. What ControllerBase itself has is marked as no action; attributes are inherited by overrides.
    private bool IsUndecidedAction(IMethodSymbol method)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, IsStatic: false, IsGenericMethod: false, DeclaredAccessibility: Accessibility.Public }
            || IsDispose(method))
            return false;
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            if (current.ContainingType.SpecialType == SpecialType.System_Object
                || current.FindAttribute(types.NonAction) is not null
                || current.GetAttributes().Any(types.IsDecision))
                return false;
        }

        return true;
    }

    private static bool IsDispose(IMethodSymbol method) => method is { Name: "Dispose", Parameters.IsEmpty: true }
        && method.ContainingType.AllInterfaces.Any(static contract => contract.SpecialType == SpecialType.System_IDisposable);
}
