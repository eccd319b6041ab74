using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>A socket's messages as bytes, with what they were sent as.</summary>
internal sealed class WebSocketPipes : IDuplexPipe
{
    private readonly ClientWebSocket _socket;
    private readonly Pipe _up = new();
    private readonly Pipe _down = new();

    public WebSocketPipes(ClientWebSocket socket)
    {
        _socket = socket;
        _ = SendAsync();
        _ = ReceiveAsync();
    }

    public ConcurrentQueue<WebSocketMessageType> Received { get; } = new();

    public PipeReader Input => _down.Reader;

    public PipeWriter Output => _up.Writer;

    private async Task SendAsync()
    {
        while (true)
        {
            ReadResult read = await _up.Reader.ReadAsync();
            foreach (ReadOnlyMemory<byte> part in read.Buffer)
                await _socket.SendAsync(part, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            _up.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        while (_socket.State == WebSocketState.Open)
        {
            WebSocketReceiveResult received = await _socket.ReceiveAsync(buffer, CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
                break;
            Received.Enqueue(received.MessageType);
            await _down.Writer.WriteAsync(buffer.AsMemory(0, received.Count));
        }

        await _down.Writer.CompleteAsync();
    }
}
