using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Endpoints;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Agents;

/// <summary>Reads the capabilities of one agent, those of its base classes included.</summary>
internal sealed class CapabilityParser(INamedTypeSymbol agent, Compilation compilation)
{
    private readonly bool _isAgentReachable = agent.IsReachable(compilation.Assembly, compilation);

    public EquatableArray<CapabilityModel> ParseAll(CancellationToken cancellationToken)
    {
        var capabilities = new List<CapabilityModel>();
        foreach (var method in Methods())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_isAgentReachable && Parse(method) is { } capability)
                capabilities.Add(capability);
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        return capabilities
            .OrderBy(capability => capability.Name, StringComparer.Ordinal)
            .ThenBy(capability => capability.Method, StringComparer.Ordinal)
            .ThenBy(capability => capability.RequestType, StringComparer.Ordinal)
            .Select(capability => capability with { ClientMethod = Distinguish(capability, taken) })
            .ToEquatableArray();
    }

    private IEnumerable<IMethodSymbol> Methods() => agent.WithBases()
        .SelectMany(static type => type.GetMembers())
        .OfType<IMethodSymbol>()
        .WithoutOverridden();

    private CapabilityModel? Parse(IMethodSymbol method)
    {
        var attribute = method.GetAttributes().FirstOrDefault(IsCapability);
        if (attribute is not { ConstructorArguments: [{ Value: string name }] }
            || string.IsNullOrWhiteSpace(name)
            || !IsCallable(method))
            return null;

        var (response, answer) = Answers.Unwrap(method.ReturnType);
        var request = method.Parameters[0].Type;
        if (response is null || !IsReachable(request) || !IsReachable(response))
            return null;

        return new CapabilityModel
        {
            Name = name,
            Algorithm = Named(attribute, "Algorithm") as string,
            Cost = Named(attribute, "Cost") as int?,
            Route = RouteOf(attribute),
            RouteMetadata = RouteMetadataParser.Parse(agent, method),
            Receiver = method.IsStatic ? agent.ToCode() : "agent",
            Method = Identifiers.Escape(method.Name),
            TakesCancellation = method.Parameters.Length == 2,
            Answer = answer,
            RequestType = request.ToCode(),
            ResponseType = response.ToCode(),
            ItemType = answer == AnswerKind.Value ? Answers.ItemOf(response)?.ToCode() : null,
            RequestName = RequestNameOf(method.Parameters[0]),
            ClientMethod = Identifiers.Async(method.Name),
            IsPublic = agent.IsPublic() && request.IsPublic() && response.IsPublic(),
        };
    }

    private bool IsCallable(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, IsGenericMethod: false, RefKind: RefKind.None, ReturnsVoid: false }
        && compilation.IsSymbolAccessibleWithin(method, compilation.Assembly)
        && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None)
        && method.Parameters is [var first, .. var rest]
        && !first.IsCancellationToken()
        && (rest.Length == 0 || (rest.Length == 1 && rest[0].IsCancellationToken()));

    private bool IsReachable(ITypeSymbol type) => type.IsReachable(compilation.Assembly, compilation);

    private static string RequestNameOf(IParameterSymbol parameter) =>
        parameter.Name is "" or "cancellationToken" ? "request" : Identifiers.Escape(parameter.Name);

    // Sign(Document) and SignAsync(Letter) may share a name; Sign(Document) and SignAsync(Document) may not.
    private static string Distinguish(CapabilityModel capability, HashSet<string> taken)
    {
        string parameters = $"({capability.RequestType.Replace("?", "")})";
        string unique = capability.ClientMethod;
        for (int i = 2; !taken.Add(unique + parameters); i++)
            unique = capability.ClientMethod + i;
        return unique;
    }

    public static string? RouteOf(AttributeData capability) =>
        Named(capability, "Route") is string route && !string.IsNullOrWhiteSpace(route) ? route : null;

    public static bool IsCapability(AttributeData attribute) => attribute.AttributeClass.Is(WellKnownNames.CapabilityAttribute);

    public static object? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;
}
