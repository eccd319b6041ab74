using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.Generators.Files;

/// <summary>How attributes of ours are written in a file: by their names, or by an alias of one. What matches is only likely ours.</summary>
internal sealed class AttributeNames
{
    private readonly HashSet<string> _aliases;

    public AttributeNames(IEnumerable<UsingDirectiveSyntax> aliases) => _aliases =
    [
        .. aliases
            .Where(static alias => alias.Name is { } name && IsOwn(NameOf(name)))
            .Select(static alias => alias.Alias!.Name.Identifier.ValueText),
    ];

    public bool Contains(AttributeSyntax attribute) => Contains(NameOf(attribute.Name));

    public bool Contains(string name) => IsOwn(name) || _aliases.Contains(name);

    /// <summary>The name without what stands before a dot.</summary>
    public static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <summary>Whether an endpoint's attribute is called so.</summary>
    public static bool IsDemand(string name) =>
        name is "QuantumAuth" or "QuantumAuthAttribute" or "QuantumChannel" or "QuantumChannelAttribute";

    /// <summary>Whether the attribute is called as the one that asks for a hub's client.</summary>
    public static bool IsHubClient(AttributeSyntax attribute) => NameOf(attribute.Name) is "QuantumHubClient" or "QuantumHubClientAttribute";

    private static bool IsOwn(string name) => IsDemand(name) || name is "QuantumAgent" or "QuantumAgentAttribute";
}
