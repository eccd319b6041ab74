using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>
/// The <c>Content-Digest</c> field (RFC 9530 §2) with the active algorithms <c>sha-256</c> and <c>sha-512</c>. Digests under
/// other names are passed over. Immutable and thread-safe.
/// </summary>
public sealed class ContentDigest
{
    private const int BufferSize = 16 * 1024;

    private readonly byte[]? _sha256;
    private readonly byte[]? _sha512;

    private ContentDigest(byte[]? sha256, byte[]? sha512)
    {
        _sha256 = sha256;
        _sha512 = sha512;
    }

    /// <summary>Computes the <c>sha-256</c> digest of content.</summary>
    /// <param name="content">The content, as it is sent.</param>
    /// <returns>The digest; its text is the field value.</returns>
    public static ContentDigest Create(ReadOnlySpan<byte> content) => new(SHA256.HashData(content), null);

    /// <summary>Parses a field value.</summary>
    /// <param name="fieldValue">The value of <c>Content-Digest</c>, or null if the message has none.</param>
    /// <param name="digest">The digests it names, or null.</param>
    /// <returns>
    /// Whether it is a dictionary without duplicate keys that has <c>sha-256</c> or <c>sha-512</c>, and each of these as a byte
    /// sequence of 32 or 64 bytes.
    /// </returns>
    public static bool TryParse(string? fieldValue, [NotNullWhen(true)] out ContentDigest? digest)
    {
        digest = null;
        if (!StructuredField.TryParseDictionary(fieldValue, out FieldDictionary? members, rejectDuplicateKeys: true)
            || !TryGetDigest(members, "sha-256", SHA256.HashSizeInBytes, out byte[]? sha256)
            || !TryGetDigest(members, "sha-512", SHA512.HashSizeInBytes, out byte[]? sha512)
            || (sha256 is null && sha512 is null))
        {
            return false;
        }

        digest = new ContentDigest(sha256, sha512);
        return true;
    }

    /// <summary>Whether every digest is the content's. Compared in constant time.</summary>
    /// <param name="content">The whole content.</param>
    /// <returns>Whether all match.</returns>
    public bool Verify(ReadOnlySpan<byte> content) =>
        (_sha256 is null || CryptographicOperations.FixedTimeEquals(_sha256, SHA256.HashData(content)))
        && (_sha512 is null || CryptographicOperations.FixedTimeEquals(_sha512, SHA512.HashData(content)));

    /// <summary>Whether every digest is the content's, which is read to its end. Compared in constant time.</summary>
    /// <param name="content">The stream, at the beginning of the content; it stays open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Whether all match.</returns>
    /// <exception cref="IOException">Reading failed.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public async ValueTask<bool> VerifyAsync(Stream content, CancellationToken cancellationToken = default)
    {
        using IncrementalHash? sha256 = _sha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using IncrementalHash? sha512 = _sha512 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                sha256?.AppendData(buffer, 0, read);
                sha512?.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return Matches(_sha256, sha256) && Matches(_sha512, sha512);
    }

    /// <summary>Serialises the digests.</summary>
    /// <returns>The value of <c>Content-Digest</c>.</returns>
    public override string ToString()
    {
        List<KeyValuePair<string, Member>> members = [];
        Add(members, "sha-256", _sha256);
        Add(members, "sha-512", _sha512);
        return new FieldDictionary(members).ToString();
    }

    private static bool Matches(byte[]? expected, IncrementalHash? hash) =>
        expected is null || CryptographicOperations.FixedTimeEquals(expected, hash!.GetHashAndReset());

    private static void Add(List<KeyValuePair<string, Member>> members, string name, byte[]? digest)
    {
        if (digest is not null)
        {
            members.Add(new(name, new Item(BareItem.FromBytes(digest))));
        }
    }

    private static bool TryGetDigest(FieldDictionary members, string name, int size, out byte[]? digest)
    {
        digest = null;
        if (!members.TryGetValue(name, out Member? member))
        {
            return true;
        }

        if (member is not Item item || !item.Value.TryGetBytes(out ReadOnlyMemory<byte> bytes) || bytes.Length != size)
        {
            return false;
        }

        digest = bytes.ToArray();
        return true;
    }
}
