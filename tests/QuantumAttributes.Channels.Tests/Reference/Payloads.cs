using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>The two handshake payloads as protocol.md §3 lists their fields.</summary>
internal static class Payloads
{
    public static readonly byte[] ChannelId = [.. Enumerable.Range(100, 16).Select(i => (byte)i)];

    public static long Now => TestServer.Start.ToUnixTimeSeconds();

    /// <summary>Keys 1 to 7 of payload 1 without padding.</summary>
    public static byte[][] ClientFields(
        byte[] documentHash, byte[]? authentication = null, long? time = null, ulong lifetime = 300, ushort suite = 1, byte[]? ticket = null) =>
    [
        Cbor.UInt(1), Cbor.Array(Cbor.UInt(suite)),
        Cbor.UInt(2), Cbor.UInt(0),
        Cbor.UInt(3), Cbor.UInt((ulong)(time ?? Now)),
        Cbor.UInt(4), Cbor.UInt(lifetime),
        .. authentication is null ? [] : new[] { Cbor.UInt(5), authentication },
        Cbor.UInt(6), Cbor.Bytes(documentHash),
        .. ticket is null ? [] : new[] { Cbor.UInt(7), ticket },
    ];

    /// <summary>Keys 1 to 7 of payload 2 without padding.</summary>
    public static byte[][] ServerFields(byte[]? channelId = null, ulong lifetime = 300, byte[]? acceptedKeyId = null, byte[]? ticket = null) =>
    [
        Cbor.UInt(1), Cbor.Bytes(channelId ?? ChannelId),
        Cbor.UInt(2), Cbor.UInt(lifetime),
        Cbor.UInt(3), Cbor.UInt((ulong)Now),
        Cbor.UInt(4), Cbor.UInt(16 * 1024),
        Cbor.UInt(5), Cbor.UInt(0),
        .. acceptedKeyId is null ? [] : new[] { Cbor.UInt(6), Cbor.Bytes(acceptedKeyId) },
        .. ticket is null ? [] : new[] { Cbor.UInt(7), Cbor.Bytes(ticket) },
    ];
}
