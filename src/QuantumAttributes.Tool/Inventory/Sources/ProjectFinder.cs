namespace QuantumAttributes.Tool.Inventory.Sources;

/// <summary>Finds the projects that are meant by a solution, a project or a directory.</summary>
internal static class ProjectFinder
{
    private const string Extension = ".csproj";

    /// <summary>The directory from which files are named.</summary>
    public static string DirectoryOf(string path) => Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;

    /// <summary>The projects in C#, as whole paths, each once and in order. One that a solution names may be missing.</summary>
    /// <exception cref="UsageException">The path is none of the three.</exception>
    /// <exception cref="IOException">Something cannot be read.</exception>
    /// <exception cref="InventoryException">The solution is malformed.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        IEnumerable<string> found = Directory.Exists(path)
            ? SourceTree.FilesBelow(path, $"*{Extension}")
            : Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".CSPROJ" => [Existing(path)],
                ".SLN" or ".SLNX" => SolutionFile.ReadProjects(Existing(path)).Where(IsProject).Select(project => Resolve(path, project)),
                _ when File.Exists(path) => throw new UsageException($"'{path}' is no .sln, .slnx or .csproj, and no directory."),
                _ => throw new FileNotFoundException($"There is no '{path}'."),
            };
        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Existing(string path) => File.Exists(path) ? path : throw new FileNotFoundException($"There is no '{path}'.");

    private static bool IsProject(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    // Solutions have backslashes, wherever they are read.
    private static string Resolve(string solution, string project)
    {
        if (project.Contains('\0', StringComparison.Ordinal))
            throw new InventoryException($"'{solution}' is malformed: a project's path has a character that no path has.");
        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(solution)!, project.Replace('\\', '/')));
    }
}
