using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Endpoints;
using QuantumAttributes.Generators.Hubs;
using QuantumAttributes.Generators.Hubs.Client;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Files;

/// <summary>Reads a file at once: that costs what binding its declarations costs, and next to nothing for its statements.</summary>
internal sealed class SourceFileParser(SemanticModel model, Surroundings surroundings)
{
    private static readonly Memory<SyntaxTree, SourceFileModel> Known = new();

    private readonly FileSyntax _syntax = FileSyntax.Of(model.SyntaxTree);
    private readonly StatementConstants _constants = new(model);
    private readonly List<AttributeUse> _uses = [];
    private readonly List<string> _registrations = [];
    private readonly List<AgentModel> _agents = [];
    private readonly List<HubModel> _hubs = [];
    private readonly List<HubClientModel> _hubClients = [];
    private readonly List<JsonContextModel> _jsonContexts = [];

    // Whether what was read depends on members that other files declare.
    private bool _seesMembersElsewhere;

    /// <summary>What the files say that can say anything to us; remembered of each as long as that cannot have changed.</summary>
    public static IEnumerable<SourceFileModel> ParseAll(Compilation compilation, CancellationToken cancellationToken) => compilation.SyntaxTrees
        .Where(static tree => FileSyntax.Of(tree).HasCandidates)
        .Select(tree => Known.Recall(tree, compilation, surroundings =>
        {
            var parser = new SourceFileParser(QuietModel.Of(compilation, tree), surroundings);
            return (parser.Parse(cancellationToken), parser._seesMembersElsewhere);
        }));

    private SourceFileModel Parse(CancellationToken cancellationToken)
    {
        ReadMemberAttributes(cancellationToken);
        ReadStatementAttributes(cancellationToken);
        ReadCalls(cancellationToken);
        ReadDerivedClasses(cancellationToken);
        ReadHubClients(cancellationToken);
        return new SourceFileModel
        {
            Uses = _uses.ToEquatableArray(),
            Registrations = _registrations.ToEquatableArray(),
            Agents = _agents.ToEquatableArray(),
            Hubs = _hubs.ToEquatableArray(),
            HubClients = _hubClients.ToEquatableArray(),
            JsonContexts = _jsonContexts.ToEquatableArray(),
        };
    }

    private void ReadMemberAttributes(CancellationToken cancellationToken)
    {
        foreach (var attribute in _syntax.MemberAttributes.Concat(AttributesByForeignAlias(cancellationToken)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (model.GetDeclaredSymbol(attribute.Parent!.Parent!, cancellationToken) is not { } member
                || member.GetAttributes().FirstOrDefault(found => IsWrittenAs(found, attribute)) is not { } data)
                continue;

            if (data.AttributeClass.Is(WellKnownNames.AuthAttribute) || data.AttributeClass.Is(WellKnownNames.ChannelAttribute))
                _uses.Add(MemberAttributeParser.Parse(data, member));
            else if (data.AttributeClass.Is(WellKnownNames.AgentAttribute) && member is INamedTypeSymbol type)
                ReadAgent(type, data, cancellationToken);
        }
    }

    // Rare enough to look through the whole file for them.
    private IEnumerable<AttributeSyntax> AttributesByForeignAlias(CancellationToken cancellationToken)
    {
        var names = new AttributeNames(surroundings.Aliases);
        return _syntax.OtherAttributes.Any(names.Contains)
            ? model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<AttributeSyntax>()
                .Where(FileSyntax.IsOnMember)
                .Where(attribute => _syntax.OtherAttributes.Contains(AttributeNames.NameOf(attribute.Name)) && names.Contains(attribute))
            : [];
    }

    private void ReadAgent(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken)
    {
        _seesMembersElsewhere |= IsWrittenElsewhere(type);
        _agents.AddIfAny(AgentParser.Parse(type, attribute, model.Compilation, cancellationToken));
    }

    private void ReadStatementAttributes(CancellationToken cancellationToken)
    {
        var parser = new StatementAttributeParser(model, _constants);
        foreach (var attribute in _syntax.StatementAttributes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _uses.AddIfAny(parser.Parse(attribute, cancellationToken));
        }
    }

    private void ReadCalls(CancellationToken cancellationToken)
    {
        bool isAmbiguous = surroundings.DeclareNameOfOurs;
        var requirements = new RequiredProfileParser(model, _constants, isAmbiguous);
        _seesMembersElsewhere |= isAmbiguous && _syntax.Calls.Count > 0;
        foreach (var call in _syntax.Calls)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!RegistrationParser.IsCandidate(call))
                _uses.AddIfAny(requirements.Parse(call, cancellationToken));
            else
                _registrations.AddIfAny(RegistrationParser.Parse(call, model, isAmbiguous, cancellationToken));
        }
    }

    private void ReadDerivedClasses(CancellationToken cancellationToken)
    {
        foreach (var declaration in _syntax.Derived)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (model.GetDeclaredSymbol(declaration, cancellationToken) is not { } type)
                continue;
            if (HubMembers.IsHub(type))
                ReadHub(type);
            else if (JsonContextParser.IsContext(type))
                ReadJsonContext(type);
        }
    }

    private void ReadHub(INamedTypeSymbol type)
    {
        _seesMembersElsewhere |= IsWrittenElsewhere(type);
        _hubs.AddIfAny(HubParser.Parse(type, model.Compilation));
        if (HubParser.IsMapped(type))
            ReadHubClient(type);
    }

    private void ReadJsonContext(INamedTypeSymbol type)
    {
        _seesMembersElsewhere |= IsWrittenElsewhere(type);
        _jsonContexts.AddIfAny(JsonContextParser.Parse(type, model.Compilation));
    }

    private void ReadHubClients(CancellationToken cancellationToken)
    {
        foreach (var attribute in _syntax.HubClientAttributes)
        {
            if (attribute.ArgumentList?.Arguments is not [{ Expression: TypeOfExpressionSyntax { Type: var name } }]
                || !model.GetTypeInfo(attribute, cancellationToken).Type.Is(WellKnownNames.HubClientAttribute)
                || model.GetTypeInfo(name, cancellationToken).Type is not INamedTypeSymbol type
                || !HubMembers.IsHub(type))
                continue;

            _seesMembersElsewhere = true;
            ReadHubClient(type);
        }
    }

    private void ReadHubClient(INamedTypeSymbol hub)
    {
        if (!HubClientParser.CanBeWritten(model.Compilation))
            return;

        _seesMembersElsewhere |= HubClientParser.ClientOf(hub) is { } client && client.AllInterfaces.Prepend(client).Any(IsElsewhere);
        _hubClients.AddIfAny(new HubClientParser(hub, model.Compilation).Parse());
    }

    // In another part, in a base, or in an attribute of the project's own that derives from ours.
    private bool IsWrittenElsewhere(INamedTypeSymbol type) => InSource(type).Any(one => IsElsewhere(one)
        || one.GetMembers().Prepend<ISymbol>(one).SelectMany(static member => member.GetAttributes())
            .Any(attribute => attribute.AttributeClass is { } found && InSource(found).Any(IsElsewhere)));

    private bool IsElsewhere(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(part => part.SyntaxTree != model.SyntaxTree);

    // The class and its bases, as far as the project itself declares them.
    private static IEnumerable<INamedTypeSymbol> InSource(INamedTypeSymbol type) =>
        type.WithBases().TakeWhile(static current => !current.DeclaringSyntaxReferences.IsEmpty);

    private static bool IsWrittenAs(AttributeData data, AttributeSyntax attribute) =>
        data.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == attribute.SyntaxTree
        && reference.Span == attribute.Span;
}
