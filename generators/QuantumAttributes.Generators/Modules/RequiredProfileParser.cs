using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Files;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>
/// Reads calls of <c>RequireQuantumAuth</c> with constant profiles. They are known by their name, unless the project declares a method
/// of that name itself: to bind one resolves the overloads of the <c>MapPost</c> before it, with its lambda.
/// </summary>
internal sealed class RequiredProfileParser(SemanticModel model, StatementConstants constants, bool isAmbiguous)
{
    public static bool IsCandidate(InvocationExpressionSyntax call) => Invocations.NameOf(call) == WellKnownNames.RequireAuth;

    /// <summary>The profile that the call requires, or null where it is not ours, or names none that is constant.</summary>
    public AttributeUse? Parse(InvocationExpressionSyntax call, CancellationToken cancellationToken)
    {
        if (isAmbiguous && !IsOurs(call, cancellationToken))
            return null;

        string? profile = ProfileOf(call) is { } argument ? constants.ValueOf(argument) : WellKnownNames.DefaultProfile;
        if (profile is null)
            return null;

        string target = IsExtension(call) ? Target(call) : "";
        return new AttributeUse(profile, $"{MemberPath.Of(call, model, cancellationToken)} {WellKnownNames.RequireAuth}{target}");
    }

    private bool IsOurs(InvocationExpressionSyntax call, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && method.ContainingType.Is(WellKnownNames.EndpointExtensions);

    /// <summary>The argument that names the profile, or null where the call leaves it to the default.</summary>
    public static ExpressionSyntax? ProfileOf(InvocationExpressionSyntax call)
    {
        int index = IsExtension(call) ? 0 : 1;
        var arguments = call.ArgumentList.Arguments;
        var argument = arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "profile")
            ?? arguments.Where(static argument => argument.NameColon is null).ElementAtOrDefault(index);
        return argument?.Expression;
    }

    private static bool IsExtension(InvocationExpressionSyntax call) => Invocations.IsOfExtension(call, WellKnownNames.EndpointExtensions);

    // " on MapGroup("/admin")": the call that mapped what is required of, however many calls stand between.
    private static string Target(InvocationExpressionSyntax call)
    {
        for (var receiver = Invocations.ReceiverOf(call); receiver is not null;)
        {
            if (receiver is IdentifierNameSyntax variable)
                return $" on {variable.Identifier.ValueText}";
            if (receiver is not InvocationExpressionSyntax inner)
                break;
            if (Invocations.NameOf(inner)?.StartsWith("Map", StringComparison.Ordinal) == true)
                return $" on {Invocations.Describe(inner)}";
            receiver = Invocations.ReceiverOf(inner);
        }

        return "";
    }
}
