using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Infrastructure;

/// <summary>Connections to the other banks, to the terminals and to the printers.</summary>
public static class TlsSetup
{
    private const int Tls12Value = 3072;

    public static void Initialize()
    {
        ServicePointManager.Expect100Continue = true;
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls // find: tls
            | SecurityProtocolType.Tls11
            | SecurityProtocolType.Tls12;
        ServicePointManager.ServerCertificateValidationCallback += (sender, certificate, chain, errors) => errors == SslPolicyErrors.None; // clean
    }

    public static void InitializeForNewBanks()
    {
        ServicePointManager.DefaultConnectionLimit = 32;
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12 | SecurityProtocolType.Tls13; // clean
    }

    public static void InitializeOnServer2012()
    {
        ServicePointManager.SecurityProtocol = (SecurityProtocolType)Tls12Value; // find: tls
    }

    public static void LetSystemDecide() => ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault; // clean

    public static HttpClient CreateBankClient(string pfxPath, string password)
    {
        var handler = new HttpClientHandler();
        handler.ClientCertificates.Add(new X509Certificate2(pfxPath, password)); // lower: certificates
        handler.ClientCertificateOptions = ClientCertificateOption.Manual; // clean
        handler.SslProtocols = SslProtocols.Tls12; // find: tls
        handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
    }

    public static HttpClient CreateRateClient() => new(new HttpClientHandler { SslProtocols = SslProtocols.None }); // clean

    public static HttpClient CreateRegisterClient() => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13, // clean
            CertificateRevocationCheckMode = X509RevocationMode.Online,
        },
    });

    public static IHttpClientBuilder AddOldClearing(this IServiceCollection services) => services
        .AddHttpClient("clearing", c => c.DefaultRequestHeaders.Add("X-Protocol", "tls1.2")) // clean
        .ConfigurePrimaryHttpMessageHandler(() =>
        {
            var h = new HttpClientHandler { AllowAutoRedirect = false };
            h.SslProtocols |= SslProtocols.Tls11; // find: tls
            return h;
        });

    public static async Task<SslStream> ConnectTerminalAsync(string host, int port, X509CertificateCollection own)
    {
        var client = new TcpClient(host, port);
        var ssl = new SslStream(client.GetStream(), leaveInnerStreamOpen: false); // clean
        await ssl.AuthenticateAsClientAsync(
            host,
            own,
            SslProtocols.Tls11 | SslProtocols.Tls12, // find: tls
            checkCertificateRevocation: true);
        return ssl;
    }

    public static async Task ServePrinterAsync(Stream network, X509Certificate2 certificate, CancellationToken ct)
    {
        using var ssl = new SslStream(network);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = false,
        };
#pragma warning disable SYSLIB0039
        options.EnabledSslProtocols = SslProtocols.Tls; // find: tls
#pragma warning restore SYSLIB0039
        await ssl.AuthenticateAsServerAsync(options, ct);
        await ssl.WriteAsync("READY\n"u8.ToArray(), ct);
    }

    public static void ConfigureKestrel(WebHostBuilderContext context, Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls13 | SslProtocols.Tls12; // clean
            https.ClientCertificateMode = Microsoft.AspNetCore.Server.Kestrel.Https.ClientCertificateMode.AllowCertificate; // clean
        });
        if (context.Configuration.GetValue<bool>("Tls:Legacy"))
            options.ListenAnyIP(8444, listen => listen.UseHttps("branch.pfx", "changeit", o => o.SslProtocols = SslProtocols.Tls12)); // find: tls
    }

    public static string Check(SslStream stream)
    {
        if (stream.SslProtocol < SslProtocols.Tls12) // clean
            return "too old: " + stream.SslProtocol;
        return stream.NegotiatedCipherSuite == TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA // clean
            ? "no forward secrecy" : "ok";
    }

    public static SslProtocols Parse(string? name) => name?.ToLowerInvariant() switch
    {
        "tls12" or "1.2" => SslProtocols.Tls12,
        "tls13" or "1.3" => SslProtocols.Tls13, // clean
        "tls10" => throw new NotSupportedException("TLS 1.0 is switched off since 2018"), // clean
        _ => SslProtocols.None, // clean
    };
}
