using QuantumAttributes.Tool.Inventory.Sources;

namespace QuantumAttributes.Tool.Inventory.Reports;

/// <summary>How many projects an inventory is of.</summary>
internal static class ProjectCount
{
    /// <summary>Such as <c>3 projects</c>, and <c>2 of 3 projects</c> where nothing is known of one.</summary>
    public static string Of(IReadOnlyList<ProjectFindings> projects)
    {
        int known = projects.Count(static project => !project.IsMissing);
        string all = Quantity.Of(projects.Count, "project");
        return known == projects.Count ? all : $"{known} of {all}";
    }
}
