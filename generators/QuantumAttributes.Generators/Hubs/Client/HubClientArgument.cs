namespace QuantumAttributes.Generators.Hubs.Client;

/// <summary>What the hub gives to its client.</summary>
/// <param name="Type">The type, as code writes it.</param>
/// <param name="PlainType">The same without what says that it may be null, which <c>typeof</c> does not take.</param>
internal sealed record HubClientArgument(string Type, string PlainType);
