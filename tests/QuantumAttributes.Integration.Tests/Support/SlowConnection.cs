using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>A connection on which a test sends bytes as it likes.</summary>
internal sealed class SlowConnection : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };

    public static async Task<SlowConnection> OpenAsync(QuantumServer server)
    {
        var connection = new SlowConnection();
        await connection._client.ConnectAsync(IPAddress.Loopback, server.Port);
        return connection;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public Task SendAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes).AsTask();

    /// <summary>What comes next, as far as it has come.</summary>
    public async Task<string> ReadAsync()
    {
        byte[] buffer = new byte[4096];
        int read = await _client.GetStream().ReadAsync(buffer);
        return Encoding.Latin1.GetString(buffer, 0, read);
    }

    /// <summary>Everything that comes until the server closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(_client.GetStream(), Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    public void Dispose() => _client.Dispose();
}
