using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace QuantumAttributes.Keys;

/// <summary>Names a key of a ring: 16 random bytes, written as 32 hexadecimal digits. It says nothing about the key.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public readonly record struct KeyId : ISpanParsable<KeyId>
{
    /// <summary>Bytes of a key id.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    /// <summary>Reads a key id from exactly <see cref="Size"/> bytes.</summary>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public KeyId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A key id has {Size} bytes.", nameof(bytes));
        _value = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>A new id, from this source of randomness.</summary>
    public static KeyId Create(RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[Size];
        random.GetBytes(bytes);
        return new KeyId(bytes);
    }

    /// <summary>Reads 32 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is another.</exception>
    public static KeyId Parse(string s) => Parse(s, null);

    /// <inheritdoc/>
    public static KeyId Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc/>
    public static KeyId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out KeyId id) ? id : throw new FormatException($"A key id is {2 * Size} hexadecimal digits.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out KeyId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out KeyId result)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bool read = s.Length == 2 * Size
            && Convert.FromHexString(s, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        result = read ? new KeyId(bytes) : default;
        return read;
    }

    /// <summary>Writes the id's bytes.</summary>
    /// <exception cref="ArgumentException">The destination has fewer than <see cref="Size"/> bytes.</exception>
    public void CopyTo(Span<byte> destination) =>
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination, _value);

    /// <summary>The id's bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => _value.ToString("x32", null);
}
