using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Integration.Tests.Semantics;
using QuantumAttributes.Integration.Tests.Support;

[assembly: AssemblyFixture(typeof(SemanticsServers))]

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>One application on both versions of HTTP, for all tests of semantics; each starts when the first test asks for it.</summary>
public sealed class SemanticsServers : IAsyncDisposable
{
    private readonly Lazy<Task<SemanticsServer>> _http1 = new(() => StartAsync(HttpProtocols.Http1));
    private readonly Lazy<Task<SemanticsServer>> _http2 = new(() => StartAsync(HttpProtocols.Http2));

    internal Task<SemanticsServer> Get(HttpProtocols version) => version == HttpProtocols.Http1 ? _http1.Value : _http2.Value;

    internal async Task<HttpClient> Client(HttpProtocols version, bool inside = true)
    {
        SemanticsServer server = await Get(version);
        return inside ? server.Inside : server.Outside;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<Task<SemanticsServer>> server in new[] { _http1, _http2 }.Where(server => server.IsValueCreated))
            await (await server.Value).Server.DisposeAsync();
    }

    private static async Task<SemanticsServer> StartAsync(HttpProtocols version)
    {
        QuantumServer server = await QuantumServer.StartAsync(
            SemanticsApplication.Map, new ServerSetup { Protocols = version, Tls = version == HttpProtocols.Http2, Production = true });
        HttpClient inside = server.CreateClient(new ClientSetup
        {
            Configure = builder => builder.ConfigurePrimaryHttpMessageHandler(() => new OuterAnswer.Handler(QuantumServer.CreatePrimary())),
        });
        return new SemanticsServer(server, inside, server.CreatePlainClient());
    }
}
