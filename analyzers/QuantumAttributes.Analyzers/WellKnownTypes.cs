using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Analyzers;

/// <summary>The types that rules look for, as one compilation knows them: null where it does not reference them.</summary>
internal sealed class WellKnownTypes(Compilation compilation)
{
    public INamedTypeSymbol? AuthAttribute { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumAuthAttribute");

    public INamedTypeSymbol? ChannelAttribute { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumChannelAttribute");

    public INamedTypeSymbol? AuthMetadata { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.IQuantumAuthMetadata");

    public INamedTypeSymbol? ChannelMetadata { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.IQuantumChannelMetadata");

    public INamedTypeSymbol? HubAttribute { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumHubAttribute");

    public INamedTypeSymbol? AgentAttribute { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumAgentAttribute");

    public INamedTypeSymbol? CapabilityAttribute { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumCapabilityAttribute");

    public INamedTypeSymbol? Options { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.AspNetCore.QuantumOptions");

    public INamedTypeSymbol? ProfileBuilder { get; } =
        compilation.GetTypeByMetadataName("QuantumAttributes.AspNetCore.Authentication.QuantumProfileBuilder");

    public INamedTypeSymbol? SignatureAlgorithm { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.Cryptography.SignatureAlgorithm");

    public INamedTypeSymbol? KemAlgorithm { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.Cryptography.KemAlgorithm");

    public INamedTypeSymbol? ServiceExtensions { get; } =
        compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.QuantumAttributesServiceCollectionExtensions");

    public INamedTypeSymbol? QuantumEndpointExtensions { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.QuantumEndpointRouteBuilderExtensions");

    public INamedTypeSymbol? EndpointExtensions { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions");

    public INamedTypeSymbol? FallbackEndpointExtensions { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.FallbackEndpointRouteBuilderExtensions");

    public INamedTypeSymbol? ControllerEndpointExtensions { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.ControllerEndpointRouteBuilderExtensions");

    public INamedTypeSymbol? AuthorizationExtensions { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.AuthorizationEndpointConventionBuilderExtensions");

    public INamedTypeSymbol? HubEndpointExtensions { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.HubEndpointRouteBuilderExtensions");

    public INamedTypeSymbol? WebApplication { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.WebApplication");

    public INamedTypeSymbol? Authorize { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Authorization.AuthorizeAttribute");

    public INamedTypeSymbol? AllowAnonymous { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Authorization.IAllowAnonymous");

    public INamedTypeSymbol? Controller { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.ControllerBase");

    public INamedTypeSymbol? NonAction { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.NonActionAttribute");

    public INamedTypeSymbol? Hub { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.SignalR.Hub");

    public INamedTypeSymbol? CancellationToken { get; } = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");

    public INamedTypeSymbol? Task { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task");

    public INamedTypeSymbol? TaskOfT { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task`1");

    public INamedTypeSymbol? ValueTask { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.ValueTask");

    public INamedTypeSymbol? ValueTaskOfT { get; } = compilation.GetTypeByMetadataName("System.Threading.Tasks.ValueTask`1");

    /// <summary>Whether the attribute demands a profile or a channel of ours.</summary>
    public bool IsDemand(AttributeData attribute) => attribute.AttributeClass?.AllInterfaces
        .Any(contract => contract.Is(AuthMetadata) || contract.Is(ChannelMetadata)) == true;

    /// <summary>Whether the attribute is one of ours that something has to pick up.</summary>
    public bool IsOurs(AttributeData attribute) => IsDemand(attribute)
        || attribute.AttributeClass.Is(HubAttribute)
        || attribute.AttributeClass.Is(AgentAttribute)
        || attribute.AttributeClass.Is(CapabilityAttribute);

    /// <summary>Whether the call demands a profile of ours of the callers of endpoints.</summary>
    public bool IsRequireQuantumAuth(IMethodSymbol method) =>
        method.Name == "RequireQuantumAuth" && method.ContainingType.Is(QuantumEndpointExtensions);

    /// <summary>Whether the call puts a demand of ours on endpoints.</summary>
    public bool IsDemand(IMethodSymbol method) => IsRequireQuantumAuth(method)
        || (method.Name == "RequireQuantumChannel" && method.ContainingType.Is(QuantumEndpointExtensions));

    /// <summary>Whether the call lets everybody come to endpoints.</summary>
    public bool IsAllowAnonymous(IMethodSymbol method) => method.Name == "AllowAnonymous" && method.ContainingType.Is(AuthorizationExtensions);

    /// <summary>Whether the call registers a profile.</summary>
    public bool IsAddProfile(IMethodSymbol method) => method.Name == "AddProfile" && method.ContainingType.Is(Options);

    /// <summary>Whether the attribute says who may come: those whom we let in, or everybody.</summary>
    public bool IsDecision(AttributeData attribute) =>
        IsDemand(attribute) || attribute.AttributeClass?.AllInterfaces.Any(contract => contract.Is(AllowAnonymous)) == true;

    /// <summary>Whether the call says that of endpoints.</summary>
    public bool IsDecision(IMethodSymbol method) => IsDemand(method) || IsAllowAnonymous(method);

    /// <summary>Whether the call makes an application, or its builder.</summary>
    public bool IsCreation(IMethodSymbol method) =>
        method.Name.StartsWith("Create", StringComparison.Ordinal) && method.ContainingType.Is(WebApplication);

    /// <summary>Whether the call registers our services.</summary>
    public bool IsRegistration(IMethodSymbol method) =>
        method.Name is "AddQuantumAttributes" or "AddQuantumModule" && method.ContainingType.Is(ServiceExtensions);
}
