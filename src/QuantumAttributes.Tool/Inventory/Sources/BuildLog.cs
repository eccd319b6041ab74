namespace QuantumAttributes.Tool.Inventory.Sources;

/// <summary>What the compiler wrote about one target of a project.</summary>
/// <param name="File">The SARIF log.</param>
/// <param name="Configuration">Such as <c>Release</c>.</param>
/// <param name="Target">The target framework, <c>net10.0</c>, and behind a slash the runtime where there is one; empty where no path says it.</param>
/// <param name="Written">When the compiler wrote it.</param>
internal sealed record BuildLog(string File, string Configuration, string Target, DateTime Written)
{
    /// <summary>The log at this place below <c>obj</c>: the directories between are platform, configuration, target framework and runtime.</summary>
    public static BuildLog Of(string file, string objDirectory)
    {
        string[] between = Path.GetRelativePath(objDirectory, Path.GetDirectoryName(file)!) is var relative and not "."
            ? relative.Split(Path.DirectorySeparatorChar)
            : [];
        return Of(file, between);
    }

    /// <summary>The log at this place below <c>artifacts/obj/Project</c>: one directory says all that, such as <c>release_net10.0</c>.</summary>
    public static BuildLog OfArtifacts(string file) => Of(file, Path.GetFileName(Path.GetDirectoryName(file)!).Split('_'));

    private static BuildLog Of(string file, string[] parts)
    {
        int framework = Array.FindIndex(parts, IsFramework);
        string[] before = framework < 0 ? parts : parts[..framework], target = framework < 0 ? [] : parts[framework..];
        return new BuildLog(file, before.LastOrDefault() ?? "", string.Join("/", target), System.IO.File.GetLastWriteTimeUtc(file));
    }

    private static bool IsFramework(string part) =>
        part.StartsWith("net", StringComparison.Ordinal) && part.Any(char.IsAsciiDigit);
}
