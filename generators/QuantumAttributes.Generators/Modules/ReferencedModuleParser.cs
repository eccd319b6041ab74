using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Files;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

internal static class ReferencedModuleParser
{
    private static readonly Memory<CompilationOptions, EquatableArray<ReferencedModule>> Known = new();

    /// <summary>The modules of every referenced assembly, sorted by the assembly's name.</summary>
    public static EquatableArray<ReferencedModule> Parse(Compilation compilation, CancellationToken cancellationToken) =>
        Known.Recall(compilation.Options, compilation, _ => (Read(compilation, cancellationToken), SeesMembers: false));

    private static EquatableArray<ReferencedModule> Read(Compilation compilation, CancellationToken cancellationToken)
    {
        if (compilation.GetTypeByMetadataName(WellKnownNames.ModuleAttribute) is not { } attribute)
            return default;

        string contracts = attribute.ContainingAssembly.Name;
        var modules = new List<ReferencedModule>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (References(assembly, contracts) && FindModule(assembly, attribute) is { } module)
                modules.Add(new ReferencedModule(assembly.Name, module.ToCode()));
        }

        return modules.OrderBy(module => module.AssemblyName, StringComparer.Ordinal).ToEquatableArray();
    }

    // Most references are the framework's: what they reference is known without reading their attributes.
    private static bool References(IAssemblySymbol assembly, string name) =>
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == name));

    private static INamedTypeSymbol? FindModule(IAssemblySymbol assembly, INamedTypeSymbol attribute)
    {
        var found = assembly.GetAttributes()
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.AttributeClass, attribute));
        return found is { ConstructorArguments: [{ Value: INamedTypeSymbol module }] } && module.IsPublic() ? module : null;
    }
}
