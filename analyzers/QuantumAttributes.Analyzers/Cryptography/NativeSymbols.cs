using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Methods that are functions of native libraries which the catalogue knows.</summary>
internal static class NativeSymbols
{
    /// <summary>The function as an entry, or null where the method is none: one whose arguments say the algorithm is a factory.</summary>
    public static ClassicalApi? Find(IMethodSymbol method)
    {
        bool isNative = method.IsExtern || method.IsPartialDefinition || method.PartialDefinitionPart is not null;
        return isNative && EntryPointOf(method) is var (library, function) ? Entry(library, function) : null;
    }

    /// <summary>A library's function as an entry, or null where the catalogue does not know it.</summary>
    public static ClassicalApi? Entry(string library, string function)
    {
        if (NativeFunctions.Find(library, function) is not { } algorithm)
            return null;
        var threat = AlgorithmTraits.Of(algorithm)?.Threat ?? Threat.Inventory;
        return new ClassicalApi
        {
            Assembly = "",
            Id = "",
            Kind = "method",
            Type = LibraryName.Normalize(library),
            Member = function,
            Overloads = [],
            Family = Family.Native,
            Algorithm = algorithm,
            Parameters = "",
            Function = FunctionOf(function),
            Match = algorithm.Length == 0 ? ApiMatch.Name : ApiMatch.Call,
            Threat = threat,
            Severities = Severities.Of(threat),
        };
    }

    /// <summary>
    /// Where the function is named: the attribute, if it says an entry point, or the method. A generator writes a second attribute, which is not
    /// the one that people see.
    /// </summary>
    public static Location LocationOf(IMethodSymbol method, Location name, CancellationToken cancellationToken)
    {
        var attributes = method.GetAttributes();
        var written = attributes.FirstOrDefault(static attribute => IsLibraryImport(attribute.AttributeClass))
            ?? attributes.FirstOrDefault(static attribute => attribute.AttributeClass?.Name == "DllImportAttribute");
        return written is not null && written.NamedArguments.Any(static argument => argument.Key == "EntryPoint") ? written.LocationOf(cancellationToken) : name;
    }

    // [DllImport] is known to the compiler, [LibraryImport] to a generator only.
    private static (string Library, string Function)? EntryPointOf(IMethodSymbol method)
    {
        if (method.GetDllImportData() is { ModuleName: { } module } data)
            return (module, data.EntryPointName ?? method.Name);
        return (method.PartialDefinitionPart ?? method) is { IsPartialDefinition: true } declared
            && declared.GetAttributes().FirstOrDefault(static attribute => IsLibraryImport(attribute.AttributeClass)) is { ConstructorArguments: [{ Value: string library }] } attribute
                ? (library, attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "EntryPoint").Value.Value as string ?? method.Name)
                : null;
    }

    private static bool IsLibraryImport(INamedTypeSymbol? attribute) => attribute is
    {
        Name: "LibraryImportAttribute", ContainingNamespace: { Name: "InteropServices", ContainingNamespace: { Name: "Runtime", ContainingNamespace.Name: "System" } },
    };

    private static string FunctionOf(string function) => Contains(function, "verify") ? "verify"
        : Contains(function, "decrypt") || Contains(function, "_open") ? "decrypt"
        : Contains(function, "sign") ? "sign"
        : "";

    private static bool Contains(string function, string word) => function.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
