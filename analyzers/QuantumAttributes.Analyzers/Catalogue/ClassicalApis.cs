namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>The table of classical APIs that the build made of the catalogue.</summary>
internal static class ClassicalApis
{
    private static readonly Lazy<IReadOnlyList<ClassicalApi>> Read = new(static () => [.. ReadTable()]);

    /// <summary>All of them, those of an assembly together.</summary>
    public static IReadOnlyList<ClassicalApi> All => Read.Value;

    private static IEnumerable<ClassicalApi> ReadTable()
    {
        string assembly = "";
        ClassicalApi? before = null;
        foreach (string[] columns in Resource.Lines("classical-apis.tsv"))
        {
            if (columns.Length == 1)
            {
                (assembly, before) = (columns[0], null);
                continue;
            }

            before = Parse(assembly, columns, before);
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
        Family = Resource.Parse<Family>(columns[6]),
        Algorithm = columns[7],
        Parameters = columns[8],
        Function = columns[9],
        Match = Resource.Parse<ApiMatch>(columns[10]),
        Threat = Resource.Parse<Threat>(columns[11]),
        Severities = columns[12],
    };
}
