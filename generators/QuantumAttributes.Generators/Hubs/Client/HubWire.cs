using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Hubs.Client;

/// <summary>What of a method goes over the wire, as SignalR has it.</summary>
internal static class HubWire
{
    /// <summary>Whether SignalR calls the method itself, as <c>OnConnectedAsync</c>, or knows it for one that clients never mean.</summary>
    public static bool IsOfFramework(IMethodSymbol method)
    {
        var first = method;
        while (first.OverriddenMethod is { } hidden)
            first = hidden;
        return first.ContainingType.SpecialType == SpecialType.System_Object
            || HubMembers.IsRoot(first.ContainingType)
            || method is { Name: "Dispose", Parameters.IsEmpty: true };
    }

    /// <summary>What the method is called, or null where an attribute does not say it.</summary>
    public static string? TargetOf(IMethodSymbol method)
    {
        var named = method.GetAttributes()
            .FirstOrDefault(static attribute => attribute.AttributeClass.Is("Microsoft.AspNetCore.SignalR.HubMethodNameAttribute"));
        return named is null ? method.Name : named.ConstructorArguments is [{ Value: string name }] ? name : null;
    }

    /// <summary>The type of the answer, or of the items of a stream; null where there is none.</summary>
    public static (ITypeSymbol? Type, bool IsStream) ResultOf(ITypeSymbol returned)
    {
        var answer = Answers.Unwrap(returned).Type;
        return answer is not null && ItemOf(answer) is { } item ? (item, true) : (answer, false);
    }

    /// <summary>Whether the server itself gives the parameter.</summary>
    // Services may come without an attribute too: what is an interface of neither the base library nor JSON's, cannot be sent.
    public static bool IsGivenByServer(IParameterSymbol parameter) =>
        parameter.IsCancellationToken()
        || Has(parameter, "FromServicesAttribute", "FromKeyedServicesAttribute")
        || (parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Interface } type
            && !IsOfBaseLibrary(type)
            && !Has(type, "JsonPolymorphicAttribute", "JsonDerivedTypeAttribute"));

    private static ITypeSymbol? ItemOf(ITypeSymbol answer) =>
        answer.OriginalDefinition.ToDisplayString(SymbolFormats.Message) == "System.Threading.Channels.ChannelReader<T>"
            ? ((INamedTypeSymbol)answer).TypeArguments[0]
            : Answers.ItemOf(answer);

    private static bool Has(ISymbol symbol, params string[] attributes) =>
        symbol.GetAttributes().Any(attribute => attributes.Contains(attribute.AttributeClass?.Name));

    private static bool IsOfBaseLibrary(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space.ContainingNamespace is { IsGlobalNamespace: false } outer)
            space = outer;
        return space.Name == "System";
    }
}
