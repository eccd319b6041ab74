namespace QuantumAttributes.Stress.Faults;

/// <summary>A thing that goes wrong around a ring.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RunAsync">Lets it happen, and looks at the ring before, meanwhile and afterwards.</param>
internal sealed record Fault(string Name, Func<Task> RunAsync);
