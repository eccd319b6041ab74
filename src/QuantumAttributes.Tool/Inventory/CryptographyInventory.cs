using QuantumAttributes.Tool.Inventory.Sources;

namespace QuantumAttributes.Tool.Inventory;

/// <summary>The cryptography of a solution, a project or a directory, as its builds found it.</summary>
internal sealed class CryptographyInventory
{
    private CryptographyInventory(string name, string directory, IReadOnlyList<ProjectFindings> projects, IReadOnlyList<string> notes)
    {
        Name = name;
        Directory = directory;
        Projects = projects;
        Notes = notes;
        Uses = FindingMerge.Merge(projects.SelectMany(static project => project.Findings));
        Counts = new FindingCounts(Uses);
        Families = FamilySummary.Of(Uses);
        Algorithms = AlgorithmSummary.Of(Uses);
    }

    /// <summary>What it is of.</summary>
    public string Name { get; }

    /// <summary>The directory from which files are named.</summary>
    public string Directory { get; }

    public IReadOnlyList<ProjectFindings> Projects { get; }

    /// <summary>What it does not know, and why.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>What was found, by file and line.</summary>
    public IReadOnlyList<CryptographyUse> Uses { get; }

    public FindingCounts Counts { get; }

    /// <summary>The families, in the order in which to act on them.</summary>
    public IReadOnlyList<FamilySummary> Families { get; }

    public IReadOnlyList<AlgorithmSummary> Algorithms { get; }

    /// <summary>The profiles of the analyzers, mostly one.</summary>
    public IReadOnlyList<string> Profiles => [.. Uses.Select(static use => use.Profile).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Reads what the builds left.</summary>
    /// <param name="path">A solution, a project or a directory.</param>
    /// <param name="configuration">The configuration whose logs are meant; null for the one that was built last.</param>
    /// <param name="isStrict">Whether nothing may be missing.</param>
    /// <exception cref="UsageException">The path is none of these.</exception>
    /// <exception cref="IOException">Something cannot be read.</exception>
    /// <exception cref="InventoryException">Nothing is known, or not all where it has to be, or something is malformed.</exception>
    public static CryptographyInventory Read(string path, string? configuration, bool isStrict)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), directory = ProjectFinder.DirectoryOf(full);
        ProjectFindings[] projects =
        [
            .. ProjectFinder.Find(full).Select(project => ProjectFindings.Read(ProjectBuild.Find(project, directory, configuration), directory)),
        ];
        if (projects.Length == 0)
            throw new InventoryException($"'{path}' has no project in C# (*.csproj).");
        if (projects.All(static project => project.IsMissing) || (isStrict && projects.Any(static project => project.IsMissing)))
            throw new InventoryException($"{string.Join(". ", ProjectNotes.Missing(projects, configuration))}.");
        string name = File.Exists(full) ? Path.GetFileNameWithoutExtension(full) : Path.GetFileName(full);
        return new CryptographyInventory(name.Length > 0 ? name : full, directory, projects, ProjectNotes.Of(projects, configuration));
    }
}
