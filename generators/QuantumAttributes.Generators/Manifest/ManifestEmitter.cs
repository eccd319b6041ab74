using System.Globalization;
using System.Text;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>
/// Writes the manifest as JSON into the assembly's metadata: the application reads it there when it runs, and the build when it has compiled.
/// </summary>
internal static class ManifestEmitter
{
    private const string MetadataAttribute = "global::System.Reflection.AssemblyMetadataAttribute";
    private const string Key = "QuantumManifest";

    public static string Emit(ManifestModel manifest)
    {
        var writer = GeneratedFile.Begin().Line($"[assembly: {MetadataAttribute}(\"{Key}\", \"\"\"").Indent().Open();
        writer.Line("\"version\": 1,")
            .Line($"\"assembly\": {Text(manifest.Assembly)},")
            .Line("\"entries\": [")
            .Indent();
        for (int i = 0; i < manifest.Entries.Count; i++)
            Write(writer, manifest.Entries[i], i < manifest.Entries.Count - 1 ? "," : "");
        return writer.Outdent().Line("]").Close().Line("\"\"\")]").Outdent().ToString();
    }

    private static void Write(SourceWriter writer, ManifestEntry entry, string comma)
    {
        writer.Open()
            .Line($"\"kind\": {Text(entry.Kind)},")
            .Line($"\"name\": {Text(entry.Name)},");
        if (entry.Member is not null)
            writer.Line($"\"member\": {Text(entry.Member)},");
        if (entry.Methods.Count > 0)
            writer.Line($"\"methods\": {List(entry.Methods)},");
        if (entry.Route is not null || HasRoute(entry))
            writer.Line($"\"route\": {(entry.Route is null ? "null" : Text(entry.Route))},");
        if (entry.Algorithm is not null)
            writer.Line($"\"algorithm\": {Text(entry.Algorithm)},");
        if (entry.Kind != QuantumManifestKind.Profile)
            writer.Line($"\"auth\": {List(entry.Demands.Profiles)},").Line($"\"channel\": {(entry.Demands.Channel ? "true" : "false")},");
        writer.Line($"\"file\": {Text(entry.Place.File)},")
            .Line($"\"line\": {entry.Place.Line.ToString(CultureInfo.InvariantCulture)}")
            .Close(comma);
    }

    // Of what is reached by a route, null says that it is not known; of anything else there is nothing to say.
    private static bool HasRoute(ManifestEntry entry) => entry.Kind is QuantumManifestKind.Endpoint or QuantumManifestKind.Hub or QuantumManifestKind.Capability;

    private static string List(EquatableArray<string> values) =>
        $"[{string.Join(", ", values.Select(static value => value.Length == 0 ? "null" : Text(value)))}]";

    // RFC 8259 §7. Quotes as numbers, since three of them would end the literal around; everything beyond ASCII too, whatever reads the file.
    private static string Text(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            if (c is '"' or < ' ' or > '~')
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c == '\\' ? "\\\\" : c.ToString());
        }

        return text.Append('"').ToString();
    }
}
