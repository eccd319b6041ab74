using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Generators.Files;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

internal static class AssemblyParser
{
    private static readonly Memory<CompilationOptions, AssemblyModel> Known = new();

    public static AssemblyModel Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Known.Recall(compilation.Options, compilation, _ => (Read(compilation), SeesMembers: false));
    }

    private static AssemblyModel Read(Compilation compilation) => new()
    {
        Name = compilation.AssemblyName ?? "",
        IsApplication = compilation.Options.OutputKind
            is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication,
        HasExtensionMembers = compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp14 },
        KnowsModules = compilation.GetTypeByMetadataName(WellKnownNames.ModuleInterface) is not null,
        KnowsAgents = compilation.GetTypeByMetadataName(WellKnownNames.AgentDescriptor) is not null,
        KnowsEndpoints = compilation.GetTypeByMetadataName(WellKnownNames.EndpointModuleInterface) is not null,
        KnowsHubs = compilation.GetTypeByMetadataName(WellKnownNames.PolicyUse) is not null
            && compilation.GetTypeByMetadataName(WellKnownNames.Hub) is not null,
    };
}
