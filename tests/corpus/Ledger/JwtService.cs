using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Ledger.Api.Services;

public interface IJwtService
{
    string GenerateAccessToken(IEnumerable<Claim> claims);

    string GenerateRefreshToken();

    ClaimsPrincipal? GetPrincipalFromExpiredToken(string token);
}

/// <summary>Access tokens of the web application and of the branches.</summary>
public class JwtService : IJwtService
{
    private readonly JwtOptions _jwtOptions;
    private readonly ILogger<JwtService> _logger;
    private readonly JwtSecurityTokenHandler _tokenHandler = new();

    public JwtService(IOptions<JwtOptions> jwtOptions, ILogger<JwtService> logger)
    {
        _jwtOptions = jwtOptions.Value;
        _logger = logger;
    }

    public string GenerateAccessToken(IEnumerable<Claim> claims)
    {
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_jwtOptions.Secret)); // clean
        var creds = new SigningCredentials(key, SecurityAlgorithms.HmacSha256); // clean
        var token = new JwtSecurityToken(
            issuer: _jwtOptions.Issuer,
            audience: _jwtOptions.Audience,
            claims: claims,
            expires: DateTime.UtcNow.AddMinutes(15),
            signingCredentials: creds); // clean
        return _tokenHandler.WriteToken(token);
    }

    public string GenerateBranchToken(string branchId)
    {
        using RSA rsa = RSA.Create(); // find: signatures
        rsa.ImportRSAPrivateKey(Convert.FromBase64String(_jwtOptions.PrivateKey), out _); // lower: signatures

        var signingCredentials = new SigningCredentials(
            new RsaSecurityKey(rsa), // find: tokens
            SecurityAlgorithms.RsaSha256) // find: tokens
        {
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };

        var jwt = new JwtSecurityToken(
            audience: "branch",
            issuer: _jwtOptions.Issuer,
            claims: new[] { new Claim(JwtRegisteredClaimNames.Sub, branchId) },
            notBefore: DateTime.UtcNow,
            signingCredentials: signingCredentials);
        _logger.LogInformation("RS256 token for branch {Branch}", branchId); // clean
        return _tokenHandler.WriteToken(jwt);
    }

    public string GenerateRefreshToken()
    {
        var randomNumber = new byte[32];
        using var rng = RandomNumberGenerator.Create(); // clean
        rng.GetBytes(randomNumber);
        return Convert.ToBase64String(randomNumber);
    }

    public ClaimsPrincipal? GetPrincipalFromExpiredToken(string token)
    {
        var parameters = new TokenValidationParameters
        {
            ValidateAudience = false,
            ValidateIssuerSigningKey = true,
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_jwtOptions.Secret)), // clean
            ValidateLifetime = false,
        };
        ClaimsPrincipal principal = _tokenHandler.ValidateToken(token, parameters, out SecurityToken securityToken);
        if (securityToken is not JwtSecurityToken jwt
            || !jwt.Header.Alg.Equals(SecurityAlgorithms.HmacSha256, StringComparison.InvariantCultureIgnoreCase)) // clean
            throw new SecurityTokenException("Invalid token");
        return principal;
    }

    public bool ValidateBranchToken(string token, string publicKey)
    {
        using var rsa = RSA.Create(); // lower: signatures
        rsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _); // lower: signatures
        try
        {
            _tokenHandler.ValidateToken(
                token,
                new TokenValidationParameters
                {
                    ValidIssuer = _jwtOptions.Issuer,
                    IssuerSigningKey = new RsaSecurityKey(rsa), // lower: tokens
                    ValidAlgorithms = new[] { SecurityAlgorithms.RsaSha256 }, // lower: tokens
                },
                out _);
            return true;
        }
        catch (SecurityTokenException ex)
        {
            _logger.LogWarning(ex, "Not an RS256 token of ours"); // clean
            return false;
        }
    }

    /// <summary>For the tax office: signed by us and sealed to them.</summary>
    public string GenerateTaxToken(SecurityTokenDescriptor descriptor, ECDsa ourKey, RSA theirKey) // clean
    {
        descriptor.SigningCredentials = new SigningCredentials(
            new ECDsaSecurityKey(ourKey) { KeyId = "ledger-es" }, // find: tokens
            "ES256"); // find: tokens
        descriptor.EncryptingCredentials = new EncryptingCredentials(
            new RsaSecurityKey(theirKey), // find: tokens
            SecurityAlgorithms.RsaOAEP, // find: tokens
            SecurityAlgorithms.Aes128CbcHmacSha256); // clean
        return _tokenHandler.WriteToken(_tokenHandler.CreateToken(descriptor));
    }

    public string GeneratePilotToken(SecurityTokenDescriptor descriptor, MLDsa key) // clean
    {
        descriptor.SigningCredentials = new SigningCredentials(new MlDsaSecurityKey(key), SecurityAlgorithms.MlDsa65); // clean
        return _tokenHandler.CreateEncodedJwt(descriptor);
    }

    public static object Jwks(RSA rsa, string kid)
    {
        RSAParameters parameters = rsa.ExportParameters(false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid,
            e = Base64UrlEncoder.Encode(parameters.Exponent!),
            n = Base64UrlEncoder.Encode(parameters.Modulus!),
        };
    }

    public static bool IsRsaToken(string token) => new JwtSecurityToken(token).Header.Alg is "RS256" or "RS384" or "RS512"; // clean
}

public class JwtOptions
{
    public string Issuer { get; set; } = "https://ledger.example";

    public string Audience { get; set; } = "ledger-web";

    public string Secret { get; set; } = string.Empty;

    /// <summary>PKCS#1, Base64.</summary>
    public string PrivateKey { get; set; } = string.Empty;
}
