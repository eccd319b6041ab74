using System.Text.RegularExpressions;

namespace QuantumAttributes.Inventory.Findings;

/// <summary>Why rules are switched off in source files: the comments behind their pragmas, which the compiler does not hand on.</summary>
internal sealed class PragmaComments
{
    private static readonly Regex Pragma = new(
        @"^\s*#\s*pragma\s+warning\s+(?<what>disable|restore)\b(?<rules>[^/]*)(//(?<why>.*))?$", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, string[]> _files = [];

    /// <summary>The comment behind the pragma that switches the rule off at the line, or null.</summary>
    public string? Find(string file, int line, string rule)
    {
        string[] lines = Lines(file);
        for (int above = Math.Min(line - 1, lines.Length) - 1; above >= 0; above--)
        {
            var pragma = Pragma.Match(lines[above]);
            if (pragma.Success && Names(pragma.Groups["rules"].Value, rule))
                return pragma.Groups["what"].Value == "disable" && pragma.Groups["why"].Value.Trim() is { Length: > 0 } why ? why : null;
        }

        return null;
    }

    // A pragma without names is one for all.
    private static bool Names(string rules, string rule) =>
        string.IsNullOrWhiteSpace(rules) || rules.Split(',').Any(name => name.Trim() == rule);

    private string[] Lines(string file)
    {
        if (!_files.TryGetValue(file, out string[]? lines))
            _files[file] = lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        return lines;
    }
}
