namespace QuantumAttributes;

/// <summary>
/// Marks a method of an agent as a capability: one request in, one answer out, reached by its exact name.
/// </summary>
/// <remarks>
/// The method takes the request, optionally followed by a <see cref="CancellationToken"/>, and returns the answer, or a
/// <see cref="ValueTask{TResult}"/> or <see cref="Task{TResult}"/> of it; or, as <see cref="IAsyncEnumerable{T}"/>, many answers one after another.
/// </remarks>
/// <param name="name">The capability's name, such as <c>document.sign</c>; unique in the application.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class QuantumCapabilityAttribute(string name) : Attribute
{
    /// <summary>The capability's name.</summary>
    public string Name { get; } = name;

    /// <summary>The algorithm it works with, from <see cref="SignatureAlgorithmName"/> or <see cref="KemAlgorithmName"/>; information for operators.</summary>
    public string? Algorithm { get; set; }

    /// <summary>What a call costs, relative to the other capabilities of the application. At least 1, the default.</summary>
    public int Cost { get; set; } = 1;

    /// <summary>
    /// The path of an HTTP POST route to the capability, or null for none. A route demands <see cref="QuantumAuthAttribute"/> with the
    /// default profile, and besides that whatever <c>[QuantumAuth]</c> and <c>[QuantumChannel]</c> on the method or its class say.
    /// </summary>
    public string? Route { get; set; }
}
