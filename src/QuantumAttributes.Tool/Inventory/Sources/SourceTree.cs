namespace QuantumAttributes.Tool.Inventory.Sources;

/// <summary>The files that people wrote: not what builds leave, nothing hidden, and nothing behind a link, which may lead in a circle.</summary>
internal static class SourceTree
{
    private static readonly EnumerationOptions _options = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>The files of this pattern in a directory and below it.</summary>
    /// <param name="directory">Where to look.</param>
    /// <param name="pattern">Such as <c>*.cs</c>.</param>
    /// <param name="isLeftOut">Which directories below it are not looked into.</param>
    /// <exception cref="IOException">A directory cannot be read.</exception>
    public static IEnumerable<string> FilesBelow(string directory, string pattern, Func<string, bool>? isLeftOut = null)
    {
        Stack<string> left = new([directory]);
        while (left.TryPop(out string? next))
        {
            foreach (string file in Directory.EnumerateFiles(next, pattern, _options))
                yield return file;
            foreach (string below in Directory.EnumerateDirectories(next, "*", _options))
            {
                if (!IsOfBuilds(below) && isLeftOut?.Invoke(below) != true)
                    left.Push(below);
            }
        }
    }

    private static bool IsOfBuilds(string directory) =>
        Path.GetFileName(directory) is { } name
        && (name.Equals("bin", StringComparison.OrdinalIgnoreCase) || name.Equals("obj", StringComparison.OrdinalIgnoreCase));
}
