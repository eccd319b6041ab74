using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Hubs;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Reads types: hubs, agents with their capabilities, and all else that carries attributes of ours.</summary>
internal sealed class TypeEntryParser(SemanticModel model)
{
    public static bool IsCandidate(TypeDeclarationSyntax type) =>
        type.BaseList is not null || type.AttributeLists.Count > 0 || type.Members.Any(static member => member.AttributeLists.Count > 0);

    public IEnumerable<ManifestEntry?> Parse(TypeDeclarationSyntax declaration, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type)
            return [];
        bool isAgent = AgentAttributeOf(type) is not null;
        return OfType(type, declaration)
            .Concat(declaration.Members.OfType<MethodDeclarationSyntax>()
                .Where(static method => method.AttributeLists.Count > 0)
                .Select(method => OfMethod(method, type, isAgent, cancellationToken)));
    }

    // Once, however many parts the type has.
    private static IEnumerable<ManifestEntry?> OfType(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        var first = type.DeclaringSyntaxReferences[0];
        return first.SyntaxTree == declaration.SyntaxTree && first.Span == declaration.Span && OfType(type, SourcePlace.Of(declaration)) is { } entry
            ? [entry]
            : [];
    }

    private static ManifestEntry? OfType(INamedTypeSymbol type, SourcePlace place)
    {
        string name = type.ToDisplayString(SymbolFormats.Message);
        if (HubMembers.IsHub(type) && !type.IsAbstract)
        {
            return new ManifestEntry
            {
                Kind = QuantumManifestKind.Hub,
                Name = name,
                Route = RouteBuilder.Application.Combine(HubParser.RouteOf(type)),
                Demands = DemandParser.OfTypeAndBases(type),
                Place = place,
            };
        }

        if (AgentAttributeOf(type) is { } agent)
        {
            return new ManifestEntry
            {
                Kind = QuantumManifestKind.Agent,
                Name = agent.ConstructorArguments is [{ Value: string agentName }] ? agentName : "",
                Member = name,
                Demands = DemandParser.OfTypeAndBases(type),
                Place = place,
            };
        }

        var demands = DemandParser.Of(type);
        return demands.IsAny ? new ManifestEntry { Kind = QuantumManifestKind.Type, Name = name, Demands = demands, Place = place } : null;
    }

    private static AttributeData? AgentAttributeOf(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass.Is(WellKnownNames.AgentAttribute));

    private ManifestEntry? OfMethod(
        MethodDeclarationSyntax declaration, INamedTypeSymbol type, bool isAgent, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(declaration, cancellationToken) is not { } method)
            return null;
        string name = method.ToDisplayString(SymbolFormats.Message);
        var demands = DemandParser.Of(method);
        var place = SourcePlace.Of(declaration);
        if (isAgent && method.GetAttributes().FirstOrDefault(CapabilityParser.IsCapability) is { } capability)
            return OfCapability(capability, name, DemandParser.OfTypeAndBases(type) + demands, place);
        return demands.IsAny ? new ManifestEntry { Kind = QuantumManifestKind.Method, Name = name, Demands = demands, Place = place } : null;
    }

    private static ManifestEntry OfCapability(AttributeData attribute, string member, Demands demands, SourcePlace place)
    {
        string? route = CapabilityParser.RouteOf(attribute);
        return new ManifestEntry
        {
            Kind = QuantumManifestKind.Capability,
            Name = attribute.ConstructorArguments is [{ Value: string name }] ? name : "",
            Member = member,
            Methods = route is null ? default : new EquatableArray<string>(["POST"]),
            Route = RouteBuilder.Application.Combine(route),
            // A route demands the default profile whatever else is said.
            Demands = route is null ? demands : demands + Demands.Of(WellKnownNames.DefaultProfile),
            Algorithm = CapabilityParser.Named(attribute, "Algorithm") as string,
            Place = place,
        };
    }
}
