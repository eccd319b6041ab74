namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>The tables that the build made of the catalogue: lines of columns with tabs between them.</summary>
internal static class Resource
{
    public static IEnumerable<string[]> Lines(string name)
    {
        using var reader = new StreamReader(typeof(Resource).Assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
            yield return line.Split('\t');
    }

    public static T Parse<T>(string text) where T : struct => (T)Enum.Parse(typeof(T), text);
}
