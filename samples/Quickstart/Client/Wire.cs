using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Quickstart.Client;

/// <summary>
/// What an attacker on the network has: counts and keeps the bytes that a client sends, can send them once more, and can flip a bit of
/// what is on its way.
/// </summary>
internal sealed class Wire
{
    private readonly List<byte> _recorded = [];
    private bool _recording;
    private bool _flipNext;

    public long Sent { get; private set; }

    public long Received { get; private set; }

    /// <summary>A transport whose bytes pass over this wire, inside TLS where there is TLS.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new Tap(context.PlaintextStream, this)),
    };

    /// <summary>Keeps what is sent from now on.</summary>
    public void StartRecording() => _recording = true;

    /// <summary>Keeps nothing more.</summary>
    public void StopRecording() => _recording = false;

    /// <summary>Flips one bit in the body of the next request.</summary>
    public void FlipOneBit() => _flipNext = true;

    /// <summary>Sends what was recorded once more, over a connection of its own, and returns the status of the answer.</summary>
    public async Task<int> ReplayAsync(Uri server, CancellationToken cancellation)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, cancellation);
        await using Stream stream = await OpenAsync(connection, server, cancellation);
        await stream.WriteAsync(_recorded.ToArray(), cancellation);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        string status = await reader.ReadLineAsync(cancellation) ?? "";
        return int.Parse(status.Split(' ')[1]);
    }

    private static async Task<Stream> OpenAsync(TcpClient connection, Uri server, CancellationToken cancellation)
    {
        if (server.Scheme != Uri.UriSchemeHttps)
            return connection.GetStream();
        var tls = new SslStream(connection.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host }, cancellation);
        return tls;
    }

    private byte[] OnSend(ReadOnlySpan<byte> bytes)
    {
        byte[] sent = bytes.ToArray();
        int body = bytes.IndexOf("\r\n\r\n"u8);
        if (_flipNext && body >= 0 && sent.Length > body + 40)
        {
            sent[^10] ^= 1; // before the end of the last chunk: in the sealed body or its tag
            _flipNext = false;
        }

        Sent += sent.Length;
        if (_recording)
            _recorded.AddRange(sent);
        return sent;
    }

    private sealed class Tap(Stream inner, Wire wire) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await inner.ReadAsync(buffer, cancellationToken);
            wire.Received += count;
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(wire.OnSend(buffer.Span), cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
