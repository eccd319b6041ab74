namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>The functions of native libraries through which classical cryptography gets into a program.</summary>
internal static class NativeFunctions
{
    private static readonly Lazy<Dictionary<(string Library, string Function), string>> Read = new(static () => Resource.Lines("native-functions.tsv")
        .ToDictionary(static columns => (columns[0], columns[1]), static columns => columns[2]));

    /// <summary>A library that has a function of this name, or null.</summary>
    public static string? LibraryOf(string function) => Read.Value.Keys.FirstOrDefault(key => key.Function == function).Library;

    /// <summary>The algorithm of a library's function; empty where its arguments say which; null where it is none of them.</summary>
    public static string? Find(string library, string function) =>
        Read.Value.TryGetValue((LibraryName.Normalize(library), function), out string algorithm) ? algorithm : null;
}
