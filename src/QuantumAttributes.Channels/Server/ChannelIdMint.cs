using System.Security.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>
/// Makes the ids of this process's channels, 8 random bytes and 8 of a MAC over them, so that it knows them again long after the channel
/// has gone, without remembering any; to everybody else they are 16 random bytes. Safe to use from several threads.
/// </summary>
internal sealed class ChannelIdMint
{
    private const int RandomSize = ChannelId.Size / 2;

    private readonly RandomNumberGenerator _random;
    private readonly byte[] _key = new byte[HMACSHA256.HashSizeInBytes];

    public ChannelIdMint(RandomNumberGenerator random)
    {
        _random = random;
        random.GetBytes(_key);
    }

    public ChannelId Create()
    {
        Span<byte> id = stackalloc byte[ChannelId.Size];
        _random.GetBytes(id[..RandomSize]);
        WriteMac(id[..RandomSize], id[RandomSize..]);
        return new ChannelId(id);
    }

    public bool IsOwn(ChannelId id)
    {
        Span<byte> bytes = stackalloc byte[ChannelId.Size];
        Span<byte> mac = stackalloc byte[ChannelId.Size - RandomSize];
        id.CopyTo(bytes);
        WriteMac(bytes[..RandomSize], mac);
        return CryptographicOperations.FixedTimeEquals(bytes[RandomSize..], mac);
    }

    private void WriteMac(ReadOnlySpan<byte> random, Span<byte> destination)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, random, mac);
        mac[..destination.Length].CopyTo(destination);
    }
}
