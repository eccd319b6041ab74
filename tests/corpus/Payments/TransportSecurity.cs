using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Payments.Gateway;

/// <summary>How we talk to terminals, acquirers and ourselves.</summary>
public static class TransportSecurity
{
    private const SslProtocols Modern = SslProtocols.Tls12 | SslProtocols.Tls13; // clean

    public static HttpsConnectionAdapterOptions ForTerminals(X509Certificate2 certificate)
    {
        var options = new HttpsConnectionAdapterOptions
        {
            ServerCertificate = certificate,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            SslProtocols = SslProtocols.Tls | SslProtocols.Tls11 | SslProtocols.Tls12, // find: tls
        };
        return options;
    }

    public static void Harden(HttpsConnectionAdapterOptions options)
    {
        options.SslProtocols &= ~SslProtocols.Tls11; // clean
#pragma warning disable CS0618, SYSLIB0039
        options.SslProtocols &= ~(SslProtocols.Ssl3 | SslProtocols.Tls); // clean
#pragma warning restore CS0618, SYSLIB0039
        if (options.SslProtocols == SslProtocols.Tls12) // clean
            options.SslProtocols = Modern; // clean
    }

    public static async Task<SslStream> ConnectAsync(string host, int port, bool isLegacy, CancellationToken cancellation)
    {
        var client = new TcpClient();
        await client.ConnectAsync(host, port, cancellation);
        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                EnabledSslProtocols = isLegacy
                    ? SslProtocols.Tls12 // find: tls
                    : SslProtocols.Tls13, // clean
                AllowRsaPkcs1Padding = false, // clean
            },
            cancellation);
        if (stream.SslProtocol is SslProtocols.Tls11 or SslProtocols.Tls) // clean
            throw new AuthenticationException("TLS 1.0 and TLS 1.1 are refused"); // clean
        return stream;
    }

    public static Task AcceptAsync(SslStream stream, X509Certificate2 certificate) =>
        stream.AuthenticateAsServerAsync(certificate, true, SslProtocols.Tls11, checkCertificateRevocation: false); // find: tls

    public static Task AcceptModernAsync(SslStream stream, X509Certificate2 certificate) =>
        stream.AuthenticateAsServerAsync(certificate, false, SslProtocols.Tls13, true); // clean

    public static HttpMessageHandler AcquirerHandler(SslProtocols protocols) => new SocketsHttpHandler
    {
        SslOptions = new() { EnabledSslProtocols = protocols }, // clean
    };

    public static HttpClient OldAcquirer() => new(AcquirerHandler(SslProtocols.Tls12)); // find: tls

    public static HttpClient NewAcquirer() => new(AcquirerHandler(Modern)); // clean

    public static void ForOldLibraries()
    {
#pragma warning disable SYSLIB0014
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12; // find: tls
#pragma warning restore SYSLIB0014
    }

    public static void ForOtherLibraries()
    {
#pragma warning disable SYSLIB0014
        ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls13; // clean
        ServicePointManager.SecurityProtocol &= ~SecurityProtocolType.Tls11; // clean
#pragma warning restore SYSLIB0014
    }

    public static string Show(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2", // clean
        SslProtocols.Tls11 => "TLS 1.1 (refused)", // clean
        _ => Enum.IsDefined(protocol) ? protocol.ToString() : "none",
    };

    public static SslServerAuthenticationOptions WithCiphers(X509Certificate2 certificate) => new()
    {
        ServerCertificate = certificate,
        EnabledSslProtocols = Modern, // clean
        CipherSuitesPolicy = OperatingSystem.IsLinux()
            ? new CipherSuitesPolicy(
            [
                TlsCipherSuite.TLS_AES_256_GCM_SHA384, // clean
                TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, // find: tls
                TlsCipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA, // find: tls
            ])
            : null,
    };
}
