namespace QuantumAttributes.Generators.Modules;

/// <summary>A call of <c>AddQuantumAttributes</c>, and the signature that an interceptor of it must have.</summary>
internal sealed record Registration
{
    public required string ReturnType { get; init; }

    public required string ServicesType { get; init; }

    public required string ConfigureType { get; init; }

    /// <summary>The attribute that points at the call. It changes with every change of the file that the call is in.</summary>
    public required string LocationAttribute { get; init; }
}
