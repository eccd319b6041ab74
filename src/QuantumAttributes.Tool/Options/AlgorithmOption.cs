using System.CommandLine;

namespace QuantumAttributes.Tool.Options;

/// <summary>The algorithm of a new key.</summary>
internal static class AlgorithmOption
{
    public static Option<string?> Create() => new("--algorithm")
    {
        Description = "The new key's algorithm, such as ML-DSA-87; without it, that of the slot's default policy.",
        HelpName = "NAME",
    };
}
