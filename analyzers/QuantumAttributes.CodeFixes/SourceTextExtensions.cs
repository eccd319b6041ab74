using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.CodeFixes;

/// <summary>How a file is written, so that what is added to it looks the same.</summary>
internal static class SourceTextExtensions
{
    /// <summary>What ends the lines of the file.</summary>
    public static string NewLine(this SourceText text) => text.ToString().Contains("\r\n") ? "\r\n" : "\n";

    /// <summary>The spaces or tabs that the line of this position begins with.</summary>
    public static string IndentAt(this SourceText text, int position)
    {
        string line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
