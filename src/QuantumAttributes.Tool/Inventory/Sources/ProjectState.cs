namespace QuantumAttributes.Tool.Inventory.Sources;

/// <summary>What is known of a project.</summary>
internal enum ProjectState
{
    /// <summary>Its last build tells of it as it is.</summary>
    Built,

    /// <summary>It was changed after it was built.</summary>
    Stale,

    /// <summary>It was built, and the analyzers did not look at it.</summary>
    NotAnalyzed,

    /// <summary>There is no log of a build.</summary>
    NotBuilt,
}
