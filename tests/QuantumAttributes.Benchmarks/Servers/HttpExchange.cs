namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>A request that is ready to be sent.</summary>
/// <param name="Request">The request.</param>
/// <param name="Check">Throws where the answer, with its whole body, is not the right one.</param>
internal sealed record HttpExchange(HttpRequestMessage Request, Action<HttpResponseMessage, byte[]> Check);
