using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>What is known of the algorithm that a value stands for.</summary>
internal sealed class AlgorithmAnswer
{
    /// <summary>Nothing is known.</summary>
    public static readonly AlgorithmAnswer Undetermined = new("", "", isClassical: false, isSafe: false);

    /// <summary>It is none that a quantum computer breaks.</summary>
    public static readonly AlgorithmAnswer Safe = new("", "", isClassical: false, isSafe: true);

    private AlgorithmAnswer(string algorithm, string parameters, bool isClassical, bool isSafe)
    {
        Algorithm = algorithm;
        Parameters = parameters;
        IsClassical = isClassical;
        IsSafe = isSafe;
    }

    public string Algorithm { get; }

    public string Parameters { get; }

    public bool IsClassical { get; }

    public bool IsSafe { get; }

    /// <summary>It is this one.</summary>
    public static AlgorithmAnswer Of(string algorithm, string parameters, Threat threat) =>
        threat is not (Threat.None or Threat.Grover) && AlgorithmTraits.Of(algorithm) is { IsClassical: true }
            ? new AlgorithmAnswer(algorithm, parameters, isClassical: true, isSafe: false)
            : Safe;
}
