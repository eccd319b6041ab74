using System.Text.Json;

namespace QuantumAttributes.Catalogue;

/// <summary>The tables that the analyzers carry: lines of columns with tabs between them.</summary>
internal static class Tables
{
    /// <summary>Each table's file and what is in it.</summary>
    public static IEnumerable<(string Name, string Text)> Write(JsonElement catalogue) =>
    [
        ("classical-apis.tsv", ApiTable.Write(catalogue.GetProperty("entries").EnumerateArray().Select(EntryParser.Parse))),
        ("algorithm-names.tsv", string.Concat(NameTable.Read(catalogue).Select(static name =>
            Line(name.Name, name.Kind.ToString(), name.Algorithm, name.Parameters, name.Threat.ToString())))),
        ("native-functions.tsv", string.Concat(NativeTable.Read(catalogue).Select(static native =>
            Line(native.Library, native.Function, native.Algorithm)))),
        ("post-quantum-apis.tsv", string.Concat(catalogue.GetProperty("safeApis").EnumerateArray().Select(static api => Line(api.GetString()!)))),
    ];

    public static string Line(params IReadOnlyList<string> columns) => columns.Any(static column => column.AsSpan().ContainsAny("\t\r\n"))
        ? throw new InvalidDataException($"There is a tab or a line end in '{string.Join(' ', columns)}'.")
        : string.Join('\t', columns) + "\n";
}
