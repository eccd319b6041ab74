using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>Reads the statements of a file at once, so that what binding them costs is paid once a file.</summary>
internal static class SourceFileParser
{
    public static bool IsCandidate(SyntaxNode node) => node is CompilationUnitSyntax && Candidates(node).Any();

    public static SourceFileModel Parse(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var model = QuietModel.Of(context.SemanticModel);
        var attributes = new StatementAttributeParser(model);
        var uses = new List<AttributeUse>();
        var registrations = new List<Registration>();
        foreach (var candidate in Candidates(context.Node))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (candidate is AttributeSyntax attribute && attributes.Parse(attribute, cancellationToken) is { } use)
                uses.Add(use);
            else if (candidate is InvocationExpressionSyntax call && RegistrationParser.IsCandidate(call))
                registrations.AddIfAny(RegistrationParser.Parse(call, model, cancellationToken));
            else if (candidate is InvocationExpressionSyntax requirement)
                uses.AddRange(RequiredProfileParser.Parse(requirement, model, cancellationToken));
        }

        return new SourceFileModel { Uses = uses.ToEquatableArray(), Registrations = registrations.ToEquatableArray() };
    }

    private static IEnumerable<SyntaxNode> Candidates(SyntaxNode file) => file.DescendantNodes().Where(static node => node switch
    {
        AttributeSyntax attribute => StatementAttributeParser.IsCandidate(attribute),
        InvocationExpressionSyntax call => RegistrationParser.IsCandidate(call) || RequiredProfileParser.IsCandidate(call),
        _ => false,
    });

    private static void AddIfAny(this List<Registration> registrations, Registration? registration)
    {
        if (registration is not null)
            registrations.Add(registration);
    }
}
