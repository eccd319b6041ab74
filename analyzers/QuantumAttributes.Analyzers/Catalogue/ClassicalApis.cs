namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>The table of classical APIs that the build made of the catalogue.</summary>
internal static class ClassicalApis
{
    private static readonly Lazy<IReadOnlyList<ClassicalApi>> Read = new(static () => [.. ReadTable()]);

    /// <summary>All of them, those of an assembly together.</summary>
    public static IReadOnlyList<ClassicalApi> All => Read.Value;

    private static IEnumerable<ClassicalApi> ReadTable()
    {
        using var reader = new StreamReader(typeof(ClassicalApis).Assembly.GetManifestResourceStream("classical-apis.tsv")!);
        string assembly = "";
        ClassicalApi? before = null;
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '\t')
            {
                (assembly, before) = (line, null);
                continue;
            }

            before = Parse(assembly, line.Split('\t'), before);
            yield return before;
        }
    }

    // A line begins with a tab, so that its first column is empty.
    private static ClassicalApi Parse(string assembly, string[] columns, ClassicalApi? before) => new()
    {
        Assembly = assembly,
        Id = columns[1],
        Kind = columns[2],
        Type = columns[3].Length > 0 ? columns[3] : before!.Type,
        Member = columns[4],
        Overloads = columns[5].Split([')'], StringSplitOptions.RemoveEmptyEntries).Select(static overload => overload + ")").ToArray(),
        Family = columns[6].Length > 0 ? columns[6] : before!.Family,
        Use = columns[7],
        Match = (ApiMatch)Enum.Parse(typeof(ApiMatch), columns[8]),
        Threat = (Threat)Enum.Parse(typeof(Threat), columns[9]),
        Severities = columns[10],
    };
}
