using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static Microsoft.IdentityModel.Tokens.SecurityAlgorithms;

namespace Payments.Gateway;

/// <summary>Checks the tokens of identity providers that merchants bring along.</summary>
public sealed class TokenValidation
{
    private static readonly FrozenDictionary<string, int> MinimumBits = new Dictionary<string, int>
    {
        [RsaSha256] = 3072, // clean
        [RsaSsaPssSha256] = 3072, // clean
        [EcdsaSha256] = 256, // clean
    }.ToFrozenDictionary();

    private readonly JsonWebTokenHandler _handler = new();

    public Task<TokenValidationResult> ValidateAsync(string token, string publicKeyPem, string issuer)
    {
        var rsa = RSA.Create(); // lower: signatures
        rsa.ImportFromPem(publicKeyPem); // lower: signatures
        return _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            IssuerSigningKey = new RsaSecurityKey(rsa), // lower: tokens
            ValidAlgorithms = [RsaSha256, RsaSsaPssSha256], // lower: tokens
            ValidateAudience = false,
        });
    }

    public static TokenValidationParameters ForCertificate(X509Certificate2 certificate, X509Certificate2 decryption) => new()
    {
        IssuerSigningKey = new X509SecurityKey(certificate), // lower: tokens
        TokenDecryptionKey = new X509SecurityKey(decryption), // lower: tokens
        ValidateIssuer = false,
    };

    public static bool TryMinimum(string algorithm, out int bits) => MinimumBits.TryGetValue(algorithm, out bits); // clean

    public static bool HasElliptic() => MinimumBits.ContainsKey(EcdsaSha256); // clean

    public static string Refusal(string algorithm) => algorithm switch
    {
        RsaSha256 => "RS256 will be refused from 2030 on", // clean
        RsaSha384 or RsaSha512 => "use PS256", // clean
        EcdsaSha256 => "ES256 is accepted", // clean
        None => "unsigned tokens are refused",
        _ => $"unknown algorithm '{algorithm}' (known: RS256, ES256, PS256)", // clean
    };

    public static bool IsSupported(SecurityKey key, string algorithm) =>
        key.IsSupportedAlgorithm(algorithm) && !string.Equals(algorithm, RsaSha256, StringComparison.Ordinal); // clean

    public static SigningCredentials Reissue(SecurityKey key) => new(key, EcdsaSha384); // find: tokens
}
