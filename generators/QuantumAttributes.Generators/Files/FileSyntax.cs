using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Files;

/// <summary>What the text of a file says by itself, read once a syntax tree.</summary>
internal sealed class FileSyntax
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileSyntax> Known = new();

    private FileSyntax(SyntaxTree tree)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot();
        Aliases = AliasesOf(root);
        var names = new AttributeNames(Aliases);
        foreach (var node in root.DescendantNodes())
            Add(node, names);

        Names = Hash(root, static node => IsUnseenByOthers(node) || IsMember(node));
        Declarations = Hash(root, IsUnseenByOthers);
    }

    /// <summary>Attributes named like ours on lambdas and local functions.</summary>
    public List<AttributeSyntax> StatementAttributes { get; } = [];

    /// <summary>Attributes of the assembly that ask for the client of a hub.</summary>
    public List<AttributeSyntax> HubClientAttributes { get; } = [];

    /// <summary>Attributes named like ours, or by an alias of ours that the file has, on types and members.</summary>
    public List<AttributeSyntax> MemberAttributes { get; } = [];

    /// <summary>The names of all others: an alias in another file may make them ours.</summary>
    public HashSet<string> OtherAttributes { get; } = new(StringComparer.Ordinal);

    /// <summary>Classes that have a base and can be constructed.</summary>
    public List<ClassDeclarationSyntax> Derived { get; } = [];

    /// <summary>Calls that are named like ours.</summary>
    public List<InvocationExpressionSyntax> Calls { get; } = [];

    /// <summary>The file's aliases, with those that it declares for all files.</summary>
    public List<UsingDirectiveSyntax> Aliases { get; }

    /// <summary>Whether the file declares something to call that is named like a method of ours.</summary>
    public bool DeclaresNameOfOurs { get; private set; }

    /// <summary>
    /// What decides what names and constants mean in other files: types with their bases, constants and usings, as a hash.
    /// </summary>
    public string Names { get; }

    /// <summary>Everything but the bodies of members, as a hash: what other files can learn from this one at all.</summary>
    public string Declarations { get; }

    public bool HasCandidates => StatementAttributes.Count + MemberAttributes.Count + OtherAttributes.Count + Derived.Count + Calls.Count
        + HubClientAttributes.Count > 0;

    public static FileSyntax Of(SyntaxTree tree) => Known.GetValue(tree, static tree => new FileSyntax(tree));

    private static List<UsingDirectiveSyntax> AliasesOf(CompilationUnitSyntax root) =>
    [
        .. root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>()
            .Where(static directive => directive.Alias is not null),
    ];

    private void Add(SyntaxNode node, AttributeNames names)
    {
        switch (node)
        {
            case AttributeSyntax attribute when IsOnMember(attribute):
                if (names.Contains(attribute))
                    MemberAttributes.Add(attribute);
                else
                    OtherAttributes.Add(AttributeNames.NameOf(attribute.Name));
                break;
            case AttributeSyntax { Parent: AttributeListSyntax { Target.Identifier.ValueText: "assembly" } } attribute
                when AttributeNames.IsHubClient(attribute):
                HubClientAttributes.Add(attribute);
                break;
            case AttributeSyntax attribute when StatementAttributeParser.IsCandidate(attribute):
                StatementAttributes.Add(attribute);
                break;
            case InvocationExpressionSyntax call when RegistrationParser.IsCandidate(call) || RequiredProfileParser.IsCandidate(call):
                Calls.Add(call);
                break;
            case ClassDeclarationSyntax { BaseList: not null, TypeParameterList: null } type
                when !type.Modifiers.Any(SyntaxKind.AbstractKeyword):
                Derived.Add(type);
                break;
            case MethodDeclarationSyntax { Identifier: var name } when IsNameOfOurs(name):
            case LocalFunctionStatementSyntax { Identifier: var localName } when IsNameOfOurs(localName):
            case PropertyDeclarationSyntax { Identifier: var propertyName } when IsNameOfOurs(propertyName):
            case VariableDeclaratorSyntax { Identifier: var variableName } when IsNameOfOurs(variableName):
                DeclaresNameOfOurs = true;
                break;
        }
    }

    /// <summary>Whether the attribute stands on a type or a member.</summary>
    public static bool IsOnMember(AttributeSyntax attribute) =>
        attribute.Parent?.Parent is MemberDeclarationSyntax or AccessorDeclarationSyntax;

    private static bool IsNameOfOurs(SyntaxToken name) => name.ValueText is WellKnownNames.RequireAuth or WellKnownNames.Registration;

    private static string Hash(CompilationUnitSyntax root, Func<SyntaxNode, bool> isLeftOut)
    {
        var text = new StringBuilder();
        foreach (var token in root.DescendantTokens(node => !isLeftOut(node)))
            text.Append(token.Text).Append('\0');
        // What may be null depends on a directive, which is no token.
        if (root.ContainsDirectives)
        {
            foreach (var directive in root.DescendantTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.NullableDirectiveTrivia)))
                text.Append(directive.ToString()).Append('\0');
        }

        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static bool IsUnseenByOthers(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or GlobalStatementSyntax => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    private static bool IsMember(SyntaxNode node) =>
        node is AttributeListSyntax or BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or EventFieldDeclarationSyntax;
}
