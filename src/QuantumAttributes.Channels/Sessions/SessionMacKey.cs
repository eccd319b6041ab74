using System.Security.Cryptography;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>The key of a session: HMAC-SHA-256 (RFC 9421 §3.3.3) under 32 bytes out of the handshake. Wiped on dispose.</summary>
internal sealed class SessionMacKey : IDisposable
{
    public const int Size = 32;

    private readonly byte[] _key;

    /// <summary>Copies a key: of <see cref="Size"/> bytes, but for published vectors.</summary>
    public SessionMacKey(ReadOnlySpan<byte> key)
        : this(key.Length) => key.CopyTo(_key);

    private SessionMacKey(int size) => _key = GC.AllocateArray<byte>(size, pinned: true); // the collector leaves no copies behind

    public ReadOnlyMemory<byte> Bytes => _key;

    /// <summary>
    /// <c>Expand(Extract(h, k_c), "qa1 session mac", 32)</c> (protocol.md §6), with h as it is after <c>ekem</c>: the final h covers
    /// payload 2, and so the ticket, which holds this key.
    /// </summary>
    public static SessionMacKey Derive(ChannelSuite suite, SymmetricState state)
    {
        var macKey = new SessionMacKey(Size);
        Span<byte> clientPrk = stackalloc byte[suite.HashLength];
        Span<byte> serverPrk = stackalloc byte[suite.HashLength];
        try
        {
            state.SplitAndExtract(clientPrk, serverPrk);
            state.Symmetric.HkdfExpand(suite.Hash, clientPrk, macKey._key, "qa1 session mac"u8);
            return macKey;
        }
        catch
        {
            macKey.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clientPrk);
            CryptographicOperations.ZeroMemory(serverPrk);
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> signatureBase) => HMACSHA256.HashData(_key, signatureBase);

    /// <summary>Compares in constant time.</summary>
    public static bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> signatureBase, ReadOnlySpan<byte> signature, SymmetricCryptography symmetric)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        symmetric.HmacSha256(key, signatureBase, expected);
        bool valid = CryptographicOperations.FixedTimeEquals(expected, signature);
        CryptographicOperations.ZeroMemory(expected); // of a forged request it is what the forger looks for
        return valid;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
