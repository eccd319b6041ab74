using System.Net.Security;
using System.Security.Authentication;
using QuantumAttributes.Benchmarks.Servers;

namespace QuantumAttributes.Benchmarks.Channels;

/// <summary>The client's side of the peer of handshakes.</summary>
internal static class TlsPeer
{
    private static readonly SslClientAuthenticationOptions _options = new()
    {
        TargetHost = TlsListener.Name,
        EnabledSslProtocols = SslProtocols.Tls13,
        AllowTlsResume = false,
        RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == $"CN={TlsListener.Name}",
    };

    /// <summary>A whole TLS 1.3 handshake. The server's byte says that it has read the client's last message.</summary>
    public static async Task HandshakeAsync(Stream stream)
    {
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsClientAsync(_options);
        await tls.ReadExactlyAsync(new byte[1]);
        if (tls.SslProtocol != SslProtocols.Tls13)
            throw new InvalidOperationException($"The handshake is one of {tls.SslProtocol}.");
    }

    /// <summary>The same without a handshake.</summary>
    public static async Task ConnectAsync(Stream stream)
    {
        await stream.WriteAsync(new byte[1]);
        await stream.ReadExactlyAsync(new byte[1]);
    }

    /// <summary>The key exchange that a handshake agrees on, as its ServerHello says (RFC 8446 §4.1.3, §4.2.8).</summary>
    public static async Task<string> FindGroupAsync(int port)
    {
        string group = "";
        await new ConnectionLoad("", 1, port, async stream =>
        {
            await using var recorder = new RecordingStream(stream);
            await HandshakeAsync(recorder);
            group = ReadGroup(recorder.Received);
        }).ConnectOnceAsync();
        return group;
    }

    private static string ReadGroup(ReadOnlySpan<byte> serverHello)
    {
        const int RecordHead = 5, MessageHead = 4, Version = 2, Random = 32, Suite = 2, Compression = 1, KeyShare = 51;
        ReadOnlySpan<byte> rest = serverHello[(RecordHead + MessageHead + Version + Random)..];
        rest = rest[(1 + rest[0] + Suite + Compression + 2)..]; // the session id, and the length of the extensions
        while (Number(rest) != KeyShare)
            rest = rest[(4 + Number(rest[2..]))..];
        return Number(rest[4..]) switch
        {
            0x0017 => "P-256",
            0x0018 => "P-384",
            0x001d => "X25519",
            0x11ec => "X25519MLKEM768",
            int other => $"group 0x{other:x4}",
        };
    }

    private static int Number(ReadOnlySpan<byte> bytes) => (bytes[0] << 8) | bytes[1];
}
