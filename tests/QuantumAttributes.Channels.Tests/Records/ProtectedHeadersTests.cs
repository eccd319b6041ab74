using CsCheck;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Tests.Reference;

namespace QuantumAttributes.Channels.Tests.Records;

public class ProtectedHeadersTests
{
    private static readonly string[] SomeNames = ["accept", "content-type", "x-long-name-that-is-not-known-and-takes-a-longer-head"];
    private static readonly string[] SomeValues = ["", "é", "😀", new string('x', 23), new string('x', 24), new string('x', 256)];

    private static readonly Gen<Dictionary<string, string[]>> AnyMap = Gen.Dictionary(
        Gen.OneOf(Gen.Int[0, SomeNames.Length - 1].Select(i => SomeNames[i]), Gen.Char['a', 'z'].Array[1, 30].Select(name => new string(name))),
        Gen.OneOf(Gen.Int[0, SomeValues.Length - 1].Select(i => SomeValues[i]), Gen.Char[' ', '~'].Array[0, 40].Select(value => new string(value)))
            .Array[1, 3])[0, 5];

    public static TheoryData<string, byte[]> Wrong => new()
    {
        { "a name in upper case", Map("Accept", "a") },
        { "an empty name", Map("", "a") },
        { "a name with a colon", Map(":path", "a") },
        { "a name with a space", Map("a b", "a") },
        { "a name that is not ASCII", Map("é", "a") },
        { "CR in a value", Map("accept", "a\rb") },
        { "LF in a value", Map("accept", "a\nb") },
        { "CRLF and another field", Map("accept", "a\r\nx-admin: 1") },
        { "NUL in a value", Map("accept", "a\0b") },
        { "no values", Cbor.Map(Cbor.Text("accept"), Cbor.Array()) },
        { "a value without array", Cbor.Map(Cbor.Text("accept"), Cbor.Text("a")) },
        { "a number for a value", Cbor.Map(Cbor.Text("accept"), Cbor.Array(Cbor.UInt(1))) },
        { "bytes for a value", Cbor.Map(Cbor.Text("accept"), Cbor.Array(Cbor.Bytes([65]))) },
        { "bytes for a name", Cbor.Map(Cbor.Bytes([97]), Cbor.Array(Cbor.Text("a"))) },
        { "a name twice", Cbor.Map(Cbor.Text("a"), Cbor.Array(Cbor.Text("1")), Cbor.Text("a"), Cbor.Array(Cbor.Text("2"))) },
        { "names out of order", Cbor.Map(Cbor.Text("b"), Cbor.Array(Cbor.Text("1")), Cbor.Text("a"), Cbor.Array(Cbor.Text("2"))) },
        { "the longer name first", Cbor.Map(Cbor.Text("aa"), Cbor.Array(Cbor.Text("1")), Cbor.Text("b"), Cbor.Array(Cbor.Text("2"))) },
        { "a long length", Bits.Join([0xa1, 0x78, 0x01], Bits.Text("a"), Cbor.Array(Cbor.Text("1"))) },
        { "an indefinite map", Bits.Join([0xbf], Map("a", "1")[1..], [0xff]) },
        { "an indefinite text", Bits.Join([0xa1], Cbor.Text("a"), [0x81, 0x7f, 0x61, 0x31, 0xff]) },
        { "a tag", Cbor.Tag(24, Map("a", "1")) },
        { "a tag in a value", Cbor.Map(Cbor.Text("a"), Cbor.Array(Cbor.Tag(0, Cbor.Text("1")))) },
        { "text that is not UTF-8", Bits.Join([0xa1], Cbor.Text("a"), [0x81, 0x61, 0xff]) },
        { "an overlong slash", Bits.Join([0xa1], Cbor.Text("a"), [0x81, 0x62, 0xc0, 0xaf]) },
        { "bytes behind the map", Bits.Join(Map("a", "1"), [0]) },
        { "a missing value", Map("a", "1")[..^1] },
        { "two fields announced", Bits.Join([0xa2], Map("a", "1")[1..]) },
        { "2^64 fields", [0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff] },
        { "2^31 fields", [0xba, 0x80, 0x00, 0x00, 0x00] },
        { "2^64 values", Bits.Join([0xa1], Cbor.Text("a"), [0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]) },
        { "a value of 2^63 bytes", Bits.Join([0xa1], Cbor.Text("a"), [0x81, 0x7b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]) },
        { "a name of 2^31 bytes", [0xa1, 0x7a, 0x80, 0x00, 0x00, 0x00] },
        { "nothing", [] },
    };

