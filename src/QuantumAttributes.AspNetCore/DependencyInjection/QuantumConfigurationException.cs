namespace QuantumAttributes.AspNetCore;

/// <summary>The application cannot start: its quantum security is not set up. The message lists every problem, option and remedy.</summary>
public sealed class QuantumConfigurationException : InvalidOperationException
{
    /// <summary>Creates the exception from every problem found.</summary>
    public QuantumConfigurationException(IReadOnlyList<string> problems)
        : base($"QuantumAttributes cannot start:{string.Concat(problems.Select(problem => $"{Environment.NewLine}  - {problem}"))}")
    {
        Problems = problems;
    }

    /// <summary>The problems, each with the option that it is about and what to do.</summary>
    public IReadOnlyList<string> Problems { get; }
}
