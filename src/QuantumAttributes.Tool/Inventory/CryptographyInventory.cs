using QuantumAttributes.Inventory.Findings;
using QuantumAttributes.Tool.Inventory.Sources;

namespace QuantumAttributes.Tool.Inventory;

/// <summary>The cryptography of a solution, a project or a directory, as its builds found it.</summary>
internal sealed class CryptographyInventory
{
    private CryptographyInventory(string name, string directory, IReadOnlyList<ProjectBuild> projects, IReadOnlyList<CryptographyUse> uses)
    {
        Name = name;
        Directory = directory;
        Projects = projects;
        Uses = uses;
        Counts = new FindingCounts(uses);
        Families = FamilySummary.Of(uses);
        Algorithms = AlgorithmSummary.Of(uses);
    }

    /// <summary>What it is of.</summary>
    public string Name { get; }

    /// <summary>The directory from which files are named.</summary>
    public string Directory { get; }

    public IReadOnlyList<ProjectBuild> Projects { get; }

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
    /// <exception cref="UsageException">The path is none of these.</exception>
    /// <exception cref="IOException">Something cannot be read.</exception>
    /// <exception cref="InventoryException">Nothing was built, or something is malformed.</exception>
    public static CryptographyInventory Read(string path, string? configuration)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), directory = ProjectFinder.DirectoryOf(full);
        ProjectBuild[] projects = [.. ProjectFinder.Find(full).Select(project => ProjectBuild.Find(project, directory, configuration))];
        if (projects.Length == 0)
            throw new InventoryException($"'{path}' has no project in C# (*.csproj).");
        if (!projects.Any(static project => project.IsBuilt))
            throw new InventoryException($"{UnbuiltText(projects, configuration)}.");
        IEnumerable<Finding> findings = projects.SelectMany(static project => project.Logs).SelectMany(log => ReadLog(log.File, directory));
        string name = File.Exists(full) ? Path.GetFileNameWithoutExtension(full) : Path.GetFileName(full);
        return new CryptographyInventory(name, directory, projects, FindingMerge.Merge(findings));
    }

    /// <summary>Reads a log, one of a build or one that this tool wrote.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InventoryException">It is malformed.</exception>
    public static IReadOnlyList<Finding> ReadLog(string file, string directory)
    {
        try
        {
            return FindingLog.Read(file, directory);
        }
        catch (FormatException e)
        {
            throw new InventoryException(e.Message, e);
        }
    }

    /// <summary>What is said of projects that were not built.</summary>
    public static string UnbuiltText(IEnumerable<ProjectBuild> projects, string? configuration)
    {
        string names = string.Join(", ", projects.Where(static project => !project.IsBuilt).Select(static project => project.Project));
        return $"{names}: not built with QuantumAttributes since clean{(configuration is null ? "" : $" in {configuration}")}: run dotnet build";
    }
}
