namespace QuantumAttributes.Benchmarks.Generators;

/// <summary>What somebody types: <see cref="After"/>, with a number for <c>{0}</c>, instead of <see cref="Before"/>.</summary>
internal sealed record Edit(string Name, string File, string Before, string After);
