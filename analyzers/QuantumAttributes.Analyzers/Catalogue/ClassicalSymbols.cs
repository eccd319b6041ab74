using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>The classical APIs as the symbols of one compilation: looked up once, by the names in metadata.</summary>
internal sealed class ClassicalSymbols
{
    private readonly Dictionary<ISymbol, ClassicalApi> _apis = new(SymbolEqualityComparer.Default);

    public ClassicalSymbols(Compilation compilation)
    {
        var references = new HashSet<string>(
            compilation.ReferencedAssemblyNames.Select(static reference => reference.Name), StringComparer.OrdinalIgnoreCase);
        var known = ClassicalApis.All.Where(api => IsOfFramework(api) || references.Contains(api.Assembly));
        foreach (var type in known.GroupBy(static api => api.Type))
        {
            foreach (var symbol in compilation.GetReferencedTypes(type.Key))
                Add(symbol, type);
        }
    }

    /// <summary>Every type and member that the compilation has of the table; each overload by itself.</summary>
    public IEnumerable<(ISymbol Symbol, ClassicalApi Api)> All => _apis.Select(static entry => (entry.Key, entry.Value));

    /// <summary>The entry for a type or a member, or null. Of something constructed, that of its definition.</summary>
    public ClassicalApi? Find(ISymbol symbol) => _apis.TryGetValue(symbol.OriginalDefinition, out var api) ? api : null;

    private void Add(INamedTypeSymbol type, IEnumerable<ClassicalApi> apis)
    {
        foreach (var api in apis)
        {
            IEnumerable<ISymbol> meant = api.Kind == "type" ? [type] : type.GetMembers(api.Member).Where(member => IsMeant(member, api));
            foreach (var symbol in meant)
                _apis[symbol] = api;
        }
    }

    private static bool IsMeant(ISymbol member, ClassicalApi api) =>
        api.Overloads.Count == 0 || (member is IMethodSymbol method && api.Overloads.Contains(ParametersOf(method)));

    private static string ParametersOf(IMethodSymbol method) =>
        $"({string.Join(",", method.Parameters.Select(static parameter => parameter.Name))})";

    // The framework's own types move from one assembly to another, and from version to version.
    private static bool IsOfFramework(ClassicalApi api) =>
        api.Assembly.StartsWith("System.", StringComparison.Ordinal) || api.Assembly.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);
}
