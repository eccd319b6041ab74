using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Cryptography;

/// <summary>Every algorithm this library knows, in one table: what finds an algorithm, and what reports on one, reads it here.</summary>
/// <remarks>Immutable and safe to use from many threads.</remarks>
public static class AlgorithmCatalogue
{
    /// <summary>Every algorithm, whether or not a provider offers it on this machine.</summary>
    public static IReadOnlyList<CryptographicAlgorithm> All { get; } = [.. KemAlgorithm.All, .. SignatureAlgorithm.All];

    private static FrozenDictionary<string, CryptographicAlgorithm> ByName { get; } = All
        .SelectMany(static a => a.Aliases.Prepend(a.Name), static (a, name) => KeyValuePair.Create(name, a))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static FrozenDictionary<string, CryptographicAlgorithm> ByOid { get; } =
        All.Where(static a => a.Oid is not null).ToFrozenDictionary(static a => a.Oid!, StringComparer.Ordinal);

    private static FrozenDictionary<string, CryptographicAlgorithm> ByJoseName { get; } =
        All.Where(static a => a.JoseName is not null).ToFrozenDictionary(static a => a.JoseName!, StringComparer.Ordinal);

    /// <summary>Finds an algorithm by its name or an alias, whatever the case.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind(string? name, [NotNullWhen(true)] out CryptographicAlgorithm? algorithm) =>
        TryFind<CryptographicAlgorithm>(name, out algorithm);

    internal static bool TryFind<TAlgorithm>(string? name, [NotNullWhen(true)] out TAlgorithm? algorithm)
        where TAlgorithm : CryptographicAlgorithm
    {
        algorithm = name is null ? null : ByName.GetValueOrDefault(name) as TAlgorithm;
        return algorithm is not null;
    }

    internal static bool TryFindOid<TAlgorithm>(string oid, [NotNullWhen(true)] out TAlgorithm? algorithm)
        where TAlgorithm : CryptographicAlgorithm
    {
        algorithm = ByOid.GetValueOrDefault(oid) as TAlgorithm;
        return algorithm is not null;
    }

    internal static bool TryFindJoseName<TAlgorithm>(string name, [NotNullWhen(true)] out TAlgorithm? algorithm)
        where TAlgorithm : CryptographicAlgorithm
    {
        algorithm = ByJoseName.GetValueOrDefault(name) as TAlgorithm;
        return algorithm is not null;
    }

    internal static TAlgorithm Parse<TAlgorithm>(string name, string what)
        where TAlgorithm : CryptographicAlgorithm
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryFind(name, out TAlgorithm? algorithm)
            ? algorithm
            : throw new FormatException(
                $"'{name}' is not a known {what}. Known: {string.Join(", ", All.OfType<TAlgorithm>().Select(static a => a.Name))}.");
    }
}
