using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>
/// The peer of a handshake: takes connections, does a whole TLS 1.3 handshake with an ECDSA P-256 certificate, sends one byte, which tells
/// the client that it has done its part, and closes. Beside it the same without TLS.
/// </summary>
internal sealed class TlsListener : IDisposable
{
    /// <summary>The certificate's name.</summary>
    public const string Name = "bank.example";

    private readonly Socket _plain = Listen();
    private readonly Socket _tls = Listen();
    private readonly SslServerAuthenticationOptions _options;

    public TlsListener()
    {
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(CreateCertificate(), additionalCertificates: null, offline: true),
            EnabledSslProtocols = SslProtocols.Tls13,
            AllowTlsResume = false,
        };
        _ = AcceptAsync(_plain, static (stream, _) => AnswerAsync(stream));
        _ = AcceptAsync(_tls, HandshakeAsync);
    }

    public int PlainPort => ((IPEndPoint)_plain.LocalEndPoint!).Port;

    public int Port => ((IPEndPoint)_tls.LocalEndPoint!).Port;

    public void Dispose()
    {
        _plain.Dispose();
        _tls.Dispose();
    }

    private static Socket Listen()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }

    private static X509Certificate2 CreateCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private async Task AcceptAsync(Socket listener, Func<Stream, SslServerAuthenticationOptions, Task> answer)
    {
        while (true)
        {
            Socket connection = await listener.AcceptAsync();
            connection.NoDelay = true;
            _ = ServeAsync(connection, answer);
        }
    }

    private async Task ServeAsync(Socket connection, Func<Stream, SslServerAuthenticationOptions, Task> answer)
    {
        await using var stream = new NetworkStream(connection, ownsSocket: true);
        await answer(stream, _options);
    }

    private static async Task HandshakeAsync(Stream stream, SslServerAuthenticationOptions options)
    {
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsServerAsync(options);
        await tls.WriteAsync(new byte[1]);
    }

    private static async Task AnswerAsync(Stream stream)
    {
        await stream.ReadExactlyAsync(new byte[1]);
        await stream.WriteAsync(new byte[1]);
    }
}
