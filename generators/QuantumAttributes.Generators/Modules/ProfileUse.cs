namespace QuantumAttributes.Generators.Modules;

/// <summary>A profile and a place that names it.</summary>
internal sealed record ProfileUse(string Profile, string Where);
