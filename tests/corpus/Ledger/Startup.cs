using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ledger.Api.Services;
using Ledger.Core.Helpers;
using Ledger.Exchange;
using Ledger.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.IdentityModel.Tokens;

namespace Ledger.Api;

public class Program
{
    public static void Main(string[] args)
    {
        TlsSetup.Initialize();
        CreateHostBuilder(args).Build().Run();
    }

    public static IHostBuilder CreateHostBuilder(string[] args) => Host.CreateDefaultBuilder(args)
        .ConfigureWebHostDefaults(webBuilder => webBuilder.UseKestrel(TlsSetup.ConfigureKestrel).UseStartup<Startup>());
}

public class Startup
{
    public Startup(IConfiguration configuration)
    {
        Configuration = configuration;
    }

    public IConfiguration Configuration { get; }

    public void ConfigureServices(IServiceCollection services)
    {
        services.Configure<JwtOptions>(Configuration.GetSection("Jwt"));
        services.AddSingleton<IJwtService, JwtService>();
        services.AddSingleton<RsaHelper>(); // clean
        services.AddOldClearing();

        services.AddDataProtection()
            .SetApplicationName("ledger")
            .PersistKeysToFileSystem(new DirectoryInfo(Configuration["Keys:Path"] ?? "/var/ledger/keys"))
            .ProtectKeysWithCertificate(CertificateHelper.GetCertificate(Configuration["Keys:Thumbprint"]!)); // find: data-protection

        services.AddSingleton(_ => LoadSigningKey(Configuration["Jwt:KeyFile"]!)); // clean
        services.AddSingleton<SigningCredentials>(provider =>
            new SigningCredentials(provider.GetRequiredService<RsaSecurityKey>(), SecurityAlgorithms.RsaSsaPssSha384)); // find: tokens
        services.AddSingleton(provider => new TokenValidationParameters
        {
            ValidIssuer = Configuration["Jwt:Issuer"],
            ClockSkew = TimeSpan.Zero,
            IssuerSigningKey = provider.GetRequiredService<RsaSecurityKey>(), // clean
            ValidAlgorithms = new List<string> { SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.EcdsaSha256 }, // lower: tokens
        });
        services.AddKeyedSingleton<SecurityKey>("internal", new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Configuration["Jwt:Secret"]!))); // clean
        services.AddScoped<ECDsa>(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256)); // find: signatures
    }

    public void ConfigureStagingServices(IServiceCollection services) => services
        .AddDataProtection()
        .UseCustomCryptographicAlgorithms(new ManagedAuthenticatedEncryptorConfiguration
        {
            EncryptionAlgorithmType = typeof(Aes), // clean
            EncryptionAlgorithmKeySize = 256,
            ValidationAlgorithmType = typeof(HMACSHA512), // clean
        })
        .UnprotectKeysWithAnyCertificate(X509CertificateLoader.LoadPkcs12FromFile("old.pfx", "old")); // lower: data-protection

    public void ConfigureDevelopmentServices(IServiceCollection services)
    {
        ConfigureServices(services);
        services.AddDataProtection()
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_CBC }); // clean
        services.AddSingleton(CertificateHelper.CreateSelfSignedCertificate("localhost", "dev")); // clean
    }

    public void Configure(IApplicationBuilder app, IWebHostEnvironment env, ILogger<Startup> logger)
    {
        if (env.IsDevelopment())
            app.UseDeveloperExceptionPage();
        logger.LogInformation("Tokens are PS384, keys are protected with RSA-2048"); // clean
        app.UseHttpsRedirection();
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapGet("/health", () => "ok");
            endpoints.MapGet("/help/rsa", () => "Upload your RSA public key as PEM."); // clean
            endpoints.MapPost("/secrets", (IDataProtectionProvider provider, string value) =>
                provider.CreateProtector("Ledger.Secrets.v1").ToTimeLimitedDataProtector().Protect(value, TimeSpan.FromDays(1))); // clean
        });
    }

    private static RsaSecurityKey LoadSigningKey(string path) // clean
    {
        RSA rsa = RSA.Create(); // find: signatures
        rsa.ImportFromEncryptedPem(File.ReadAllText(path), "changeit"); // lower: signatures
        return new RsaSecurityKey(rsa) { KeyId = Path.GetFileNameWithoutExtension(path) }; // find: tokens
    }
}
