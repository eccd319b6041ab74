using System.Globalization;
using CsCheck;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Sessions;

/// <summary>What a ticket holds: one encoding is right, all others are refused.</summary>
public class SessionTicketContentTests
{
    private static readonly Dictionary<string, byte[]> Wrong = new()
    {
        ["nothing"] = [],
        ["no map"] = Cbor.Array(Cbor.UInt(0)),
        ["a missing field"] = Contents.Encode(Contents.Fields()[..^2]),
        ["a seventh field"] = Contents.Encode([.. Contents.Fields(), Cbor.UInt(7), Cbor.UInt(0)]),
        ["a field twice"] = Contents.Encode([.. Contents.Fields()[..10], Cbor.UInt(5), Cbor.UInt(0)]),
        ["fields in another order"] = Contents.Encode([.. Contents.Fields()[2..4], .. Contents.Fields()[..2], .. Contents.Fields()[4..]]),
        ["a byte behind it"] = [.. Contents.Encode(Contents.Fields()), 0],
        ["a tag around it"] = Cbor.Tag(24, Contents.Encode(Contents.Fields())),
        ["an indefinite map"] = [0xbf, .. Bits.Join(Contents.Fields()), 0xff],
        ["a short kid"] = Contents.Encode(Contents.Fields(kid: new byte[31])),
        ["a long kid"] = Contents.Encode(Contents.Fields(kid: new byte[33])),
        ["no algorithm"] = Contents.Encode(Contents.Fields(algorithm: "")),
        ["a long algorithm"] = Contents.Encode(Contents.Fields(algorithm: new string('a', 65))),
        ["an algorithm in bytes"] = Contents.Encode(With(3, Cbor.Bytes([65]))),
        ["an algorithm that is not UTF-8"] = Contents.Encode(With(3, [0x61, 0xff])),
        ["no origin"] = Contents.Encode(Contents.Fields(origin: "")),
        ["a long origin"] = Contents.Encode(Contents.Fields(origin: new string('a', 301))),
        ["an origin beyond ASCII"] = Contents.Encode(Contents.Fields(origin: "https://bänk.example")),
        ["a lifetime of nothing"] = Contents.Encode(Contents.Fields(lifetime: 0)),
        ["a lifetime below nothing"] = Contents.Encode(Contents.Fields(lifetime: -1)),
        ["a lifetime over 300 s"] = Contents.Encode(Contents.Fields(lifetime: 301)),
        ["an end past all clocks"] = Contents.Encode(With(7, Cbor.UInt(ulong.MaxValue))),
        ["an end past all dates"] = Contents.Encode(With(7, Cbor.UInt(253402300800))),
        ["a time below zero"] = Contents.Encode(With(9, [0x20])),
        ["a time that is a float"] = Contents.Encode(With(9, [0xf9, 0x3c, 0x00])),
        ["a time in a long integer"] = Contents.Encode(With(9, [0x1b, 0, 0, 0, 0, .. Bits.U32(Payloads.Now)])),
        ["a short key"] = Contents.Encode(Contents.Fields(new byte[31])),
        ["a long key"] = Contents.Encode(Contents.Fields(new byte[33])),
        ["a key in text"] = Contents.Encode(With(11, Cbor.Text(new string('a', 32)))),
        ["an indefinite key"] = Contents.Encode(With(11, [0x5f, .. Cbor.Bytes(Contents.MacKey), 0xff])),
    };

    public static TheoryData<string> Cases => [.. Wrong.Keys];

    [Fact]
    public void Given_TheRightEncoding_When_Decoded_Expect_WhatItSays()
    {
        SessionTicketContent? content = SessionTicketContent.Decode(Contents.Encode(Contents.Fields(age: 7, lifetime: 100)));

        Assert.NotNull(content);
        Assert.Equal(TestServer.Alice.VerifyingKey.Thumbprint, content.KeyId);
        Assert.Equal("ML-DSA-65", content.Algorithm);
        Assert.Equal(TestServer.Origin, content.Origin);
        Assert.Equal(TestServer.Start.AddSeconds(93), content.Expires);
        Assert.Equal(TestServer.Start.AddSeconds(-7), content.AuthenticatedAt);
        Assert.Equal(Contents.MacKey, content.MacKey.ToArray());
    }

    [Fact]
    public void Given_TheRightEncoding_When_DecodedAndEncoded_Expect_ItAgain()
    {
        byte[] encoded = Contents.Encode(Contents.Fields());

        SessionTicketContent? content = SessionTicketContent.Decode(encoded);

        Assert.Equal(encoded, content!.Encode());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Given_SomethingWrong_When_Decoded_Expect_Null(string wrong) => Assert.Null(SessionTicketContent.Decode(Wrong[wrong]));

    [Fact]
    public void Given_TheRightEncoding_When_AnyBitIsFlipped_Expect_NullOrAnotherContentInItsOneEncoding()
    {
        byte[] encoded = Contents.Encode(Contents.Fields());
        for (int bit = 0; bit < encoded.Length * 8; bit++)
        {
            byte[] flipped = [.. encoded];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            SessionTicketContent? content = SessionTicketContent.Decode(flipped);

            Assert.True(content is null || content.Encode().AsSpan().SequenceEqual(flipped), string.Create(CultureInfo.InvariantCulture, $"bit {bit}"));
        }
    }

    [Fact]
    public void Given_AnyBytes_When_Decoded_Expect_NoException() =>
        Gen.Byte.Array[0, 200].Sample(bytes => SessionTicketContent.Decode(bytes) is null);

    private static byte[][] With(int index, byte[] value) => [.. Contents.Fields()[..index], value, .. Contents.Fields()[(index + 1)..]];
}
