using System.Security.Cryptography;
using QuantumAttributes.Channels.Handshake;

namespace QuantumAttributes.Channels.Records;

/// <summary>
/// The keys of one answer (protocol.md §4): from fresh random bytes each time, so that a request answered twice never gives two
/// plaintexts under one nonce. The same idea as the response keys of RFC 9458 §4.4.
/// </summary>
internal sealed class ResponseKeys : IDisposable
{
    private ResponseKeys()
    {
    }

    public byte[] HeaderKey { get; } = new byte[ChannelSecrets.KeySize];

    public byte[] BodyKey { get; } = new byte[ChannelSecrets.KeySize];

    public byte[] Iv { get; } = new byte[ChannelSecrets.IvSize];

    /// <summary>r = Extract(nonce, S); each key is Expand(r, label | id | u64 n).</summary>
    public static ResponseKeys Derive(ChannelSecrets secrets, ChannelId id, ulong n, ReadOnlySpan<byte> nonce)
    {
        HashAlgorithmName hash = secrets.Suite.Hash;
        var keys = new ResponseKeys();
        Span<byte> r = stackalloc byte[secrets.Suite.HashLength];
        try
        {
            HKDF.Extract(hash, secrets.ResponseSecret, nonce, r);
            HKDF.Expand(hash, r, keys.HeaderKey, Info("qc1 rheader"u8, id, n));
            HKDF.Expand(hash, r, keys.BodyKey, Info("qc1 rbody"u8, id, n));
            HKDF.Expand(hash, r, keys.Iv, Info("qc1 riv"u8, id, n));
            return keys;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(r);
        }
    }

    // lp("qc1 response") | lp(id) | u64 n | lp(last 16 bytes of the request's sealed) | u16 status
    public static byte[] AssociatedData(ChannelId id, ulong n, ReadOnlySpan<byte> requestSealed, int status)
    {
        var data = new WireWriter(80);
        data.WriteLengthPrefixed("qc1 response"u8);
        data.WriteLengthPrefixed(id.ToArray());
        data.Write(n);
        data.WriteLengthPrefixed(requestSealed[^Frame.TagSize..]);
        data.Write(checked((ushort)status));
        return data.ToArray();
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(HeaderKey);
        CryptographicOperations.ZeroMemory(BodyKey);
        CryptographicOperations.ZeroMemory(Iv);
    }

    private static byte[] Info(ReadOnlySpan<byte> label, ChannelId id, ulong n)
    {
        var info = new WireWriter(label.Length + ChannelId.Size + 8);
        info.Write(label);
        info.Write(id.ToArray());
        info.Write(n);
        return info.ToArray();
    }
}
