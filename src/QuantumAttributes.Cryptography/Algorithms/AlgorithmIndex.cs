using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Cryptography;

/// <summary>Finds descriptors by name, alias and object identifier.</summary>
internal sealed class AlgorithmIndex<TAlgorithm>
    where TAlgorithm : class
{
    private readonly FrozenDictionary<string, TAlgorithm> _byName;
    private readonly FrozenDictionary<string, TAlgorithm> _byOid;

    public AlgorithmIndex(
        IReadOnlyList<TAlgorithm> algorithms,
        Func<TAlgorithm, string> name,
        Func<TAlgorithm, IReadOnlyList<string>> aliases,
        Func<TAlgorithm, string?> oid)
    {
        _byName = algorithms
            .SelectMany(a => aliases(a).Prepend(name(a)), static (a, text) => KeyValuePair.Create(text, a))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _byOid = algorithms.Where(a => oid(a) is not null).ToFrozenDictionary(a => oid(a)!, StringComparer.Ordinal);
        Names = string.Join(", ", algorithms.Select(name));
    }

    /// <summary>The names, for messages.</summary>
    public string Names { get; }

    public bool TryFindName(string? name, [NotNullWhen(true)] out TAlgorithm? algorithm)
    {
        algorithm = null;
        return name is not null && _byName.TryGetValue(name, out algorithm);
    }

    public bool TryFindOid(string oid, [NotNullWhen(true)] out TAlgorithm? algorithm) => _byOid.TryGetValue(oid, out algorithm);
}
