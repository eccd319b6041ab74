namespace QuantumAttributes.Tool.Inventory.Sources;

/// <summary>Finds the logs that the compiler left when a project was built.</summary>
internal static class ProjectLogs
{
    /// <summary>The logs of one configuration, one for each target: of the one that is named, or else of the one that was built last.</summary>
    /// <exception cref="IOException">A directory cannot be read.</exception>
    public static IReadOnlyList<BuildLog> Find(string project, string? configuration)
    {
        BuildLog[] all = [.. FindAll(project)];
        string? chosen = configuration ?? all.MaxBy(static log => (log.Written, log.Configuration))?.Configuration;
        return
        [
            .. all.Where(log => log.Configuration.Equals(chosen, StringComparison.OrdinalIgnoreCase))
                .GroupBy(static log => log.Target)
                .Select(static target => target.MaxBy(static log => (log.Written, log.File))!)
                .OrderBy(static log => log.Target, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<BuildLog> FindAll(string project)
    {
        string directory = Path.GetDirectoryName(project)!, name = Path.GetFileNameWithoutExtension(project);
        string own = Path.Combine(directory, "obj");
        foreach (string file in Below(own, $"{name}.sarif"))
            yield return BuildLog.Of(file, own);

        // <UseArtifactsOutput>: one directory for all projects, somewhere above them.
        for (string? above = directory; above is not null; above = Path.GetDirectoryName(above))
        {
            foreach (string file in Below(Path.Combine(above, "artifacts", "obj", name), $"{name}.sarif"))
                yield return BuildLog.OfArtifacts(file);
        }
    }

    private static IEnumerable<string> Below(string directory, string fileName) =>
        Directory.Exists(directory) ? Directory.EnumerateFiles(directory, fileName, SearchOption.AllDirectories) : [];
}
