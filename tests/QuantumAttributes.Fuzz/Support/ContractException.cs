namespace QuantumAttributes.Fuzz;

/// <summary>A parser accepted something and then contradicted itself, or refused it in a way it does not document.</summary>
internal sealed class ContractException(string message) : Exception(message);
