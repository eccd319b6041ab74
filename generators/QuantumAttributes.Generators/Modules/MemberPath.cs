using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>
/// Says where something stands, for people who read an error at start-up: <c>Bank.ChatHub.Remove(string)</c>,
/// <c>Program.&lt;Main&gt;$ lambda in MapPost("/transfers")</c>. Without file or line, which change when unrelated code moves.
/// </summary>
internal static class MemberPath
{
    // What the compiler calls the method that top-level statements become.
    private const string TopLevel = "Program.<Main>$";

    public static string Of(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        var inside = new Stack<string>();
        for (var current = node; current is not null; current = current.Parent)
        {
            if (Declared(current, model, cancellationToken) is { } member)
                return string.Join(" ", [member, .. inside]);
            if (Step(current) is { } step)
                inside.Push(step);
        }

        return string.Join(" ", inside);
    }

    private static string? Declared(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) => node switch
    {
        GlobalStatementSyntax => TopLevel,
        MemberDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } =>
            model.GetDeclaredSymbol(node, cancellationToken)?.ToDisplayString(SymbolFormats.Message),
        _ => null,
    };

    private static string? Step(SyntaxNode node) => node switch
    {
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } =>
            Invocations.Describe(call) is { } description ? $"lambda in {description}" : "lambda",
        AnonymousFunctionExpressionSyntax => "lambda",
        _ => null,
    };
}
