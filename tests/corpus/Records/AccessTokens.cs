using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jose;

namespace Records.Archive;

/// <summary>Tokens that hospitals exchange with us; they insisted on jose-jwt.</summary>
public static class AccessTokens
{
    private static readonly JwtSettings Settings = new JwtSettings().RegisterJwsAlias("rsa-default", JwsAlgorithm.HS256); // clean

    private static readonly Dictionary<JwsAlgorithm, string> Names = new()
    {
        [JwsAlgorithm.RS256] = "RSA with SHA-256", // clean
        [JwsAlgorithm.ES256] = "ECDSA on P-256", // clean
    };

    public static string Issue(IDictionary<string, object> claims, X509Certificate2 certificate)
    {
        using RSA key = certificate.GetRSAPrivateKey()!; // find: certificate-keys
        return JWT.Encode(claims, key, JwsAlgorithm.PS256); // find: tokens
    }

    public static string IssueShared(IDictionary<string, object> claims, byte[] secret) =>
        JWT.Encode(claims, secret, JwsAlgorithm.HS512, settings: Settings); // clean

    public static string IssueWith(object payload, object key, JwsAlgorithm algorithm) => JWT.Encode(payload, key, algorithm); // clean

    public static string IssueElliptic(object payload, ECDsa key) => IssueWith(payload, key, JwsAlgorithm.ES384); // find: tokens

    public static string IssueInternal(object payload, byte[] key) => IssueWith(payload, key, JwsAlgorithm.HS384); // clean

    public static string Seal(string payload, RSA recipient) => JWT.Encode(
        payload,
        recipient,
        JweAlgorithm.RSA_OAEP_256, // find: tokens
        JweEncryption.A256GCM); // clean

    public static string SealShared(string payload, byte[] key) => JWT.Encode(payload, key, JweAlgorithm.A256KW, JweEncryption.A256GCM); // clean

    public static string SealToAll(string payload, IEnumerable<RSA> hospitals, byte[] own) => JWE.Encrypt(
        payload,
        hospitals
            .Select(static key => new JweRecipient(JweAlgorithm.RSA_OAEP, key)) // find: tokens
            .Append(new JweRecipient(JweAlgorithm.A256GCMKW, own)), // clean
        JweEncryption.A256CBC_HS512); // clean

    public static string SealDefault(string payload, object key, JweAlgorithm algorithm = JweAlgorithm.ECDH_ES_A256KW) => // find: tokens
        JWT.Encode(payload, key, algorithm, JweEncryption.A256GCM); // clean

    public static T Read<T>(string token, ECDsa issuer) => JWT.Decode<T>(token, issuer, JwsAlgorithm.ES256); // lower: tokens

    public static string Open(string token, RSA own) =>
        JWT.Decode(token, own, JweAlgorithm.RSA_OAEP_256, JweEncryption.A256GCM); // lower: tokens

    public static bool IsRefused(string token) =>
        JWT.Headers(token).TryGetValue("alg", out object? algorithm) && algorithm is "none" or "RS256" or "RSA1_5"; // clean

    public static string NameOf(JwsAlgorithm algorithm) => Names.GetValueOrDefault(algorithm) // clean
        ?? (algorithm == JwsAlgorithm.PS512 ? "RSA-PSS" : $"{algorithm}"); // clean

    public static object KeyFrom(byte[] x, byte[] y, byte[] d) => Jose.keys.EccKey.New(x, y, d); // find: tokens
}
