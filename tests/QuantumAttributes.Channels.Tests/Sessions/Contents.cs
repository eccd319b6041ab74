using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Sessions;

/// <summary>The content of tickets by hand: <c>{1 kid, 2 alg, 3 origin, 4 exp, 5 time of the handshake, 6 MAC key}</c>.</summary>
internal static class Contents
{
    public static readonly byte[] MacKey = [.. Enumerable.Range(50, 32).Select(i => (byte)i)];

    public static byte[] Kid => TestServer.Alice.VerifyingKey.Thumbprint.ToArray();

    public static byte[][] Fields(
        byte[]? macKey = null, string origin = TestServer.Origin, long age = 0, long lifetime = 300, byte[]? kid = null, string algorithm = "ML-DSA-65") =>
    [
        Cbor.UInt(1), Cbor.Bytes(kid ?? Kid),
        Cbor.UInt(2), Cbor.Text(algorithm),
        Cbor.UInt(3), Cbor.Text(origin),
        Cbor.UInt(4), Cbor.UInt((ulong)(Payloads.Now - age + lifetime)),
        Cbor.UInt(5), Cbor.UInt((ulong)(Payloads.Now - age)),
        Cbor.UInt(6), Cbor.Bytes(macKey ?? MacKey),
    ];

    public static byte[] Encode(params byte[][] fields) => Cbor.Map(fields);
}
