namespace QuantumAttributes.Generators.Endpoints;

/// <summary>A hub and its route.</summary>
internal sealed record HubRoute(string Hub, string Route);
