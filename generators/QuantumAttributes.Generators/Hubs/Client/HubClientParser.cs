using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Hubs.Client;

/// <summary>Reads what a client of a hub can call and hear, as SignalR finds it by reflection.</summary>
internal sealed class HubClientParser(INamedTypeSymbol hub, Compilation compilation)
{
    private const string TypedHub = "Microsoft.AspNetCore.SignalR.Hub<T>";

    private static readonly SymbolDisplayFormat Qualified =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _targets = new(StringComparer.Ordinal);

    /// <summary>Whether there can be clients: the assembly knows connections to hubs.</summary>
    public static bool CanBeWritten(Compilation compilation) => compilation.GetTypeByMetadataName(WellKnownNames.HubConnection) is not null;

    /// <summary>The interface by which the hub calls its clients, or null.</summary>
    public static INamedTypeSymbol? ClientOf(INamedTypeSymbol hub) =>
        hub.BaseType.WithBases().FirstOrDefault(IsTyped)?.TypeArguments[0] as INamedTypeSymbol;

    /// <summary>The client, or null where generated code cannot name the hub, or a class has the client's name already.</summary>
    public HubClientModel? Parse()
    {
        if (hub.IsGenericOrInside() || !IsReachable(hub))
            return null;

        string space = hub.ContainingNamespace.IsGlobalNamespace ? "" : hub.ContainingNamespace.ToDisplayString(Qualified);
        var model = new HubClientModel
        {
            Namespace = space,
            Name = NameOf(hub),
            Hub = hub.ToDisplayString(SymbolFormats.Message),
            Route = HubParser.RouteOf(hub),
            IsPublic = hub.IsPublic(),
            Methods = HubMethods().Select(ParseMethod).OfType<HubClientMethod>().ToEquatableArray(),
            Events = ClientMethods().Select(ParseEvent).OfType<HubClientEvent>().ToEquatableArray(),
        };
        return IsTaken(model.FullName, compilation.Assembly) || IsTaken(model.FullName, hub.ContainingAssembly) ? null : model;
    }

    private static bool IsTyped(INamedTypeSymbol type) =>
        type is { Name: "Hub", Arity: 1 } && type.OriginalDefinition.ToDisplayString(SymbolFormats.Message) == TypedHub;

    private bool IsTaken(string name, IAssemblySymbol assembly) =>
        assembly.GetTypeByMetadataName(name) is { } type && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);

    /// <summary>
    /// All clients, sorted. One that several files ask for is the same from each; of two hubs that would name theirs alike, one has it.
    /// </summary>
    public static IEnumerable<HubClientModel> Arrange(IEnumerable<HubClientModel> clients) => clients
        .OrderBy(static client => client.FullName, StringComparer.Ordinal)
        .ThenBy(static client => client.Hub, StringComparer.Ordinal)
        .GroupBy(static client => client.FullName, StringComparer.Ordinal)
        .Select(static alike => alike.First());

    private IEnumerable<IMethodSymbol> HubMethods() => HubMembers.Of(hub)
        .OfType<IMethodSymbol>()
        .WithoutOverridden()
        .Where(static method => !HubWire.IsOfFramework(method));

    private IEnumerable<IMethodSymbol> ClientMethods() => ClientOf(hub) is { TypeKind: TypeKind.Interface } client
        ? client.AllInterfaces
            .Prepend(client)
            .SelectMany(static type => type.GetMembers())
            .OfType<IMethodSymbol>()
            .Where(static method => method.MethodKind == MethodKind.Ordinary && !method.IsStatic)
        : [];

    private HubClientMethod? ParseMethod(IMethodSymbol method)
    {
        var parameters = method.Parameters.Where(static parameter => !HubWire.IsGivenByServer(parameter)).ToList();
        var (result, isStream) = HubWire.ResultOf(method.ReturnType);
        if (!CanBeCalled(method, parameters, result) || HubWire.TargetOf(method) is not { } target || !_targets.Add(target))
            return null;

        return new HubClientMethod
        {
            Name = Identifiers.Unique(Identifiers.Async(method.Name), _names),
            Target = target,
            Parameters = parameters
                .Select(static parameter => new HubClientParameter(parameter.Type.ToCode(), Identifiers.Escape(parameter.Name)))
                .ToEquatableArray(),
            CancellationName = Identifiers.Unique(
                "cancellationToken", new HashSet<string>(parameters.Select(static parameter => parameter.Name), StringComparer.Ordinal)),
            Result = result?.ToCode(),
            IsStream = isStream,
        };
    }

    private HubClientEvent? ParseEvent(IMethodSymbol method)
    {
        var parameters = method.Parameters.Where(static parameter => !parameter.IsCancellationToken()).ToList();
        var (result, isStream) = HubWire.ResultOf(method.ReturnType);
        if (isStream || !CanBeCalled(method, parameters, result) || HubWire.TargetOf(method) is not { } target)
            return null;

        return new HubClientEvent
        {
            Name = Identifiers.Unique("On" + method.Name, _names),
            Target = target,
            Arguments = parameters.Select(static parameter => ArgumentOf(parameter.Type)).ToEquatableArray(),
            Result = result?.ToCode(),
        };
    }

    // A dynamic argument would make the call of the handler a dynamic one.
    private static HubClientArgument ArgumentOf(ITypeSymbol type) => type is IDynamicTypeSymbol
        ? new HubClientArgument("object?", "object")
        : new HubClientArgument(
            type.ToCode(), type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

    private bool CanBeCalled(IMethodSymbol method, List<IParameterSymbol> parameters, ITypeSymbol? result) =>
        !method.IsGenericMethod
        && method.RefKind == RefKind.None
        && parameters.All(parameter => parameter.RefKind == RefKind.None && IsReachable(parameter.Type))
        && (result is null || IsReachable(result));

    private bool IsReachable(ITypeSymbol type) => type.IsReachable(compilation.Assembly, compilation);

    // Of a class in another one, with the names of both.
    private static string NameOf(INamedTypeSymbol hub)
    {
        string name = hub.Name + "Client";
        for (var outer = hub.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.Name + name;
        return name;
    }
}
