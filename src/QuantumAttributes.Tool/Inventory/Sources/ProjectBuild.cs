namespace QuantumAttributes.Tool.Inventory.Sources;

/// <summary>A project, and what its last build left.</summary>
/// <param name="Project">The project's file, from the directory of the inventory.</param>
/// <param name="Logs">The logs of one configuration, one for each target; none where it was not built.</param>
/// <param name="IsStale">Whether it was changed after it was built.</param>
internal sealed record ProjectBuild(string Project, IReadOnlyList<BuildLog> Logs, bool IsStale)
{
    public bool IsBuilt => Logs.Count > 0;

    /// <summary>Looks what there is of a project.</summary>
    /// <exception cref="IOException">A directory cannot be read.</exception>
    public static ProjectBuild Find(string project, string directory, string? configuration)
    {
        IReadOnlyList<BuildLog> logs = ProjectLogs.Find(project, configuration);
        string relative = Path.GetRelativePath(directory, project).Replace(Path.DirectorySeparatorChar, '/');
        return new ProjectBuild(relative, logs, logs.Any(log => IsChangedSince(project, log.Written)));
    }

    private static bool IsChangedSince(string project, DateTime time)
    {
        string directory = Path.GetDirectoryName(project)!;
        return SourceTree.FilesBelow(directory, "*.cs", IsOfAnotherProject)
            .Concat(Directory.EnumerateFiles(directory, "appsettings*.json"))
            .Append(project)
            .Any(file => File.GetLastWriteTimeUtc(file) > time);
    }

    private static bool IsOfAnotherProject(string directory) => Directory.EnumerateFiles(directory, "*.csproj").Any();
}
