using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The name of a key: 32 bytes of SHA-256 (RFC 7638, RFC 9964). As text, 43 characters of base64url without padding.
/// </summary>
/// <remarks>A thumbprint is public. The default value is thirty-two zeros, which is no key's.</remarks>
public readonly struct KeyThumbprint : IEquatable<KeyThumbprint>, ISpanParsable<KeyThumbprint>
{
    /// <summary>The size of a thumbprint, in bytes.</summary>
    public const int Size = 32;

    private const int TextLength = 43;

    private readonly Value _value;

    /// <summary>A thumbprint of these bytes.</summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public KeyThumbprint(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A thumbprint has exactly {Size} bytes, not {bytes.Length}.", nameof(bytes));
        bytes.CopyTo(_value);
    }

    /// <summary>Reads a thumbprint: 43 characters of canonical base64url, nothing around them.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static KeyThumbprint Parse(ReadOnlySpan<char> s) =>
        TryParse(s, out KeyThumbprint result)
            ? result
            : throw new FormatException("A thumbprint is 43 characters of canonical base64url.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char})"/>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    public static KeyThumbprint Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <summary>Reads a thumbprint: 43 characters of canonical base64url, nothing around them.</summary>
    /// <returns>Whether the text was one.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, out KeyThumbprint result)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bool read = CanonicalBase64Url.TryDecode(s, bytes);
        result = read ? new KeyThumbprint(bytes) : default;
        return read;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out KeyThumbprint)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out KeyThumbprint result) => TryParse(s.AsSpan(), out result);

    static KeyThumbprint ISpanParsable<KeyThumbprint>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<KeyThumbprint>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out KeyThumbprint result) =>
        TryParse(s, out result);

    static KeyThumbprint IParsable<KeyThumbprint>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<KeyThumbprint>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out KeyThumbprint result) =>
        TryParse(s, out result);

    /// <summary>Whether two thumbprints are the same.</summary>
    public static bool operator ==(KeyThumbprint left, KeyThumbprint right) => left.Equals(right);

    /// <summary>Whether two thumbprints differ.</summary>
    public static bool operator !=(KeyThumbprint left, KeyThumbprint right) => !left.Equals(right);

    /// <summary>Writes the thumbprint's bytes.</summary>
    /// <param name="destination">At least <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)_value).CopyTo(destination);

    /// <summary>The thumbprint's <see cref="Size"/> bytes.</summary>
    public byte[] ToArray() => ((ReadOnlySpan<byte>)_value).ToArray();

    /// <inheritdoc/>
    public bool Equals(KeyThumbprint other) => ((ReadOnlySpan<byte>)_value).SequenceEqual(other._value);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is KeyThumbprint other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_value);

    /// <summary>The thumbprint as 43 characters of base64url, without padding.</summary>
    public override string ToString() =>
        string.Create(TextLength, this, static (text, thumbprint) => Base64Url.EncodeToChars(thumbprint._value, text));

    [InlineArray(Size)]
    private struct Value
    {
        private byte _first;
    }
}
