using System.Globalization;
using CsCheck;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Tests.Reference;

namespace QuantumAttributes.Channels.Tests.Handshake;

/// <summary>Payloads of peers that know the keys and want to do harm: one encoding is right, all others are refused.</summary>
public class PayloadCborTests
{
    private static readonly byte[] Document = [.. Enumerable.Repeat((byte)9, 32)];
    private static readonly byte[] Authentication = Cbor.Map(Cbor.UInt(1), Cbor.Bytes(new byte[32]), Cbor.UInt(2), Cbor.Bytes([1]));

    private static readonly Dictionary<string, byte[]> Clients = new()
    {
        ["no map"] = Pad(Cbor.Array(Cbor.UInt(0))),
        ["no padding field"] = Pad(Cbor.Map(Fields())),
        ["an unknown key"] = Cbor.PaddedMap([.. Fields(), Cbor.UInt(8), Cbor.UInt(0)]),
        ["a hub's key"] = Cbor.PaddedMap([.. Fields(), Cbor.UInt(7), Cbor.Bytes([1])]),
        ["a key twice"] = Cbor.PaddedMap([.. Fields()[..4], Cbor.UInt(2), Cbor.UInt(0), .. Fields()[4..]]),
        ["keys in another order"] = Cbor.PaddedMap([.. Fields()[2..4], .. Fields()[..2], .. Fields()[4..]]),
        ["a text key"] = Cbor.PaddedMap([.. Fields(), Cbor.Text("x"), Cbor.UInt(0)]),
        ["a missing field"] = Cbor.PaddedMap(Fields()[..^2]),
        ["a long integer"] = Cbor.PaddedMap(With(3, [0x18, 0x00])),
        ["a negative integer"] = Cbor.PaddedMap(With(5, [0x20])),
        ["a negative lifetime"] = Cbor.PaddedMap(With(7, [0x20])),
        ["a float"] = Cbor.PaddedMap(With(5, [0xf9, 0x3c, 0x00])),
        ["a boolean"] = Cbor.PaddedMap(With(3, [0xf4])),
        ["null"] = Cbor.PaddedMap(With(9, [0xf6])),
        ["a tag"] = Cbor.PaddedMap(With(5, Cbor.Tag(1, Cbor.UInt(5)))),
        ["a tag around the map"] = Bits.Join([0xd9, 0xd9, 0xf7], Cbor.PaddedMap(Fields(), besides: 3)),
        ["a big number"] = Cbor.PaddedMap(With(5, Cbor.Tag(2, Cbor.Bytes([1])))),
        ["a text for bytes"] = Cbor.PaddedMap(With(9, Cbor.Text(new string('a', 32)))),
        ["an indefinite byte string"] = Cbor.PaddedMap(With(9, Bits.Join([0x5f], Cbor.Bytes(Document), [0xff]))),
        ["an indefinite array"] = Cbor.PaddedMap(With(1, [0x9f, 0x01, 0xff])),
        ["an indefinite map"] = Pad(Bits.Join([0xbf], Cbor.UInt(0), Cbor.Bytes(new byte[900]), Bits.Join(Fields()), [0xff])),
        ["an array that never ends"] = Cbor.PaddedMap(With(1, [0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
        ["bytes that never end"] = Cbor.PaddedMap(With(9, [0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
        ["bytes of two gigabytes"] = Cbor.PaddedMap(With(9, [0x5a, 0x7f, 0xff, 0xff, 0xff])),
        ["a map that never ends"] = Pad([0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x40]),
        ["no suites"] = Cbor.PaddedMap(With(1, Cbor.Array())),
        ["too many suites"] = Cbor.PaddedMap(With(1, Cbor.Array([.. Enumerable.Repeat(Cbor.UInt(1), 33)]))),
        ["a suite of 32 bits"] = Cbor.PaddedMap(With(1, Cbor.Array(Cbor.UInt(0x1_0001)))),
        ["a suite in brackets"] = Cbor.PaddedMap(With(1, Cbor.Array(Cbor.Array(Cbor.UInt(1))))),
        ["an unknown policy"] = Cbor.PaddedMap(With(3, Cbor.UInt(2))),
        ["a time past all clocks"] = Cbor.PaddedMap(With(5, Cbor.UInt(ulong.MaxValue))),
        ["no lifetime"] = Cbor.PaddedMap(With(7, Cbor.UInt(0))),
        ["a lifetime of 64 bits"] = Cbor.PaddedMap(With(7, Cbor.UInt(1ul << 32))),
        ["a short document hash"] = Cbor.PaddedMap(With(9, Cbor.Bytes(new byte[31]))),
        ["a long document hash"] = Cbor.PaddedMap(With(9, Cbor.Bytes(new byte[33]))),
        ["a short kid"] = Signed(Cbor.Map(Cbor.UInt(1), Cbor.Bytes(new byte[31]), Cbor.UInt(2), Cbor.Bytes([1]))),
        ["no signature"] = Signed(Cbor.Map(Cbor.UInt(1), Cbor.Bytes(new byte[32]), Cbor.UInt(2), Cbor.Bytes([]))),
        ["a third member of the signature"] = Signed(
            Cbor.Map(Cbor.UInt(1), Cbor.Bytes(new byte[32]), Cbor.UInt(2), Cbor.Bytes([1]), Cbor.UInt(3), Cbor.UInt(0))),
        ["a signature that is no map"] = Signed(Cbor.Bytes([1])),
        ["padding that is not zero"] = Cbor.PaddedMap(Fields(), filling: 1),
        ["padding in text"] = Pad(Bits.Join(Cbor.Map([Cbor.UInt(0), Cbor.Text(new string('\0', 900)), .. Fields()]))),
        ["bytes behind the map"] = Bits.Join(Cbor.PaddedMap(Fields()), new byte[1024]),
        ["nothing"] = [],
        ["zeros"] = new byte[1024],
        ["breaks"] = [.. Enumerable.Repeat((byte)0xff, 1024)],
    };

    private static readonly Dictionary<string, byte[][]> Servers = new()
    {
        ["a short channel id"] = With(Payloads.ServerFields(), 1, Cbor.Bytes(new byte[15])),
        ["no lifetime"] = With(Payloads.ServerFields(), 3, Cbor.UInt(0)),
        ["no frames"] = With(Payloads.ServerFields(), 7, Cbor.UInt(0)),
        ["frames over 64 KiB"] = With(Payloads.ServerFields(), 7, Cbor.UInt((64 * 1024) + 1)),
        ["an unknown replay mode"] = With(Payloads.ServerFields(), 9, Cbor.UInt(2)),
        ["a short kid"] = Payloads.ServerFields(acceptedKeyId: new byte[31]),
        ["an empty ticket"] = Payloads.ServerFields(ticket: []),
        ["a long ticket"] = Payloads.ServerFields(ticket: new byte[1025]),
        ["a ticket in text"] = [.. Payloads.ServerFields(), Cbor.UInt(7), Cbor.Text("a")],
        ["a ticket twice"] = [.. Payloads.ServerFields(ticket: [1]), Cbor.UInt(7), Cbor.Bytes([1])],
        ["a ticket before the kid"] =
            [.. Payloads.ServerFields(ticket: [1]), Cbor.UInt(6), Cbor.Bytes(new byte[32])],
        ["an unknown key"] = [.. Payloads.ServerFields(), Cbor.UInt(8), Cbor.Bytes([1])],
        ["an unknown key behind the ticket"] = [.. Payloads.ServerFields(ticket: [1]), Cbor.UInt(8), Cbor.Bytes([1])],
        ["a missing field"] = Payloads.ServerFields()[..^2],
    };

    public static TheoryData<string> ClientCases => [.. Clients.Keys];

    public static TheoryData<string> ServerCases => [.. Servers.Keys];

    [Fact]
    public void Given_TheRightEncoding_When_DecodedAndEncoded_Expect_ItAgain()
    {
        byte[] encoded = Cbor.PaddedMap(Fields());

        Assert.Equal(encoded, ClientPayload.Decode(encoded)!.Encode());
    }

    [Fact]
    public void Given_TheRightEncodingWithASignature_When_DecodedAndEncoded_Expect_ItAgain()
    {
        byte[] encoded = Signed(Authentication);

        Assert.Equal(encoded, ClientPayload.Decode(encoded)!.Encode());
    }

    [Theory]
    [MemberData(nameof(ClientCases))]
    public void Given_AClientPayloadWithSomethingWrong_When_Decoded_Expect_Null(string wrong) =>
        Assert.Null(ClientPayload.Decode(Clients[wrong]));

    [Theory]
    [MemberData(nameof(ServerCases))]
    public void Given_AServerPayloadWithSomethingWrong_When_Decoded_Expect_Null(string wrong) =>
        Assert.Null(ServerPayload.Decode(Cbor.PaddedMap(Servers[wrong])));

    [Fact]
    public void Given_AServerPayload_When_DecodedAndEncoded_Expect_ItAgain()
    {
        byte[] encoded = Cbor.PaddedMap(Payloads.ServerFields(acceptedKeyId: new byte[32]));

        Assert.Equal(encoded, ServerPayload.Decode(encoded)!.Encode());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_AServerPayloadWithATicket_When_DecodedAndEncoded_Expect_ItAgain(bool signedIn)
    {
        byte[] encoded = Cbor.PaddedMap(Payloads.ServerFields(acceptedKeyId: signedIn ? new byte[32] : null, ticket: new byte[190]));

        Assert.Equal(encoded, ServerPayload.Decode(encoded)!.Encode());
    }

    [Fact]
    public void Given_TheRightEncoding_When_AnyBitIsFlipped_Expect_NullOrAnotherPayloadInItsOneEncoding()
    {
        byte[] encoded = Signed(Authentication);
        for (int bit = 0; bit < encoded.Length * 8; bit++)
        {
            byte[] flipped = [.. encoded];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            byte[]? again = ClientPayload.Decode(flipped)?.Encode();

            Assert.True(again is null || again.AsSpan().SequenceEqual(flipped), string.Create(CultureInfo.InvariantCulture, $"bit {bit}"));
        }
    }

    [Fact]
    public void Given_AnyBytes_When_Decoded_Expect_NoException() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ClientPayload.Decode(bytes) is null && ServerPayload.Decode(bytes) is null);

    private static byte[][] Fields() => Payloads.ClientFields(Document);

    private static byte[][] With(int index, byte[] value) => With(Fields(), index, value);

    private static byte[][] With(byte[][] fields, int index, byte[] value) => [.. fields[..index], value, .. fields[(index + 1)..]];

    private static byte[] Signed(byte[] authentication) => Cbor.PaddedMap(Payloads.ClientFields(Document, authentication));

    private static byte[] Pad(byte[] encoded) => Bits.Join(encoded, new byte[1024 - encoded.Length]);
}
