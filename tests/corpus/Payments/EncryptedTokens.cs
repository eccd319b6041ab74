using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Algorithms = Microsoft.IdentityModel.Tokens.SecurityAlgorithms;

namespace Payments.Gateway;

/// <summary>Card tokens that travel encrypted.</summary>
internal sealed partial class EncryptedTokens(RSA recipient)
{
    private static readonly JsonWebTokenHandler Handler = new();

    private readonly EncryptingCredentials _credentials = new(
        new RsaSecurityKey(recipient), // find: tokens
        Algorithms.RsaOAEP, // find: tokens
        Algorithms.Aes256CbcHmacSha512); // clean

    public string Seal(IDictionary<string, object> claims) => Handler.CreateToken(new SecurityTokenDescriptor
    {
        Claims = claims,
        EncryptingCredentials = _credentials,
    });

    public static string SealFor(X509Certificate2 partner, string payload) =>
        Handler.EncryptToken(payload, new X509EncryptingCredentials(partner)); // find: tokens

    public static string SealShared(string payload, byte[] secret)
    {
        var key = new SymmetricSecurityKey(secret); // clean
        return Handler.EncryptToken(payload, new EncryptingCredentials(key, Algorithms.Aes256KW, Algorithms.Aes256CbcHmacSha512)); // clean
    }

    public static EncryptingCredentials ForTerminal(ECDsaSecurityKey key) => // clean
        new(key, Algorithms.EcdhEsA256kw, Algorithms.Aes256Gcm); // find: tokens
}

internal sealed partial class EncryptedTokens
{
    /// <summary>What old terminals ask for.</summary>
    public static EncryptingCredentials ForOldTerminal(SecurityKey key)
    {
        string wrap = Algorithms.RsaPKCS1; // find: tokens
        return new EncryptingCredentials(key, wrap, Algorithms.Aes256CbcHmacSha512);
    }

    public static bool IsWrap(string algorithm)
    {
        bool rsa = algorithm.Equals(Algorithms.RsaOAEP, StringComparison.Ordinal); // clean
        return rsa || algorithm == Algorithms.EcdhEs; // clean
    }
}
