using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Records.Archive;

/// <summary>Settings of the archive's own identity server.</summary>
public sealed record IdentityOptions
{
    public string SigningAlgorithm { get; init; } = "RS256"; // find: tokens

    public string SharedAlgorithm { get; init; } = "HS256"; // clean

    public string Hint { get; init; } = "RS256 and ES256 are understood"; // clean

    public required string KeyPath { get; init; }
}

/// <summary>Who may read which record is decided with tokens of our own (OpenIddict).</summary>
public static class IdentityServer
{
    public static IServiceCollection AddArchiveIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        byte[] secret = Convert.FromBase64String(configuration["Identity:Secret"] ?? "");
        services.AddOpenIddict().AddServer(options =>
        {
            options.SetTokenEndpointUris("connect/token").AllowClientCredentialsFlow();
            options
                .AddEncryptionKey(new SymmetricSecurityKey(secret)) // clean
                .AddEphemeralSigningKey() // find: tokens
                .AddSigningCertificate(LoadCertificate(configuration)) // find: tokens
                .DisableAccessTokenEncryption(); // clean
        });
        return services;
    }

    public static OpenIddictServerBuilder ForDevelopment(this OpenIddictServerBuilder options) => options
        .AddDevelopmentEncryptionCertificate() // find: tokens
        .AddDevelopmentSigningCertificate(); // find: tokens

    public static void ForPartners(OpenIddictServerBuilder options, ECDsaSecurityKey key, byte[] secret)
    {
        options.AddSigningKey(key); // find: tokens
        options.AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha384); // find: tokens
        options.AddEphemeralEncryptionKey(SecurityAlgorithms.RsaOAEP); // find: tokens
        options.AddSigningCredentials(new SigningCredentials(new SymmetricSecurityKey(secret), SecurityAlgorithms.HmacSha256)); // clean
    }

    public static string Issue(IdentityOptions options, string subject)
    {
        string pem = File.ReadAllText(options.KeyPath);
        using RSA rsa = RSA.Create(); // find: signatures
        rsa.ImportFromPem(pem); // lower: signatures
        RsaSecurityKey key = new(rsa); // find: tokens
        SigningCredentials credentials = new(key, options.SigningAlgorithm);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = subject, SigningCredentials = credentials });
    }

    public static string IssueShared(IdentityOptions options, byte[] secret) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        SigningCredentials = new(new SymmetricSecurityKey(secret), options.SharedAlgorithm), // clean
    });

    public static async Task<bool> IsValidAsync(string token, JsonWebKeySet keys)
    {
        TokenValidationResult result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys.GetSigningKeys().Where(static key => key is RsaSecurityKey or ECDsaSecurityKey), // clean
            ValidAlgorithms = [SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256], // lower: tokens
        });
        return result.IsValid;
    }

    public static JsonWebKey Publish(RSA key) =>
        JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.ExportParameters(false))); // lower: tokens

    private static X509Certificate2 LoadCertificate(IConfiguration configuration) =>
        X509CertificateLoader.LoadPkcs12FromFile(configuration["Identity:Certificate"]!, null); // lower: certificates
}
