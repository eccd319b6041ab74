using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>What of an assembly decides which code is generated for it.</summary>
internal sealed record AssemblyModel
{
    public required string Name { get; init; }

    /// <summary>Whether it is started, rather than referenced: only then may it choose the modules.</summary>
    public required bool IsApplication { get; init; }

    /// <summary>Whether it can use extension properties (C# 14).</summary>
    public required bool HasExtensionMembers { get; init; }

    /// <summary>Whether it references the contracts that modules implement.</summary>
    public required bool KnowsModules { get; init; }

    public required bool KnowsAgents { get; init; }

    public required bool KnowsEndpoints { get; init; }

    /// <summary>Whether it references SignalR, and what registers hubs.</summary>
    public required bool KnowsHubs { get; init; }

    public string Id => Identifiers.OfAssembly(Name);

    public string ModuleClass => Id + "QuantumModule";

    public string QualifiedModuleClass => $"global::{GeneratedFile.Namespace}.{ModuleClass}";
}