    [Fact]
    public void Given_Fields_When_Encoded_Expect_TheCanonicalMapOfTheText()
    {
        var headers = new ProtectedHeaders();
        headers.Add("Content-Type", ["application/json"]);
        headers.Add("accept", ["a", "b"]);
        headers.Add("zz", [""]);

        byte[] expected = Cbor.Map(
            Cbor.Text("zz"), Cbor.Array(Cbor.Text("")),
            Cbor.Text("accept"), Cbor.Array(Cbor.Text("a"), Cbor.Text("b")),
            Cbor.Text("content-type"), Cbor.Array(Cbor.Text("application/json")));
        Assert.Equal(expected, headers.Encode());
    }

    [Fact]
    public void Given_NoFields_When_EncodedAndDecoded_Expect_AnEmptyMap()
    {
        Assert.Equal([0xa0], new ProtectedHeaders().Encode());
        Assert.Empty(ProtectedHeaders.Decode(new byte[] { 0xa0 })!.Fields);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Given_AMapWithSomethingWrong_When_Decoded_Expect_Null(string wrong, byte[] encoded) =>
        Assert.True(ProtectedHeaders.Decode(encoded) is null, wrong);

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void Given_AMap_When_Decoded_Expect_FourKibibytesAtMost(int size, bool valid)
    {
        byte[] map = Map("a", new string('x', size - 7));
        Assert.Equal(size, map.Length);

        Assert.Equal(valid, ProtectedHeaders.Decode(map) is not null);
    }

    [Fact]
    public void Given_AnyBytes_When_Decoded_Expect_NoExceptionAndOneEncoding() =>
        Gen.Byte.Array[0, 60].Sample(bytes =>
            ProtectedHeaders.Decode(bytes) is not { } headers || headers.Encode().AsSpan().SequenceEqual(bytes));

    [Fact]
    public void Given_AnyFields_When_Encoded_Expect_WhatALibraryEncodes() => AnyMap.Sample(fields =>
    {
        var headers = new ProtectedHeaders();
        foreach ((string name, string[] values) in fields)
            headers.Add(name, values);
        byte[] encoded = headers.Encode();
        return encoded.AsSpan().SequenceEqual(CborHeaders.Encode(fields)) && encoded.Length == headers.EncodedSize;
    });

    [Fact]
    public void Given_AMapWithAnyByteChanged_When_Decoded_Expect_WhatALibraryReads() =>
        Gen.Select(AnyMap, Gen.Double[0, 1], Gen.Byte, Gen.Int[0, 2], Gen.Byte.Array[0, 3]).Sample((fields, at, value, removed, inserted) =>
        {
            byte[] encoded = CborHeaders.Encode(fields);
            int start = (int)(at * (encoded.Length - 1));
            byte[] changed = [.. encoded[..start], .. inserted, .. encoded[Math.Min(encoded.Length, start + removed)..]];
            byte[] set = [.. encoded];
            set[start] = value;
            return Agree(encoded) && Agree(changed) && Agree(set);
        }, iter: 20_000);

    [Fact]
    public void Given_AnyBytes_When_Decoded_Expect_WhatALibraryReads() => Gen.Byte.Array[0, 12].Sample(Agree, iter: 20_000);

    [Fact]
    public void Given_AMapWithAnyBitFlipped_When_Decoded_Expect_NullOrAnotherMapInItsOneEncoding()
    {
        byte[] encoded = Cbor.Map(Cbor.Text("a"), Cbor.Array(Cbor.Text("1"), Cbor.Text("é")), Cbor.Text("b"), Cbor.Array(Cbor.Text("2")));
        for (int bit = 0; bit < encoded.Length * 8; bit++)
        {
            byte[] flipped = [.. encoded];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            byte[]? again = ProtectedHeaders.Decode(flipped)?.Encode();

            Assert.True(again is null || again.AsSpan().SequenceEqual(flipped), $"bit {bit}");
        }
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("a b", "a")]
    [InlineData("a:", "a")]
    [InlineData("a\r\n", "a")]
    [InlineData("a", "x\r\ny: z")]
    [InlineData("a", "x\0")]
    public void Given_AFieldThatHttpHasNot_When_Added_Expect_ArgumentException(string name, string value) =>
        Assert.Throws<ArgumentException>(() => new ProtectedHeaders().Add(name, [value]));

    // No attribute can carry half a surrogate pair.
    [Fact]
    public void Given_AValueThatIsNotUnicode_When_Added_Expect_ArgumentException()
    {
        Assert.Throws<ArgumentException>(() => new ProtectedHeaders().Add("a", ["\ud800"]));
        Assert.Throws<ArgumentException>(() => new ProtectedHeaders().Add("a", ["x\udc00\ud800y"]));
    }

    [Fact]
    public void Given_AFieldWithoutValues_When_Added_Expect_ArgumentException() =>
        Assert.Throws<ArgumentException>(() => new ProtectedHeaders().Add("a", []));

    [Fact]
    public void Given_AFieldThatIsThere_When_AddedInAnotherCase_Expect_ArgumentException()
    {
        var headers = new ProtectedHeaders();
        headers.Add("accept", ["a"]);

        Assert.Throws<ArgumentException>(() => headers.Add("ACCEPT", ["b"]));
    }

    [Fact]
    public void Given_FieldsInAnyOrder_When_SomeAreRemoved_Expect_TheOthersInTheirPlaces()
    {
        string[] names = ["date", "a", "content-type", "etag", "bb", "x-long-name"];
        foreach (string removed in names)
        {
            var headers = new ProtectedHeaders();
            foreach (string name in names)
                headers.Add(name, name == "etag" ? ["1", "2"] : [name]);
            headers.Remove(removed);
            headers.Add("ccc", "last");

            string[] left = [.. names.Where(name => name != removed).Append("ccc")];
            Assert.Equal(left.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal), headers.Fields.Keys);
            Assert.Equal(headers.Encode(), ProtectedHeaders.Decode(headers.Encode())!.Encode());
            Assert.All(left, name => Assert.True(headers.Contains(name.ToUpperInvariant())));
            Assert.Equal("last", headers.SingleValue("CCC"));
            Assert.Null(headers.SingleValue("etag"));
            Assert.False(headers.Contains(removed));

            headers.Clear();
            Assert.Equal([0xa0], headers.Encode());
            Assert.False(headers.Contains("a"));
        }
    }

