namespace QuantumAttributes.Stress;

/// <summary>What came of a command on a store.</summary>
/// <param name="Held">Whether everything held that had to.</param>
/// <param name="Figures">The figures, for its last line.</param>
internal sealed record Verdict(bool Held, string Figures);
