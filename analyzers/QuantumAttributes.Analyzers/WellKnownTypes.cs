using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Analyzers;

/// <summary>The types of ours that rules look for, as one compilation knows them: null where it does not reference them.</summary>
internal sealed class WellKnownTypes(Compilation compilation)
{
    public INamedTypeSymbol? QuantumAuthAttribute { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumAuthAttribute");

    public INamedTypeSymbol? QuantumChannelAttribute { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumChannelAttribute");

    public INamedTypeSymbol? QuantumHubAttribute { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumHubAttribute");

    public INamedTypeSymbol? QuantumAgentAttribute { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumAgentAttribute");

    public INamedTypeSymbol? QuantumCapabilityAttribute { get; } = compilation.GetTypeByMetadataName("QuantumAttributes.QuantumCapabilityAttribute");

    public INamedTypeSymbol? Hub { get; } = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.SignalR.Hub");
}
