namespace QuantumAttributes.Tool.Inventory.Sources;

/// <summary>What an inventory does not know, in words.</summary>
internal static class ProjectNotes
{
    /// <summary>What is said of the projects that are not as they should be; nothing where all are.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ProjectFindings> projects, string? configuration)
    {
        List<string> notes = [.. Missing(projects, configuration)];
        ProjectFindings[] stale = [.. projects.Where(static project => project.State == ProjectState.Stale)];
        if (stale.Length > 0)
            notes.Add($"{Names(stale)}: changed after the last build, whose log is stale: run dotnet build");
        foreach (ProjectFindings project in projects.Where(static project => project.SwitchedOff.Count > 0))
            notes.Add($"{project.Build.Project}: options switch off {string.Join(", ", project.SwitchedOff)}, and what they would find is not known");
        return notes;
    }

    /// <summary>What is said of projects that nothing is known of.</summary>
    public static IEnumerable<string> Missing(IReadOnlyList<ProjectFindings> projects, string? configuration)
    {
        ProjectFindings[] notBuilt = [.. projects.Where(static project => project.State == ProjectState.NotBuilt)];
        ProjectFindings[] notAnalyzed = [.. projects.Where(static project => project.State == ProjectState.NotAnalyzed)];
        if (notBuilt.Length > 0)
        {
            string which = configuration is null ? "" : $" in {configuration}";
            yield return $"{Names(notBuilt)}: not built with QuantumAttributes since clean{which}: run dotnet build";
        }

        if (notAnalyzed.Length > 0)
            yield return $"{Names(notAnalyzed)}: built without the analyzers of QuantumAttributes, so that nothing is known of it";
    }

    private static string Names(IEnumerable<ProjectFindings> projects) =>
        string.Join(", ", projects.Select(static project => project.Build.Project));
}
