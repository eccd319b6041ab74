using System.Text;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Catalogue;

/// <summary>
/// The table: for each assembly a line with its name, then a line for each entry, its columns behind tabs. A type that the line before has
/// too is left out.
/// </summary>
internal static class ApiTable
{
    public static string Write(IEnumerable<ClassicalApi> entries)
    {
        var text = new StringBuilder();
        foreach (var assembly in entries.GroupBy(static entry => entry.Assembly).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            text.Append(assembly.Key).Append('\n');
            ClassicalApi? before = null;
            var sorted = assembly
                .OrderBy(static entry => entry.Type, StringComparer.Ordinal)
                .ThenBy(static entry => entry.Id, StringComparer.Ordinal);
            foreach (ClassicalApi entry in sorted)
            {
                Write(text, entry, before);
                before = entry;
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, ClassicalApi entry, ClassicalApi? before)
    {
        string[] columns =
        [
            entry.Id,
            entry.Kind,
            entry.Type == before?.Type ? "" : entry.Type,
            entry.Member,
            string.Concat(entry.Overloads),
            entry.Family.ToString(),
            entry.Algorithm,
            entry.Parameters,
            entry.Function,
            entry.Match.ToString(),
            entry.Threat.ToString(),
            entry.Severities,
        ];
        text.Append('\t').Append(Tables.Line(columns));
    }
}
