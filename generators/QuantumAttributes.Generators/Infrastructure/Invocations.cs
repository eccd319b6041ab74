using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>What the syntax of a call says by itself.</summary>
internal static class Invocations
{
    /// <summary>The name of the called method, without type arguments; null when something without a name is called.</summary>
    public static string? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>What the method is called on, when that is written before a dot.</summary>
    public static ExpressionSyntax? ReceiverOf(InvocationExpressionSyntax invocation) =>
        (invocation.Expression as MemberAccessExpressionSyntax)?.Expression;

    /// <summary>
    /// Whether an extension method is called on a value, and not by its class, as in <c>Extensions.Method(value)</c>, or without that.
    /// </summary>
    public static bool IsOfExtension(InvocationExpressionSyntax invocation, string extensionClass) => ReceiverOf(invocation) switch
    {
        null => invocation.Expression is MemberBindingExpressionSyntax,
        SimpleNameSyntax name => !IsNameOf(name, extensionClass),
        MemberAccessExpressionSyntax access => !IsNameOf(access.Name, extensionClass),
        _ => true,
    };

    private static bool IsNameOf(SimpleNameSyntax name, string type) =>
        type.EndsWith("." + name.Identifier.ValueText, StringComparison.Ordinal);

    /// <summary><c>MapPost("/transfers")</c>: the name, and the first argument when it is literally a string.</summary>
    public static string? Describe(InvocationExpressionSyntax invocation)
    {
        string? name = NameOf(invocation);
        var first = invocation.ArgumentList.Arguments.FirstOrDefault();
        return name is not null && first?.Expression is LiteralExpressionSyntax { Token.Value: string text }
            ? $"{name}(\"{text}\")"
            : name;
    }
}
