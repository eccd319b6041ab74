using System.Text.Json;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Catalogue;

/// <summary>Reads the functions of native libraries.</summary>
internal static class NativeTable
{
    /// <summary>The library, the function, and the algorithm that its name says, or nothing.</summary>
    public static IEnumerable<(string Library, string Function, string Algorithm)> Read(JsonElement catalogue) =>
        from entry in catalogue.GetProperty("native").EnumerateArray()
        from library in entry.GetProperty("library").EnumerateArray().Select(static name => LibraryName.Normalize(name.GetString()!)).Distinct()
        from function in entry.GetProperty("entryPoints").EnumerateArray().Select(static name => name.GetString()!)
        orderby library, function
        select (library, function, NamedAlgorithm.Parse(function)?.Name ?? "");
}
