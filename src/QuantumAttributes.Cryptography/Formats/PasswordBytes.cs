using System.Text;

namespace QuantumAttributes.Cryptography;

/// <summary>A password as bytes, as .NET and RFC 8018, section 3 have it: UTF-8. Zeroed on disposal.</summary>
internal static class PasswordBytes
{
    public static SecretBytes Of(ReadOnlySpan<char> password)
    {
        SecretBytes bytes = new(Encoding.UTF8.GetByteCount(password));
        Encoding.UTF8.GetBytes(password, bytes.Span);
        return bytes;
    }
}
