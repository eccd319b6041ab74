using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>The types that only the rules of usage look for, as one compilation knows them: null where it does not reference them.</summary>
internal sealed class UsageTypes(Compilation compilation)
{
    public INamedTypeSymbol? QuantumAuthMetadata { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.IQuantumAuthMetadata");

    public INamedTypeSymbol? QuantumAuth { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumAuthAttribute");

    public INamedTypeSymbol? QuantumCapability { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumCapabilityAttribute");

    public INamedTypeSymbol? Options { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.AspNetCore.QuantumOptions");

    public INamedTypeSymbol? ProfileBuilder { get; } =
        compilation.GetTypeByMetadataName("QuantumAttributes.AspNetCore.Authentication.QuantumProfileBuilder");

    public INamedTypeSymbol? EndpointExtensions { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.QuantumEndpointRouteBuilderExtensions");

    public INamedTypeSymbol? ServiceExtensions { get; } =
        compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.QuantumAttributesServiceCollectionExtensions");

    public INamedTypeSymbol? Authorize { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Authorization.AuthorizeAttribute");

    public INamedTypeSymbol? AllowAnonymous { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Authorization.IAllowAnonymous");

    public INamedTypeSymbol? AuthorizationExtensions { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.AuthorizationEndpointConventionBuilderExtensions");

    public INamedTypeSymbol? Controller { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.ControllerBase");

    public INamedTypeSymbol? Hub { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.SignalR.Hub");

    public INamedTypeSymbol? SignatureAlgorithm { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.Cryptography.SignatureAlgorithm");

    public INamedTypeSymbol? KemAlgorithm { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.Cryptography.KemAlgorithm");
}
