using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.Analyzers.Configuration;

/// <summary>A string in a JSON file.</summary>
/// <param name="Path">The keys that lead to it, with colons between them.</param>
/// <param name="Value">What it says, without escapes.</param>
/// <param name="Span">Where it stands, with its quotes.</param>
internal sealed record JsonString(string Path, string Value, TextSpan Span)
{
    /// <summary>The last of the keys.</summary>
    public string Key => Path.Substring(Path.LastIndexOf(':') + 1);
}
