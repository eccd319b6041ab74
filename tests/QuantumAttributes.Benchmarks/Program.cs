namespace QuantumAttributes.Benchmarks;

/// <summary>
/// Compares ours with a peer, side by side in one process: on a shared machine the ratio says something, the times alone do not.
/// </summary>
internal static class Program
{
    private const string Usage = """
        compare kem          ML-KEM-768
        compare signature    ML-DSA-65 and SLH-DSA-SHA2-128f

        Prints a table, in microseconds an operation, and then lines `ratio <name> <ours / peer>`. Run it in Release:
        dotnet run -c Release --project tests/QuantumAttributes.Benchmarks -- compare kem
        """;

    private static int Main(string[] arguments)
    {
        IReadOnlyList<Comparison>? comparisons = arguments switch
        {
            ["compare", "kem"] => KemComparison.All(),
            ["compare", "signature"] => SignatureComparison.All(),
            _ => null,
        };
        if (comparisons is null)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        Comparison.Run(Console.Out, comparisons);
        return 0;
    }
}
