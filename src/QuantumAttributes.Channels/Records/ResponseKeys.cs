using System.Buffers.Binary;
using System.Security.Cryptography;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Records;

/// <summary>
/// The keys of one answer (protocol.md §4): from fresh random bytes each time, so that a request answered twice never gives two
/// plaintexts under one nonce. The same idea as the response keys of RFC 9458 §4.4. They stand in the caller's memory until disposed.
/// </summary>
internal readonly ref struct ResponseKeys
{
    /// <summary>Bytes of memory that they take.</summary>
    public const int Size = (2 * ChannelSecrets.KeySize) + ChannelSecrets.IvSize;

    private const int MaxInfo = 11 + ChannelId.Size + sizeof(ulong); // with the longest label

    private readonly Span<byte> _memory;

    private ResponseKeys(Span<byte> memory) => _memory = memory[..Size];

    public Span<byte> HeaderKey => _memory[..ChannelSecrets.KeySize];

    public Span<byte> BodyKey => _memory.Slice(ChannelSecrets.KeySize, ChannelSecrets.KeySize);

    public Span<byte> Iv => _memory[(2 * ChannelSecrets.KeySize)..];

    /// <summary>r = Extract(nonce, S); each key is Expand(r, label | id | u64 n).</summary>
    public static ResponseKeys Derive(Span<byte> memory, ChannelSecrets secrets, ChannelId id, ulong n, ReadOnlySpan<byte> nonce)
    {
        SymmetricCryptography symmetric = secrets.Symmetric;
        HashAlgorithmName hash = secrets.Suite.Hash;
        var keys = new ResponseKeys(memory);
        Span<byte> r = stackalloc byte[secrets.Suite.HashLength];
        try
        {
            symmetric.HkdfExtract(hash, secrets.ResponseSecret, nonce, r);
            symmetric.HkdfExpand(
                hash, r,
                new(keys.HeaderKey, Info("qc1 rheader"u8, id, n, stackalloc byte[MaxInfo])),
                new(keys.BodyKey, Info("qc1 rbody"u8, id, n, stackalloc byte[MaxInfo])),
                new(keys.Iv, Info("qc1 riv"u8, id, n, stackalloc byte[MaxInfo])));
            return keys;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(r);
        }
    }

    /// <summary>lp("qc1 response") | lp(id) | u64 n | lp(the tag, which ends the request's sealed) | u16 status</summary>
    public static byte[] AssociatedData(ChannelId id, ulong n, UInt128 requestTag, int status)
    {
        ReadOnlySpan<byte> label = "qc1 response"u8;
        var data = new WireWriter(4 + label.Length + 4 + ChannelId.Size + 8 + 4 + Frame.TagSize + 2);
        data.WriteLengthPrefixed(label);
        data.WriteLengthPrefixed(id);
        data.Write(n);
        data.Write((uint)Frame.TagSize);
        data.Write(requestTag);
        data.Write(checked((ushort)status));
        return data.ToArray();
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_memory);

    private static ReadOnlySpan<byte> Info(ReadOnlySpan<byte> label, ChannelId id, ulong n, Span<byte> info)
    {
        label.CopyTo(info);
        id.CopyTo(info[label.Length..]);
        BinaryPrimitives.WriteUInt64BigEndian(info[(label.Length + ChannelId.Size)..], n);
        return info[..(label.Length + ChannelId.Size + sizeof(ulong))];
    }
}
