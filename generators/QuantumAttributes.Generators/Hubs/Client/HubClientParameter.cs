namespace QuantumAttributes.Generators.Hubs.Client;

/// <summary>A parameter that goes over the wire.</summary>
internal sealed record HubClientParameter(string Type, string Name);
