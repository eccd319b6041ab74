namespace QuantumAttributes.Cryptography.Tests;

public class KeyThumbprintTests
{
    private const string Text = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private static readonly KeyThumbprint Thumbprint = new(Keys.Counting(32));

    [Fact]
    public void Given_Bytes_When_Written_Expect_Base64UrlWithoutPadding() => Assert.Equal(Text, Thumbprint.ToString());

    [Fact]
    public void Given_Text_When_Parsed_Expect_TheSameThumbprint()
    {
        KeyThumbprint parsed = KeyThumbprint.Parse(Text);
        byte[] copied = new byte[KeyThumbprint.Size];
        parsed.CopyTo(copied);

        Assert.True(parsed == Thumbprint);
        Assert.Equal(Thumbprint.GetHashCode(), parsed.GetHashCode());
        Assert.Equal(Keys.Counting(32), parsed.ToArray());
        Assert.Equal(Keys.Counting(32), copied);
    }

    [Fact]
    public void Given_OtherBytes_When_Compared_Expect_Different()
    {
        KeyThumbprint other = new KeyThumbprint(Keys.Counting(32, 1));
        Assert.True(other != Thumbprint);
        Assert.False(other.Equals((object)Thumbprint));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdH 8")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdH/8")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHé8")]
    public void Given_TextNotCanonical_When_Tried_Expect_False(string? text)
    {
        Assert.False(KeyThumbprint.TryParse(text, out KeyThumbprint result));
        Assert.Equal(default, result);
    }

    [Fact]
    public void Given_TextNotCanonical_When_Parsed_Expect_FormatException() =>
        Assert.Throws<FormatException>(() => KeyThumbprint.Parse(Text + "="));

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Given_WrongNumberOfBytes_When_Made_Expect_ArgumentException(int size) =>
        Assert.Throws<ArgumentException>("bytes", () => new KeyThumbprint(new byte[size]));
}
