using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Amazon.KeyManagementService;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Records.Archive;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
IServiceCollection services = builder.Services;

services.AddSingleton<IAmazonKeyManagementService>(static _ => new AmazonKeyManagementServiceClient());
services.AddSingleton<CloudKeys>();
services.AddSingleton<AlgorithmRegistry>();
services.AddSingleton<RSA>(static _ => RSA.Create(3072)); // find: encryption
services.AddScoped(static _ => ECDsa.Create(ECCurve.NamedCurves.brainpoolP384r1)); // find: signatures
services.AddTransient<Func<RSA>>(static provider => provider.GetRequiredService<RSA>); // clean
services.AddArchiveIdentity(builder.Configuration);

X509Certificate2 ring = new("/etc/records/ring.pfx", builder.Configuration["Ring:Password"]); // lower: certificates
if (builder.Environment.IsProduction())
    services.AddArchiveKeys(static keys => keys.ProtectKeysWithCertificate("0f3a5b"), ring); // find: data-protection
else
    services.AddArchiveKeys(static keys => keys.UseEphemeralDataProtectionProvider(), ring); // clean

services.AddOptions<KeyManagementOptions>().Configure<ILoggerFactory>((options, loggers) =>
    options.XmlEncryptor = new CertificateXmlEncryptor(ring, loggers)); // find: data-protection

services.AddHttpClient<LegacyImport>().ConfigurePrimaryHttpMessageHandler(static () =>
{
    var handler = new HttpClientHandler();
    handler.SslProtocols = (SslProtocols)3072; // find: tls
    handler.CheckCertificateRevocationList = true;
    return handler;
});

services.AddHttpClient("registry").ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
{
    SslOptions =
    {
        EnabledSslProtocols = (SslProtocols)12288, // clean
        AllowRsaPssPadding = true, // lower: tls
    },
});

builder.WebHost.UseKestrel(static kestrel => kestrel.ConfigureHttpsDefaults(static https => https.OnAuthenticate = static (_, options) =>
{
    options.EnabledSslProtocols = SslProtocols.Tls12; // find: tls
    options.ApplicationProtocols?.Clear();
}));

WebApplication app = builder.Build();
app.MapGet("/keys/{purpose}", static (string purpose, AlgorithmRegistry registry) => purpose switch
{
    "rsa" or "RSA" => Results.BadRequest("RSA keys are no longer handed out"), // clean
    _ => Results.Ok(registry.Names(purpose)),
});
app.MapPost("/documents", static (HttpRequest request, [AsParameters] StoredDocument document) => Results.Accepted());
app.Run();
