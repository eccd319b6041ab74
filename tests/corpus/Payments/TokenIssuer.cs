using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Payments.Gateway;

/// <summary>Issues the tokens that merchants call us with.</summary>
public sealed class TokenIssuer
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly PaymentOptions _options;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256); // find: signatures

    public TokenIssuer(IOptions<PaymentOptions> options)
    {
        _options = options.Value;
    }

    public string Issue(TokenRequest request)
    {
        var key = new ECDsaSecurityKey(_key) { KeyId = "2026-1" }; // find: tokens
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _options.Issuer,
            Audience = request.Audience,
            Expires = DateTime.UtcNow.Add(request.Lifetime),
            Subject = new ClaimsIdentity([new Claim("mid", request.MerchantId)]),
            SigningCredentials = new(key, _options.TokenAlgorithm),
        });
    }

    public string IssueForPartner(X509Certificate2 certificate, IDictionary<string, object> claims)
    {
        SecurityTokenDescriptor descriptor = new()
        {
            Issuer = _options.Issuer,
            Claims = claims,
            SigningCredentials = new X509SigningCredentials(certificate), // find: tokens
        };
        return _handler.CreateToken(descriptor);
    }

    public string IssueWithRsa(RSA rsa, string subject) // clean
    {
        var credentials = new SigningCredentials(
            new RsaSecurityKey(rsa), // find: tokens
            SecurityAlgorithms.RsaSsaPssSha256); // find: tokens
        return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = subject, SigningCredentials = credentials });
    }

    public string IssueInternal(string secret, string subject)
    {
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)); // clean
        var credentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha512); // clean
        return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = subject, SigningCredentials = credentials });
    }

    /// <summary>For callers that bring their own algorithm.</summary>
    public static SigningCredentials Credentials(SecurityKey key, string algorithm) => new(key, algorithm); // clean

    public static SigningCredentials Legacy(SecurityKey key) => Credentials(key, SecurityAlgorithms.RsaSha256); // find: tokens

    public static SigningCredentials Internal(SecurityKey key) => Credentials(key, SecurityAlgorithms.HmacSha256); // clean

    public static SigningCredentials For(SecurityKey key, bool strong) => new(
        key,
        strong ? SecurityAlgorithms.RsaSha512 : SecurityAlgorithms.RsaSha256); // find: tokens

    public static bool IsAsymmetric(string algorithm) =>
        algorithm == SecurityAlgorithms.RsaSha256 // clean
        || algorithm is SecurityAlgorithms.EcdsaSha256 or SecurityAlgorithms.EcdsaSha384 // clean
        || algorithm.StartsWith("PS", StringComparison.Ordinal);
}
