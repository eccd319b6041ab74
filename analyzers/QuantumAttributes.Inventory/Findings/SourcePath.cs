using System.Text.Json;

namespace QuantumAttributes.Inventory.Findings;

/// <summary>Finds the source file that a log names by a URI.</summary>
internal static class SourcePath
{
    // More than anybody nests; a circle has no end.
    private const int DeepestBase = 16;

    private static readonly StringComparison Comparison =
        Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The file's whole path; for what is no file, the URI itself.</summary>
    /// <param name="location">A SARIF artifactLocation.</param>
    /// <param name="run">The run that says what its bases are.</param>
    /// <param name="directory">Where relative URIs start.</param>
    public static string Resolve(JsonElement location, JsonElement run, string directory)
    {
        string text = location.Text("uri") ?? throw new FormatException("there is no 'uri'");
        // Made of a URI's text, since what is made of a path takes a percent sign for itself.
        var start = new Uri(new Uri(Path.GetFullPath(directory).TrimEnd('/', '\\') + "/").AbsoluteUri);
        if (!Uri.TryCreate(BaseOf(location.Text("uriBaseId"), run, start, 0), text, out var uri))
            throw new FormatException($"'{text}' is no URI");
        return uri.IsFile ? uri.LocalPath : uri.OriginalString;
    }

    /// <summary>
    /// The path from a directory, with slashes, so that the inventory is the same wherever the sources lie; the whole path where both share nothing
    /// but the root.
    /// </summary>
    public static string From(string directory, string path)
    {
        string[] start = Path.GetFullPath(directory).Replace('\\', '/').TrimEnd('/').Split('/');
        string[] end = path.Replace('\\', '/').Split('/');
        int shared = 0;
        while (shared < Math.Min(start.Length, end.Length - 1) && start[shared].Equals(end[shared], Comparison))
            shared++;
        return shared < Math.Min(start.Length, 2)
            ? string.Join("/", end)
            : string.Join("/", [.. Enumerable.Repeat("..", start.Length - shared), .. end.Skip(shared)]);
    }

    private static Uri BaseOf(string? id, JsonElement run, Uri start, int depth)
    {
        if (id is null || run.Property("originalUriBaseIds")?.Property(id) is not { } location)
            return start;
        if (depth == DeepestBase)
            throw new FormatException($"'{id}' of originalUriBaseIds is its own base");
        var parent = BaseOf(location.Text("uriBaseId"), run, start, depth + 1);
        return location.Text("uri") is { } uri ? new Uri(parent, uri) : parent;
    }
}
