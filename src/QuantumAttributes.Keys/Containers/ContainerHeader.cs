using System.Formats.Cbor;
using System.Security.Cryptography;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Containers;

/// <summary>
/// The header of a container: the key's description and how its secret is protected, as a deterministic CBOR map (RFC 8949, section
/// 4.2.1).
/// </summary>
internal sealed record ContainerHeader(
    KeyDescription Key, KeyProtectionKind Protection, ReadOnlyMemory<byte> Parameters, ReadOnlyMemory<byte> Salt)
{
    public const int SaltSize = 32;

    private const int MaxSize = 64 * 1024;

    public byte[] Encode()
    {
        CborWriter writer = new(CborConformanceMode.Canonical);
        writer.WriteStartMap(18);
        Bytes(0, Key.Id.ToArray());
        Number(1, (long)Key.Slot.Purpose);
        Text(2, Key.Slot.Name);
        Text(3, Key.Algorithm);
        Number(4, Key.Generation);
        Number(5, Key.Revision);
        Number(6, (long)Key.State);
        Time(7, Key.Changed);
        Time(8, Key.Created);
        Time(9, Key.Activation);
        Time(10, Key.ActiveUntil);
        writer.WriteInt32(11);
        if (Key.End is { } end)
            writer.WriteInt64(end.ToUnixTimeMilliseconds());
        else
            writer.WriteNull();
        Bytes(12, Key.PublicKey.Span);
        Number(13, Key.AuditSequence);
        Text(14, Key.Reason);
        Number(15, (long)Protection);
        Bytes(16, Parameters.Span);
        Bytes(17, Salt.Span);
        writer.WriteEndMap();
        return writer.Encode();

        void Number(int key, long value)
        {
            writer.WriteInt32(key);
            writer.WriteInt64(value);
        }

        void Time(int key, DateTimeOffset value) => Number(key, value.ToUnixTimeMilliseconds());

        void Text(int key, string value)
        {
            writer.WriteInt32(key);
            writer.WriteTextString(value);
        }

        void Bytes(int key, ReadOnlySpan<byte> value)
        {
            writer.WriteInt32(key);
            writer.WriteByteString(value);
        }
    }

    /// <exception cref="CryptographicException">It is not the one encoding of a header.</exception>
    public static ContainerHeader Decode(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.Length > MaxSize)
            throw Malformed();
        try
        {
            CborReader reader = new(encoded, CborConformanceMode.Canonical);
            if (reader.ReadStartMap() != 18)
                throw Malformed();
            ContainerHeader header = Read(reader);
            reader.ReadEndMap();
            return reader.BytesRemaining == 0 ? header : throw Malformed();
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw Malformed(e); // not CBOR, not canonical, another type, or a value out of its range
        }
    }

    private static ContainerHeader Read(CborReader reader)
    {
        KeyId id = new(Bytes(0));
        KeyPurpose purpose = Enumeration<KeyPurpose>(1);
        KeyDescription key = new()
        {
            Id = id,
            Slot = new KeySlot(purpose, Text(2)),
            Algorithm = Text(3),
            Generation = Positive(4) is var generation and <= int.MaxValue ? (int)generation : throw Malformed(),
            Revision = Positive(5),
            State = Enumeration<KeyState>(6),
            Changed = Time(7),
            Created = Time(8),
            Activation = Time(9),
            ActiveUntil = Time(10),
            End = OptionalTime(11),
            PublicKey = Bytes(12),
            AuditSequence = Positive(13),
            Reason = Text(14),
        };
        KeyProtectionKind protection = Enumeration<KeyProtectionKind>(15);
        byte[] parameters = Bytes(16);
        byte[] salt = Bytes(17);
        if (parameters.Length > KeyProtection.MaxParametersSize || salt.Length != SaltSize)
            throw Malformed();
        return new ContainerHeader(key, protection, parameters, salt);

        void Key(int expected)
        {
            if (reader.ReadInt32() != expected)
                throw Malformed();
        }

        byte[] Bytes(int key)
        {
            Key(key);
            return reader.ReadByteString();
        }

        string Text(int key)
        {
            Key(key);
            return reader.ReadTextString();
        }

        long Number(int key)
        {
            Key(key);
            return reader.ReadInt64();
        }

        long Positive(int key) => Number(key) is var number and > 0 ? number : throw Malformed();

        DateTimeOffset Time(int key) => DateTimeOffset.FromUnixTimeMilliseconds(Number(key));

        DateTimeOffset? OptionalTime(int key)
        {
            Key(key);
            if (reader.PeekState() != CborReaderState.Null)
                return DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
            reader.ReadNull();
            return null;
        }

        T Enumeration<T>(int key)
            where T : struct, Enum
        {
            T value = (T)Enum.ToObject(typeof(T), checked((int)Number(key)));
            return Enum.IsDefined(value) ? value : throw Malformed();
        }
    }

    private static CryptographicException Malformed(Exception? cause = null) =>
        new("The header of the key container is malformed.", cause);
}
