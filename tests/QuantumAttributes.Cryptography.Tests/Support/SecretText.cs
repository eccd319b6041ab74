using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Characters that are a secret: pinned, and zeroed on disposal, as a careful caller holds them. A string cannot be.
/// </summary>
internal sealed class SecretText(int length) : IDisposable
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly char[] _text = GC.AllocateArray<char>(length, pinned: true);

    public Span<char> Span => _text;

    /// <summary>As it lies in memory.</summary>
    public Span<byte> Bytes => MemoryMarshal.AsBytes(_text.AsSpan());

    public static SecretText NewPassword()
    {
        SecretText password = new(40);
        RandomNumberGenerator.GetItems(Letters, password.Span);
        return password;
    }

    /// <summary>A PEM block.</summary>
    public static SecretText Pem(string label, ReadOnlySpan<byte> contents)
    {
        SecretText pem = new(PemEncoding.GetEncodedSize(label.Length, contents.Length));
        Assert.True(PemEncoding.TryWrite(label, contents, pem.Span, out int written) && written == pem.Span.Length);
        return pem;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(Bytes);
}