    [Fact]
    public void Given_AFieldThatIsThere_When_RemovedInAnotherCase_Expect_ItsValues()
    {
        var headers = new ProtectedHeaders();
        headers.Add("accept", ["😀"]);

        Assert.Equal(["😀"], headers.Remove("Accept")!);
        Assert.Null(headers.Remove("accept"));
    }

    [Theory]
    [InlineData("Host", true)]
    [InlineData("host", true)]
    [InlineData("X-Forwarded-For", true)]
    [InlineData("Traceparent", true)]
    [InlineData("quantum-channel", true)]
    [InlineData("Quantum-Anything", true)]
    [InlineData("Authorization", false)]
    [InlineData("Cookie", false)]
    [InlineData("Content-Type", false)]
    [InlineData("Signature", false)]
    public void Given_AFieldName_When_AskedWhereItBelongs_Expect_OnlyTheTransportsOutside(string name, bool outside) =>
        Assert.Equal(outside, OuterHeaders.Contains(name));

    [Theory]
    [InlineData("GET", 200, true)]
    [InlineData("POST", 500, true)]
    [InlineData("HEAD", 200, false)]
    [InlineData("GET", 204, false)]
    [InlineData("GET", 205, false)]
    [InlineData("GET", 304, false)]
    [InlineData("GET", 101, false)]
    public void Given_AnAnswer_When_AskedForItsBody_Expect_WhatHttpSays(string method, int status, bool exists) =>
        Assert.Equal(exists, ChannelBody.Exists(method, status));

    private static bool Agree(byte[] encoded)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>>? ours = ProtectedHeaders.Decode(encoded)?.Fields;
        Dictionary<string, string[]>? library = CborHeaders.Decode(encoded);
        return ours is null
            ? library is null
            : library is not null && ours.Count == library.Count && ours.All(field => field.Value.SequenceEqual(library[field.Key]));
    }

    private static byte[] Map(string name, string value) => Cbor.Map(Cbor.Text(name), Cbor.Array(Cbor.Text(value)));
}
