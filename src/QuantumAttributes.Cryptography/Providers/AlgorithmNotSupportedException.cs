namespace QuantumAttributes.Cryptography;

/// <summary>No provider in use offers the algorithm on this machine. The message names the algorithm and the providers.</summary>
public sealed class AlgorithmNotSupportedException : PlatformNotSupportedException
{
    /// <summary>An exception without details.</summary>
    public AlgorithmNotSupportedException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public AlgorithmNotSupportedException(string message) : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public AlgorithmNotSupportedException(string message, Exception innerException) : base(message, innerException)
    {
    }

    private static string Names(IEnumerable<ICryptographyProvider> providers) => string.Join(", ", providers.Select(static p => p.Name));

    internal static AlgorithmNotSupportedException For(CryptographicAlgorithm algorithm, IEnumerable<ICryptographyProvider> providers) =>
        new($"No provider offers {algorithm} on this machine. Providers asked: {Names(providers)}.");
}
