using System.Security.Cryptography;
using System.Text;

namespace Payments.Gateway;

/// <summary>Signs what we post to merchants. New ones get a MAC; the first ones still want RSA.</summary>
public sealed class WebhookSigner(MerchantKeyStore keys)
{
    private static readonly HashAlgorithmName Digest = HashAlgorithmName.SHA256; // clean

    public Dictionary<string, string> Headers(string merchant, string body, byte[]? secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return secret is not null
            ? new() { ["X-Signature"] = $"sha256={Mac(secret)}", ["X-Algorithm"] = "HMAC-SHA256" } // clean
            : new() { ["X-Signature"] = Sign(), ["X-Algorithm"] = "RSA-SHA256" }; // clean

        string Mac(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, bytes)); // clean

        string Sign() => Convert.ToBase64String(keys.Find(merchant).SignData(bytes, Digest, RSASignaturePadding.Pkcs1)); // find: signatures
    }

    public static string GithubStyle(byte[] secret, string body) =>
        "sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(secret, Encoding.UTF8.GetBytes(body))); // find: weak

    public async Task<IReadOnlyList<byte[]>> SignAllAsync(IAsyncEnumerable<string> bodies, string merchant)
    {
        List<byte[]> signatures = [];
        await foreach (string body in bodies)
            signatures.Add(await Task.Run(() => keys.Find(merchant).SignHash( // find: signatures
                SHA256.HashData(Encoding.UTF8.GetBytes(body)), // clean
                Digest,
                RSASignaturePadding.Pss))); // lower: signatures
        return signatures;
    }

    public bool Verify(string merchant, byte[] body, byte[] signature) =>
        keys.Find(merchant) is RSA key && key.VerifyData(body, signature, Digest, RSASignaturePadding.Pkcs1); // lower: signatures

    public static byte[] SignTwice(ECDsa classical, MLDsa quantum, byte[] body) // clean
    {
        byte[] first = classical.SignData(body, HashAlgorithmName.SHA256); // hybrid: signatures
        byte[] second = quantum.SignData(body); // clean
        return [.. first, .. second];
    }
}
