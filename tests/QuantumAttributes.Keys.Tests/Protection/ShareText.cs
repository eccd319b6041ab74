using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

/// <summary>Shares that others made: their text as the documentation says, read by us.</summary>
internal static class ShareText
{
    public static KeyShare Make(string setId, int threshold, int number, byte[] y)
    {
        string body = $"qks1-{setId}-{threshold}-{number}-{Convert.ToHexStringLower(y)}";
        return KeyShare.Parse($"{body}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(body)))[..8]}");
    }

    /// <summary>The id of a secret: one block of HKDF-Expand (RFC 5869, section 2.3).</summary>
    public static string SetId(byte[] secret) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, "qa1 kek id\u0001"u8))[..16];
}
