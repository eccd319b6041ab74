using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// One share of a secret (<see cref="SecretSharing"/>), for one person to keep. Its text, which <see cref="Format"/> writes and
/// <see cref="Parse"/> reads, is <c>qks1-set-threshold-number-y-checksum</c>. Unaudited.
/// </summary>
/// <remarks>
/// <para>Set, y and checksum are 16, 64 and 8 lower-case hexadecimal digits; threshold and number are decimal. The checksum is
/// the first 4 bytes of SHA-256 of all that stands before its hyphen: it finds slips, and no forgery. What finds that is the
/// set's id, to which the recovered secret must belong.</para>
/// <para>y and number, as one byte behind it, are a share of HashiCorp Vault and of npm's <c>shamir-secret-sharing</c>.</para>
/// <para>Safe to use from several threads. Disposal wipes y.</para>
/// </remarks>
public sealed class KeyShare : IDisposable
{
    /// <summary>The most characters of a share's text.</summary>
    public const int MaxTextLength = 103;

    private const string Prefix = "qks1";

    private const int ChecksumSize = 4;

    private readonly byte[] _setId;
    private readonly HeldSecret _y;

    /// <summary>Takes y, which the share disposes from here on.</summary>
    internal KeyShare(ReadOnlySpan<byte> setId, int threshold, byte number, SecretBytes y)
    {
        _setId = setId.ToArray();
        Threshold = threshold;
        Number = number;
        _y = new HeldSecret(y, typeof(KeyShare));
    }

    /// <summary>How many shares of the set are needed.</summary>
    public int Threshold { get; }

    /// <summary>x, the share's number in its set: 1 to 255.</summary>
    public byte Number { get; }

    /// <summary>The id of the secret that was split, 16 hexadecimal digits, not secret: the same in all its shares.</summary>
    public string SetId => Convert.ToHexStringLower(_setId);

    /// <summary>Reads a share's text.</summary>
    /// <param name="text">Exactly what <see cref="Format"/> wrote, without anything around it.</param>
    /// <returns>The share, which the caller disposes.</returns>
    /// <exception cref="FormatException">It is something else, or its checksum does not match. The message holds nothing of
    /// it.</exception>
    public static KeyShare Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out KeyShare? share) ? share : throw new FormatException("This is no key share, or one with a slip in it.");

    /// <summary>Reads a share's text.</summary>
    /// <param name="text">Exactly what <see cref="Format"/> wrote, without anything around it.</param>
    /// <param name="share">The share, which the caller disposes.</param>
    /// <returns>Whether it is a share, and its checksum matches.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out KeyShare? share)
    {
        share = null;
        Span<Range> parts = stackalloc Range[7]; // one more than there are
        if (text.Length > MaxTextLength || text.Split(parts, '-') != 6 || text[parts[0]] is not Prefix)
            return false;
        Span<byte> setId = stackalloc byte[SecretDerivation.IdSize], checksum = stackalloc byte[ChecksumSize];
        Span<byte> expected = stackalloc byte[ChecksumSize];
        using SecretBytes y = new(SecretDerivation.SecretSize);
        if (!SecretText.TryDecodeHex(text[parts[1]], setId)
            || !TryParseDecimal(text[parts[2]], SecretSharing.MinThreshold, out byte threshold)
            || !TryParseDecimal(text[parts[3]], 1, out byte number)
            || !SecretText.TryDecodeHex(text[parts[4]], y.Span)
            || !SecretText.TryDecodeHex(text[parts[5]], checksum))
        {
            return false;
        }

        WriteChecksum(text[..parts[4].End.Value], expected);
        if (!CryptographicOperations.FixedTimeEquals(checksum, expected))
            return false;
        share = new KeyShare(setId, threshold, number, SecretBytes.CopyOf(y.Span));
        return true;
    }

    /// <summary>The share's text, with all that is secret in it. A string cannot be wiped: <see cref="TryFormat"/> writes to a
    /// buffer.</summary>
    /// <exception cref="ObjectDisposedException">This is disposed.</exception>
    public string Format()
    {
        Span<char> text = stackalloc char[MaxTextLength];
        TryFormat(text, out int charsWritten);
        var copy = new string(text[..charsWritten]);
        text.Clear();
        return copy;
    }

    /// <summary>Writes the share's text, with all that is secret in it; the caller wipes it.</summary>
    /// <param name="destination"><see cref="MaxTextLength"/> characters are always enough.</param>
    /// <param name="charsWritten">The text's length.</param>
    /// <returns>Whether the destination was long enough. Where not, nothing secret is written.</returns>
    /// <exception cref="ObjectDisposedException">This is disposed.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        using SecretBytes y = _y.Copy();
        string start = string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{SetId}-{Threshold}-{Number}-");
        int body = start.Length + 2 * y.Span.Length;
        charsWritten = body + 1 + 2 * ChecksumSize;
        if (destination.Length < charsWritten)
        {
            charsWritten = 0;
            return false;
        }

        Span<byte> checksum = stackalloc byte[ChecksumSize];
        start.CopyTo(destination);
        SecretText.EncodeHex(y.Span, destination[start.Length..]);
        WriteChecksum(destination[..body], checksum);
        destination[body] = '-';
        SecretText.EncodeHex(checksum, destination[(body + 1)..]);
        return true;
    }

    /// <summary>Which share it is. Nothing secret: <see cref="Format"/> writes the share itself.</summary>
    public override string ToString() => $"share {Number} of set {SetId}, of which {Threshold} are needed";

    /// <summary>Wipes the share.</summary>
    public void Dispose() => _y.Dispose();

    /// <summary>A copy of y, which the caller disposes.</summary>
    internal SecretBytes CopyY() => _y.Copy();

    /// <summary>Whether both say that they belong to the same secret, split with the same threshold.</summary>
    internal bool IsOfSameSet(KeyShare other) => Threshold == other.Threshold && _setId.AsSpan().SequenceEqual(other._setId);

    /// <summary>Whether a secret is the one that was split.</summary>
    internal bool BelongsTo(ReadOnlySpan<byte> secret)
    {
        Span<byte> id = stackalloc byte[SecretDerivation.IdSize];
        SecretDerivation.DeriveId(secret, id);
        return CryptographicOperations.FixedTimeEquals(id, _setId);
    }

    private static bool TryParseDecimal(ReadOnlySpan<char> text, byte min, out byte value) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        && value >= min
        && text.SequenceEqual(value.ToString(CultureInfo.InvariantCulture)); // no zeros before it

    private static void WriteChecksum(ReadOnlySpan<char> body, Span<byte> checksum)
    {
        using SecretBytes ascii = new(body.Length), hash = new(SHA256.HashSizeInBytes);
        Encoding.ASCII.GetBytes(body, ascii.Span);
        SHA256.HashData(ascii.Span, hash.Span);
        hash.Span[..ChecksumSize].CopyTo(checksum);
    }
}
