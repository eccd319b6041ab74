using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.AspNetCore;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>What a test wants otherwise than a server has it by default.</summary>
internal sealed record ServerSetup
{
    public Action<QuantumOptions>? Options { get; init; }

    public Action<IServiceCollection>? Services { get; init; }

    public Action<KestrelServerLimits>? Limits { get; init; }

    public TimeProvider? Time { get; init; }

    /// <summary>A key directory that outlives the server; null: one of its own.</summary>
    public string? Keys { get; init; }

    public int Port { get; init; }

    /// <summary>Outside Development: with a configured origin, and without the page that shows exceptions.</summary>
    public bool Production { get; init; }

    public HttpProtocols Protocols { get; init; } = HttpProtocols.Http1;

    /// <summary>Over TLS, with <see cref="TestCertificate"/>.</summary>
    public bool Tls { get; init; }

    public IReadOnlyList<IQuantumModule> Modules { get; init; } = [];
}
