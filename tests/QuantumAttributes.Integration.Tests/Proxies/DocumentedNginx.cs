using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Proxies;

/// <summary>The bank behind an nginx as docs/deploying.md has it, for all tests of a class.</summary>
public sealed class DocumentedNginx : IAsyncLifetime
{
    private QuantumServer? _server;
    private Nginx? _nginx;

    internal QuantumServer Server => _server!;

    internal Nginx Nginx => _nginx!;

    public async ValueTask InitializeAsync()
    {
        _server = await ProxiedBank.StartAsync(ProxiedBank.AsDocumented);
        _nginx = await Nginx.StartAsDocumentedAsync(_server);
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
            await _nginx.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
