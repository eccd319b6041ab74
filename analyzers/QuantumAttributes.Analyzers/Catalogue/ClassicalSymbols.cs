using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>The classical APIs as the symbols of one compilation: looked up once, by the names in metadata.</summary>
internal sealed class ClassicalSymbols
{
    private readonly Dictionary<ISymbol, ClassicalApi> _apis = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(ISymbol Type, string Method), ClassicalApi> _methods = new(MethodNameComparer.Instance);
    private readonly Dictionary<ISymbol, ClassicalApi> _values = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _types = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _postQuantum = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _relevant = new(SymbolEqualityComparer.Default);

    public ClassicalSymbols(Compilation compilation)
    {
        var references = new HashSet<string>(
            compilation.ReferencedAssemblyNames.Select(static reference => reference.Name), StringComparer.OrdinalIgnoreCase);
        var known = ClassicalApis.All.Where(api => IsOfFramework(api) || NamesOf(api.Assembly).Any(references.Contains));
        foreach (var type in known.GroupBy(static api => api.Type))
        {
            foreach (var symbol in compilation.GetReferencedTypes(type.Key))
                Add(symbol, type);
        }

        foreach (string name in PostQuantumApis.All)
            AddPostQuantum(compilation, name);
    }

    /// <summary>Whether the compilation has any of them.</summary>
    public bool IsEmpty => _types.Count == 0;

    /// <summary>Every type and member that the compilation has of the table; each overload by itself.</summary>
    public IEnumerable<(ISymbol Symbol, ClassicalApi Api)> All => _apis.Select(static entry => (entry.Key, entry.Value));

    /// <summary>Whether the type, or one that it derives from, has an entry, or is post-quantum: most have not, and are told so quickly.</summary>
    public bool IsRelevant(INamedTypeSymbol? type) => type is not null && _relevant.GetOrAdd(
        type.OriginalDefinition, definition => definition.WithBases().Any(ancestor => _types.Contains(ancestor.OriginalDefinition)));

    /// <summary>
    /// The entry for a member, or null: its own, that of what it overrides, or, for a method that a derived type adds under the same name
    /// (<c>RSACryptoServiceProvider.Encrypt</c>), that of its base type.
    /// </summary>
    public ClassicalApi? FindMember(ISymbol member)
    {
        for (ISymbol? current = member.OriginalDefinition; current is not null; current = (current as IMethodSymbol)?.OverriddenMethod?.OriginalDefinition)
        {
            if (_apis.TryGetValue(current, out var own))
                return own;
        }

        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false })
            return null;
        return member.ContainingType?.BaseType.WithBases()
            .Select(ancestor => _methods.TryGetValue((ancestor.OriginalDefinition, member.Name), out var api) ? api : null)
            .FirstOrDefault(static api => api is not null);
    }

    /// <summary>The entry for a type itself, or for the nearest that it derives from.</summary>
    public ClassicalApi? FindType(ITypeSymbol? type) => type.WithBases()
        .Select(ancestor => _apis.TryGetValue(ancestor.OriginalDefinition, out var api) ? api : null)
        .FirstOrDefault(static api => api is not null);

    /// <summary>An entry for one of the values that the type has for algorithms, such as <c>KeySpec.RSA_2048</c>; null where it has none.</summary>
    public ClassicalApi? FindValueOf(ITypeSymbol? type) => type is not null && _values.TryGetValue(type.OriginalDefinition, out var api) ? api : null;

    /// <summary>Whether the type, one that it derives from, or the member is post-quantum.</summary>
    public bool IsPostQuantum(ISymbol? symbol) => symbol switch
    {
        null => false,
        ITypeSymbol type => type.WithBases().Any(ancestor => _postQuantum.Contains(ancestor.OriginalDefinition)),
        _ => _postQuantum.Contains(symbol.OriginalDefinition) || IsPostQuantum(symbol.ContainingType),
    };

    private void Add(INamedTypeSymbol type, IEnumerable<ClassicalApi> apis)
    {
        _types.Add(type);
        foreach (var api in apis)
        {
            IEnumerable<ISymbol> meant = api.Kind == "type" ? [type] : type.GetMembers(api.Member).Where(member => IsMeant(member, api));
            foreach (var symbol in meant)
            {
                _apis[symbol] = api;
                if (api.Match is ApiMatch.Value && symbol.IsStatic && symbol.Type().Is(type))
                    _values[type] = api;
                if (symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false })
                    _methods[(type, symbol.Name)] = api;
            }
        }
    }

    // "N.Type", or "N.Type.Member".
    private void AddPostQuantum(Compilation compilation, string name)
    {
        int dot = name.LastIndexOf('.');
        var members = compilation.GetReferencedTypes(name.Substring(0, dot)).SelectMany(type => type.GetMembers(name.Substring(dot + 1)));
        foreach (var symbol in compilation.GetReferencedTypes(name).Concat(members))
        {
            _postQuantum.Add(symbol);
            _types.Add(symbol as INamedTypeSymbol ?? symbol.ContainingType);
        }
    }

    private static bool IsMeant(ISymbol member, ClassicalApi api) =>
        api.Overloads.Count == 0 || (member is IMethodSymbol method && api.Overloads.Contains(ParametersOf(method)));

    private static string ParametersOf(IMethodSymbol method) =>
        $"({string.Join(",", method.Parameters.Select(static parameter => parameter.Name))})";

    // BouncyCastle's assembly had another name until version 2, in packages that many still use.
    private static IEnumerable<string> NamesOf(string assembly) => assembly == "BouncyCastle.Cryptography" ? [assembly, "BouncyCastle.Crypto"] : [assembly];

    // The framework's own types move from one assembly to another, and from version to version.
    private static bool IsOfFramework(ClassicalApi api) =>
        api.Assembly.StartsWith("System.", StringComparison.Ordinal) || api.Assembly.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    private sealed class MethodNameComparer : IEqualityComparer<(ISymbol Type, string Method)>
    {
        public static readonly MethodNameComparer Instance = new();

        public bool Equals((ISymbol Type, string Method) x, (ISymbol Type, string Method) y) =>
            x.Method == y.Method && SymbolEqualityComparer.Default.Equals(x.Type, y.Type);

        public int GetHashCode((ISymbol Type, string Method) method) =>
            (StringComparer.Ordinal.GetHashCode(method.Method) * 397) ^ SymbolEqualityComparer.Default.GetHashCode(method.Type);
    }
}
