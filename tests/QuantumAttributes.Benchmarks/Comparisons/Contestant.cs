namespace QuantumAttributes.Benchmarks;

/// <summary>One way of doing an operation.</summary>
/// <param name="Name">The column it stands in.</param>
/// <param name="Operation">Does it once.</param>
internal sealed record Contestant(string Name, Action Operation);
