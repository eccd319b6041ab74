using System.Buffers.Binary;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>
/// A record on a hub's connection (protocol.md §5): <c>u32 length | ciphertext and tag</c> of <c>u8 type | data</c>, under the Noise cipher
/// state of its direction, whose counter nobody sends.
/// </summary>
internal static class HubRecord
{
    /// <summary>Bytes of the length before a record.</summary>
    public const int HeadSize = sizeof(uint);

    /// <summary>The most bytes of data in one record: the plaintext has at most 65,519, and its first is the type.</summary>
    public const int MaxData = 65_519 - TypeSize;

    /// <summary>Bytes that a record takes beyond its data.</summary>
    public const int Overhead = HeadSize + LeastSealed;

    private const int TypeSize = 1;
    private const int LeastSealed = TypeSize + Aes256Gcm.TagSize;
    private const int MostSealed = MaxData + LeastSealed;

    /// <summary>Seals the next record of a direction.</summary>
    /// <param name="state">The direction.</param>
    /// <param name="type">What it carries.</param>
    /// <param name="data">At most <see cref="MaxData"/> bytes.</param>
    /// <param name="destination">Receives as many bytes and <see cref="Overhead"/> more.</param>
    /// <returns>The bytes written.</returns>
    /// <exception cref="ArgumentException">There are more data than a record holds.</exception>
    public static int Seal(CipherState state, HubRecordType type, ReadOnlySpan<byte> data, Span<byte> destination)
    {
        if (data.Length > MaxData)
            throw new ArgumentException($"A record holds {MaxData} bytes.", nameof(data));
        Span<byte> sealedRecord = destination.Slice(HeadSize, LeastSealed + data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)sealedRecord.Length);
        sealedRecord[0] = (byte)type;
        data.CopyTo(sealedRecord[TypeSize..]);
        state.Encrypt(sealedRecord[..(TypeSize + data.Length)], sealedRecord);
        return HeadSize + sealedRecord.Length;
    }

    /// <summary>Reads the length before a record.</summary>
    /// <param name="head"><see cref="HeadSize"/> bytes.</param>
    /// <param name="length">How many bytes follow.</param>
    /// <returns>Whether a record can have it.</returns>
    public static bool TryReadHead(ReadOnlySpan<byte> head, out int length)
    {
        uint value = BinaryPrimitives.ReadUInt32BigEndian(head);
        length = (int)value;
        return value is >= LeastSealed and <= MostSealed;
    }

    /// <summary>Opens the next record of a direction.</summary>
    /// <param name="state">The direction.</param>
    /// <param name="sealedRecord">What follows the length.</param>
    /// <param name="plaintext">As many bytes, which may be the same, to work in.</param>
    /// <param name="type">What it carries.</param>
    /// <param name="data">The data, in <paramref name="plaintext"/>.</param>
    /// <returns>Whether it is the next record, and of a type that there is. If not, the connection is over.</returns>
    public static bool TryOpen(
        CipherState state, ReadOnlySpan<byte> sealedRecord, Span<byte> plaintext, out HubRecordType type, out Span<byte> data)
    {
        type = default;
        data = default;
        if (sealedRecord.Length is < LeastSealed or > MostSealed || !state.TryDecrypt(sealedRecord, plaintext))
            return false;
        type = (HubRecordType)plaintext[0];
        data = plaintext[TypeSize..(sealedRecord.Length - Aes256Gcm.TagSize)];
        return type <= HubRecordType.Close;
    }
}
