using System.Text.RegularExpressions;

namespace QuantumAttributes.Generators.Tests.Infrastructure;

/// <summary>Takes out of generated text what changes without meaning anything.</summary>
internal static partial class Scrub
{
    public static string Locations(string text) =>
        Version().Replace(Location().Replace(text, "InterceptsLocationAttribute(1, \"…\")"), "$1\"…\"");

    [GeneratedRegex("InterceptsLocationAttribute\\(1, \"[^\"]*\"\\)")]
    private static partial Regex Location();

    [GeneratedRegex("(GeneratedCode\\(\"QuantumAttributes.Generators\", )\"[^\"]*\"")]
    private static partial Regex Version();
}
