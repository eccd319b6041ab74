using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QuantumAttributes.Inventory.Bom;

/// <summary>A UUID that is made of a text: the same text, the same UUID.</summary>
internal static class ContentUuid
{
    /// <summary>RFC 9562, version 8: the first bytes of the text's SHA-256.</summary>
    public static string Of(string text)
    {
        byte[] hash = Hash(Encoding.UTF8.GetBytes(text));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        string hex = string.Concat(hash.Take(16).Select(static value => value.ToString("x2", CultureInfo.InvariantCulture)));
        return $"{hex.Substring(0, 8)}-{hex.Substring(8, 4)}-{hex.Substring(12, 4)}-{hex.Substring(16, 4)}-{hex.Substring(20)}";
    }

    // MSBuild may run on the .NET Framework, and the tool does not.
    private static byte[] Hash(byte[] content)
    {
#if NET
        return SHA256.HashData(content);
#else
        using var sha256 = SHA256.Create();
        return sha256.ComputeHash(content);
#endif
    }
}
