using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>The versions of HTTP that a channel goes over: HTTP/1.1 in the clear, HTTP/2 over TLS.</summary>
internal static class Versions
{
    public static TheoryData<HttpProtocols> All { get; } = [HttpProtocols.Http1, HttpProtocols.Http2];

    public static MatrixTheoryData<HttpProtocols, T> With<T>(params IEnumerable<T> values) => new([HttpProtocols.Http1, HttpProtocols.Http2], values);
}
