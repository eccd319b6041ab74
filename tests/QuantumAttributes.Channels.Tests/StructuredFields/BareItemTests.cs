using System.Globalization;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Tests.StructuredFields;

public class BareItemTests
{
    [Theory]
    [InlineData(1_000_000_000_000_000)]
    [InlineData(-1_000_000_000_000_000)]
    [InlineData(long.MinValue)]
    public void Given_SixteenDigits_When_MadeAnIntegerOrDate_Expect_ArgumentOutOfRange(long value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BareItem.FromInteger(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => BareItem.FromDate(value));
    }

    // §4.1.5: to three digits, halves to even; the rounded value must still fit.
    [Theory]
    [InlineData("0", "0.0")]
    [InlineData("-0.0", "0.0")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("1.0005", "1.0")]
    [InlineData("1.0015", "1.002")]
    [InlineData("1.20", "1.2")]
    [InlineData("999999999999.9994", "999999999999.999")]
    [InlineData("-999999999999.999", "-999999999999.999")]
    public void Given_ADecimal_When_Serialised_Expect_ItRounded(string value, string expected) =>
        Assert.Equal(expected, BareItem.FromDecimal(decimal.Parse(value, CultureInfo.InvariantCulture)).ToString());

    [Theory]
    [InlineData("999999999999.9995")]
    [InlineData("-1000000000000")]
    [InlineData("79228162514264337593543950335")]
    public void Given_ADecimalTooLarge_When_Made_Expect_ArgumentOutOfRange(string text)
    {
        decimal value = decimal.Parse(text, CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentOutOfRangeException>(() => BareItem.FromDecimal(value));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\u007f")]
    [InlineData("é")]
    public void Given_ACharacterOutsidePrintableAscii_When_MadeAString_Expect_ArgumentException(string value) =>
        Assert.Throws<ArgumentException>(() => BareItem.FromString(value));

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a b")]
    [InlineData("a\"")]
    public void Given_NoToken_When_MadeAToken_Expect_ArgumentException(string value) =>
        Assert.Throws<ArgumentException>(() => BareItem.FromToken(value));

    [Fact]
    public void Given_ALoneSurrogate_When_MadeADisplayString_Expect_ArgumentException() =>
        Assert.Throws<ArgumentException>(() => BareItem.FromDisplayString("a\ud800"));

    [Fact]
    public void Given_ADisplayString_When_Serialised_Expect_LowerCaseEscapesOfPercentQuoteAndTheRest() =>
        Assert.Equal("%\"50%25 %22%c3%bc%22 %0a\"", BareItem.FromDisplayString("50% \"ü\" \n").ToString());

    [Fact]
    public void Given_OneType_When_AskedForAnother_Expect_False()
    {
        BareItem text = BareItem.FromString("a");

        Assert.True(text.TryGetString(out _));
        Assert.False(text.TryGetToken(out _));
        Assert.False(text.TryGetDisplayString(out _));
        Assert.False(text.TryGetBytes(out _));
        Assert.False(text.TryGetInteger(out _));
        Assert.False(text.TryGetDecimal(out _));
        Assert.False(text.TryGetBoolean(out _));
        Assert.False(text.TryGetDate(out _));
    }

    [Fact]
    public void Given_ABytesSource_When_ItChangesLater_Expect_TheItemUnchanged()
    {
        byte[] source = [1, 2, 3];
        BareItem item = BareItem.FromBytes(source);
        source[0] = 9;

        Assert.True(item.TryGetBytes(out ReadOnlyMemory<byte> bytes));
        Assert.Equal([1, 2, 3], bytes.ToArray());
    }

    [Fact]
    public void Given_SameTextsOfOtherTypes_When_Compared_Expect_Unequal()
    {
        Assert.NotEqual(BareItem.FromString("a"), BareItem.FromToken("a"));
        Assert.NotEqual(BareItem.FromInteger(1), BareItem.FromDate(1));
        Assert.Equal(BareItem.FromBytes([1, 2]).GetHashCode(), BareItem.FromBytes([1, 2]).GetHashCode());
        Assert.True(BareItem.FromBytes([1, 2]) == BareItem.FromBytes([1, 2]));
        Assert.True(BareItem.FromBytes([1, 2]) != BareItem.FromBytes([1, 3]));
    }
}
