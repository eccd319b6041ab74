using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using Payments.Gateway;

var builder = WebApplication.CreateBuilder(args);

builder.Services.Configure<PaymentOptions>(builder.Configuration.GetSection(PaymentOptions.Section));
builder.Services.AddSingleton<MerchantKeyStore>();
builder.Services.AddSingleton<TokenIssuer>();
builder.Services.AddSingleton<WebhookSigner>();
builder.Services.AddScoped<StatementMailer>();
builder.Services.AddSingleton(typeof(System.Security.Cryptography.RSA), _ => throw new NotSupportedException("RSA is not a service")); // clean

X509Certificate2 keyRingCertificate = X509CertificateLoader.LoadPkcs12FromFile("/run/secrets/keyring.pfx", null); // lower: certificates

builder.Services
    .AddDataProtection()
    .SetApplicationName("payments")
    .PersistKeysToFileSystem(new DirectoryInfo("/var/lib/payments/keys"))
    .ProtectKeysWithCertificate(keyRingCertificate) // find: data-protection
    .UnprotectKeysWithAnyCertificate(KeyRing.Retired()); // lower: data-protection

builder.WebHost.ConfigureKestrel(static kestrel =>
{
    kestrel.ConfigureHttpsDefaults(static https =>
    {
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13; // clean
        https.HandshakeTimeout = TimeSpan.FromSeconds(5);
    });
    kestrel.ListenAnyIP(8443, static listen => listen.UseHttps(static https =>
    {
        https.ServerCertificate = CertificateVault.LoadServer(); // clean
        https.SslProtocols = SslProtocols.Tls12; // find: tls
    }));
    kestrel.ListenAnyIP(9443, static listen => listen.UseHttps(static https => https.SslProtocols = SslProtocols.None)); // clean
});

builder.Services
    .AddHttpClient("acquirer", static client => client.BaseAddress = new Uri("https://acquirer.example/des/v2")) // clean
    .ConfigurePrimaryHttpMessageHandler(static () => new HttpClientHandler
    {
        ClientCertificateOptions = ClientCertificateOption.Manual,
        SslProtocols = SslProtocols.Tls11 | SslProtocols.Tls12, // find: tls
    });

var app = builder.Build();

app.Logger.LogInformation("Accepting tokens signed with {Algorithm}", "RS256"); // clean
app.MapGet("/algorithms", static () => Results.Ok(new[] { nameof(SecurityAlgorithms.RsaSha256), nameof(SecurityAlgorithms.EcdsaSha256) })); // clean
app.MapPost("/merchants/{id}/keys", static (string id, MerchantKeyStore store) => Results.Text(store.Rotate(id)));
app.MapPost("/tokens", static (TokenRequest request, TokenIssuer issuer) => Results.Text(issuer.Issue(request)));
app.Run();
