namespace QuantumAttributes.Generators.Hubs;

/// <summary>An authorization policy and a place that names it.</summary>
internal sealed record PolicyUse(string Policy, string Where);
