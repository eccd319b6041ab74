using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace QuantumAttributes.Tool.Inventory.Sources;

/// <summary>The paths of projects in a solution, as they stand there.</summary>
internal static partial class SolutionFile
{
    private const string Header = "Microsoft Visual Studio Solution File";

    /// <summary>Reads a <c>.sln</c> or a <c>.slnx</c>.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InventoryException">It is no solution.</exception>
    public static IReadOnlyList<string> ReadProjects(string path)
    {
        string text = File.ReadAllText(path);
        return Path.GetExtension(path).Equals(".slnx", StringComparison.OrdinalIgnoreCase) ? ParseXml(path, text) : ParseText(path, text);
    }

    private static string[] ParseText(string path, string text)
    {
        if (!text.TrimStart().StartsWith(Header, StringComparison.Ordinal))
            throw new InventoryException($"'{path}' is no solution: it does not begin with '{Header}'.");
        return [.. ProjectLine().Matches(text).Select(static match => match.Groups["path"].Value)];
    }

    private static string[] ParseXml(string path, string text)
    {
        try
        {
            XElement root = XDocument.Parse(text).Root!;
            if (root.Name.LocalName != "Solution")
                throw new InventoryException($"'{path}' is no solution: its root is <{root.Name.LocalName}>, and not <Solution>.");
            return
            [
                .. root.Descendants().Where(static element => element.Name.LocalName == "Project").Select(project =>
                    project.Attribute("Path")?.Value ?? throw new InventoryException($"'{path}' is malformed: a <Project> has no Path.")),
            ];
        }
        catch (XmlException e)
        {
            throw new InventoryException($"'{path}' is no solution: {e.Message}", e);
        }
    }

    // Project("{kind}") = "name", "path", "{id}"
    [GeneratedRegex("""^[ \t]*Project\("[^"\n]*"\)[ \t]*=[ \t]*"[^"\n]*"[ \t]*,[ \t]*"(?<path>[^"\n]*)["]""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
