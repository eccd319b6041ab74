using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Tool.Inventory.Sources;

/// <summary>What the builds of a project found.</summary>
/// <param name="Build">The project, and what its last build left.</param>
/// <param name="State">What is known of it.</param>
/// <param name="Findings">What was found, for each target by itself.</param>
/// <param name="SwitchedOff">The rules that its options switch off.</param>
internal sealed record ProjectFindings(
    ProjectBuild Build, ProjectState State, IReadOnlyList<Finding> Findings, IReadOnlyList<string> SwitchedOff)
{
    private const string WholeProject = ".";

    /// <summary>Whether something is missing: then its findings are not all.</summary>
    public bool IsMissing => State is ProjectState.NotAnalyzed or ProjectState.NotBuilt;

    /// <summary>Reads the logs of a project.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    /// <exception cref="InventoryException">One is malformed.</exception>
    public static ProjectFindings Read(ProjectBuild build, string directory)
    {
        FindingLog[] logs = [.. build.Logs.Select(log => Load(log.File, directory))];
        ProjectState state = logs switch
        {
            [] => ProjectState.NotBuilt,
            _ when !logs.All(static log => log.HasAnalyzers) => ProjectState.NotAnalyzed,
            _ => build.IsStale ? ProjectState.Stale : ProjectState.Built,
        };
        return new ProjectFindings(
            build,
            state,
            [.. logs.SelectMany(static log => log.Findings).Select(finding => Place(finding, build.Project))],
            [.. logs.SelectMany(static log => log.SwitchedOff).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>Reads a log, one of a build or one that this tool wrote.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InventoryException">It is malformed.</exception>
    public static FindingLog Load(string file, string directory)
    {
        try
        {
            return FindingLog.Load(file, directory);
        }
        catch (FormatException e)
        {
            throw new InventoryException(e.Message, e);
        }
    }

    // What is found in a project as a whole must not become one with what is found in another.
    private static Finding Place(Finding finding, string project) => finding.File == WholeProject ? finding with { File = project } : finding;
}
