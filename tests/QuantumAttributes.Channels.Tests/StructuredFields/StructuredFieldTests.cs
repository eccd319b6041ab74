using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Tests.StructuredFields;

public class StructuredFieldTests
{
    [Theory]
    [InlineData("a=1, a=2")]
    [InlineData("a=1;p;p=2")]
    [InlineData("a=(1;p=1;p=2)")]
    [InlineData("a, b;x;y;x")]
    public void Given_ADuplicateKey_When_DuplicatesAreRejected_Expect_RefusalOnlyThen(string value)
    {
        Assert.True(StructuredField.TryParseDictionary(value, out _));
        Assert.False(StructuredField.TryParseDictionary(value, out _, rejectDuplicateKeys: true));
        Assert.Throws<FormatException>(() => StructuredField.ParseDictionary(value, rejectDuplicateKeys: true));
    }

    [Fact]
    public void Given_TheSameKeyAtDifferentPlaces_When_DuplicatesAreRejected_Expect_Acceptance() =>
        Assert.True(StructuredField.TryParseDictionary("a=1;a=2, b=(1;a);a;b", out _, rejectDuplicateKeys: true));

    [Fact]
    public void Given_DuplicateParameters_When_ItemsAndListsRejectThem_Expect_Refusal()
    {
        Assert.False(StructuredField.TryParseItem("1;a;a", out _, rejectDuplicateKeys: true));
        Assert.False(StructuredField.TryParseList("1;a;a", out _, rejectDuplicateKeys: true));
    }

    [Fact]
    public void Given_AHundredThousandParentheses_When_Parsed_Expect_RefusalWithoutRecursion() =>
        Assert.False(StructuredField.TryParseList(new string('(', 100_000), out _));

    [Fact]
    public void Given_AFailure_When_Thrown_Expect_ThePositionAndNotTheValue()
    {
        FormatException failure = Assert.Throws<FormatException>(() => StructuredField.ParseList("secret, §"));

        Assert.Contains("character 8", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"unterminated \\\"")]
    [InlineData("\"ends in a backslash\\")]
    [InlineData("%\"truncated %c3\"")]
    [InlineData("%\"ends in an escape %c")]
    [InlineData("%\"surrogate %ed%a0%80\"")]
    [InlineData("%\"overlong %c0%af\"")]
    [InlineData(":aGVsbG8==:")]
    [InlineData(":aGVsb===:")]
    [InlineData(":====:")]
    [InlineData("@1.0")]
    [InlineData("-")]
    [InlineData("1e3")]
    public void Given_AMalformedItem_When_Parsed_Expect_Refusal(string value) =>
        Assert.False(StructuredField.TryParseItem(value, out _));

    [Fact]
    public void Given_AByteOrderMark_When_ADisplayStringIsParsed_Expect_ItIsKept()
    {
        Assert.True(StructuredField.ParseItem("%\"%ef%bb%bfa\"").Value.TryGetDisplayString(out string? text));
        Assert.Equal("\ufeffa", text);
    }

    [Fact]
    public void Given_NoMembers_When_Serialised_Expect_NoText()
    {
        Assert.Equal("", new FieldList([]).ToString());
        Assert.Equal("", new FieldDictionary([]).ToString());
        Assert.Equal("()", new InnerList([]).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("1a")]
    [InlineData("a b")]
    [InlineData("a\u0308")]
    public void Given_ABadKey_When_AModelIsMade_Expect_ArgumentException(string key)
    {
        Assert.Throws<ArgumentException>(() => new Parameters([new(key, BareItem.FromBoolean(true))]));
        Assert.Throws<ArgumentException>(() => new FieldDictionary([new(key, new Item(BareItem.FromBoolean(true)))]));
    }

    [Fact]
    public void Given_ADuplicateKey_When_AModelIsMade_Expect_ArgumentException() =>
        Assert.Throws<ArgumentException>(() => new Parameters([new("a", default), new("a", default)]));
}
