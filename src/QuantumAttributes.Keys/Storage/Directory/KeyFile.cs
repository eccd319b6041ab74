using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace QuantumAttributes.Keys.Storage;

/// <summary>
/// The bytes of a key file, numbers big-endian: <c>"QAKEY"</c>, version 1 (1), purpose (1), length of the slot's name (2), the name,
/// id (16), generation (4), revision (8), length of the container (4), the container, and SHA-256 of everything before (32).
/// </summary>
/// <remarks>The hash finds accidents only; what somebody changes on purpose the container's own authentication finds.</remarks>
internal static class KeyFile
{
    /// <summary>The most bytes of a key file.</summary>
    public const int MaxSize = FixedSize + KeySlot.MaxNameLength + StoredKey.MaxContainerSize;

    private const byte Version = 1;
    private const int NameLengthAt = 7;
    private const int NameAt = NameLengthAt + sizeof(ushort);
    private const int NumbersSize = KeyId.Size + sizeof(int) + sizeof(long) + sizeof(int);
    private const int FixedSize = NameAt + NumbersSize + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "QAKEY"u8;

    /// <summary>The file of a key, which the caller wipes.</summary>
    public static byte[] Encode(StoredKey key)
    {
        string name = key.Slot.Name;
        byte[] file = new byte[FixedSize + name.Length + key.Container.Length];
        Magic.CopyTo(file);
        file[Magic.Length] = Version;
        file[Magic.Length + 1] = (byte)key.Slot.Purpose;
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(NameLengthAt), (ushort)name.Length);
        Encoding.ASCII.GetBytes(name, file.AsSpan(NameAt));

        Span<byte> numbers = file.AsSpan(NameAt + name.Length);
        key.Id.CopyTo(numbers);
        BinaryPrimitives.WriteInt32BigEndian(numbers[KeyId.Size..], key.Generation);
        BinaryPrimitives.WriteInt64BigEndian(numbers[(KeyId.Size + 4)..], key.Revision);
        BinaryPrimitives.WriteInt32BigEndian(numbers[(KeyId.Size + 12)..], key.Container.Length);
        key.Container.Span.CopyTo(numbers[NumbersSize..]);

        int hashed = file.Length - SHA256.HashSizeInBytes;
        SHA256.HashData(file.AsSpan(0, hashed), file.AsSpan(hashed));
        return file;
    }

    /// <summary>Reads a key, whose container stays a part of <paramref name="file"/>; or says what is wrong.</summary>
    public static bool TryDecode(byte[] file, [NotNullWhen(true)] out StoredKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = FindProblem(file);
        if (problem is not null)
            return false;

        key = PeekSlot(file) is { } slot ? Decode(file, slot) : null;
        problem = key is null ? "a field is out of its bounds" : null;
        return key is not null;
    }

    /// <summary>The slot that a file names, whether or not the rest is sound; null where it names none.</summary>
    public static KeySlot? PeekSlot(ReadOnlySpan<byte> file)
    {
        if (file.Length < FixedSize)
            return null;
        int length = BinaryPrimitives.ReadUInt16BigEndian(file[NameLengthAt..]);
        if (length > Math.Min(KeySlot.MaxNameLength, file.Length - FixedSize))
            return null;
        var purpose = (KeyPurpose)file[Magic.Length + 1];
        ReadOnlySpan<byte> name = file.Slice(NameAt, length);
        bool sound = Enum.IsDefined(purpose) && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');
        return sound ? new KeySlot(purpose, Encoding.ASCII.GetString(name)) : null;
    }

    private static string? FindProblem(ReadOnlySpan<byte> file)
    {
        if (file.Length is < FixedSize or > MaxSize)
            return $"it has {file.Length} bytes";
        if (!file.StartsWith(Magic))
            return "it does not begin like one";
        if (file[Magic.Length] != Version)
            return $"it has the version {file[Magic.Length]}, and this program knows {Version}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file[..^SHA256.HashSizeInBytes], hash);
        return file.EndsWith(hash) ? null : "it is cut short or changed";
    }

    private static StoredKey? Decode(byte[] file, KeySlot slot)
    {
        int start = NameAt + slot.Name.Length;
        ReadOnlySpan<byte> numbers = file.AsSpan(start, NumbersSize);
        int generation = BinaryPrimitives.ReadInt32BigEndian(numbers[KeyId.Size..]);
        long revision = BinaryPrimitives.ReadInt64BigEndian(numbers[(KeyId.Size + 4)..]);
        int length = BinaryPrimitives.ReadInt32BigEndian(numbers[(KeyId.Size + 12)..]);
        if (generation < 1 || revision < 1 || length != file.Length - FixedSize - slot.Name.Length)
            return null;
        ReadOnlyMemory<byte> container = file.AsMemory(start + NumbersSize, length);
        return new StoredKey(new KeyId(numbers[..KeyId.Size]), slot, generation, revision, container);
    }
}
