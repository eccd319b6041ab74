using System.Security.Cryptography;
using System.Text;
using CsCheck;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

public class KeyShareTests
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly KeyShare _share;

    public KeyShareTests() => _share = SecretSharing.Split(_secret, 3, 100, RandomNumberGenerator.Create())[99];

    [Fact]
    public void Given_AShare_When_Formatted_Expect_ItsPartsAndTheChecksumOfThem()
    {
        string text = _share.Format();
        string[] parts = text.Split('-');

        Assert.Equal(6, parts.Length);
        Assert.Equal("qks1", parts[0]);
        Assert.Equal(_share.SetId, parts[1]);
        Assert.Equal("3", parts[2]);
        Assert.Equal("100", parts[3]);
        Assert.Matches("^[0-9a-f]{64}$", parts[4]);
        Assert.Equal(Checksum(text[..text.LastIndexOf('-')]), parts[5]);
    }

    [Fact]
    public void Given_AShare_When_ParsedAgain_Expect_TheSame()
    {
        using KeyShare parsed = KeyShare.Parse(_share.Format());

        Assert.Equal((_share.SetId, 3, (byte)100), (parsed.SetId, parsed.Threshold, parsed.Number));
        Assert.Equal(_share.Format(), parsed.Format());
    }

    [Fact]
    public void Given_TheLongestText_When_Formatted_Expect_TheLengthThatIsPromised() =>
        Assert.Equal(KeyShare.MaxTextLength, SecretSharing.Split(_secret, 255, 255, RandomNumberGenerator.Create())[254].Format().Length);

    [Fact]
    public void Given_AShortBuffer_When_Formatted_Expect_NothingInIt()
    {
        int length = _share.Format().Length;
        var buffer = new char[length - 1];

        Assert.False(_share.TryFormat(buffer, out int charsWritten));
        Assert.Equal(0, charsWritten);
        Assert.All(buffer, static c => Assert.Equal('\0', c));
        Assert.True(_share.TryFormat(new char[length], out charsWritten));
        Assert.Equal(length, charsWritten);
    }

    [Fact]
    public void Given_AShare_When_Shown_Expect_NothingOfItsY()
    {
        string y = _share.Format().Split('-')[4];

        Assert.Equal($"share 100 of set {_share.SetId}, of which 3 are needed", _share.ToString());
        Assert.DoesNotContain(y[..8], _share.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_AShareCutShort_When_Parsed_Expect_FormatException()
    {
        string text = _share.Format();
        for (int length = 0; length < text.Length; length++)
        {
            Assert.Throws<FormatException>(() => KeyShare.Parse(text.AsSpan(0, length)));
            Assert.Throws<FormatException>(() => KeyShare.Parse(text.AsSpan(text.Length - length)));
        }
    }

    [Fact]
    public void Given_AnyBitFlipped_When_Parsed_Expect_FormatExceptionWithNothingOfTheShare()
    {
        char[] text = _share.Format().ToCharArray();
        string y = _share.Format().Split('-')[4];
        for (int i = 0; i < text.Length; i++)
        {
            for (int bit = 0; bit < 16; bit++)
            {
                text[i] ^= (char)(1 << bit);
                FormatException e = Assert.Throws<FormatException>(() => KeyShare.Parse(text));
                Assert.DoesNotContain(y[8..16], e.ToString(), StringComparison.Ordinal);
                text[i] ^= (char)(1 << bit);
            }
        }
    }

    // Each with its own right checksum, so that nothing but the form is wrong.
    [Theory]
    [InlineData("qks1", 16, "3", "100", 64, true)]
    [InlineData("qks1", 16, "2", "1", 64, true)]
    [InlineData("qks1", 16, "255", "255", 64, true)]
    [InlineData("qks2", 16, "3", "100", 64, false)]
    [InlineData("", 16, "3", "100", 64, false)]
    [InlineData("qks1", 14, "3", "100", 64, false)]
    [InlineData("qks1", 18, "3", "100", 64, false)]
    [InlineData("qks1", 16, "1", "100", 64, false)]
    [InlineData("qks1", 16, "0", "100", 64, false)]
    [InlineData("qks1", 16, "256", "100", 64, false)]
    [InlineData("qks1", 16, "03", "100", 64, false)]
    [InlineData("qks1", 16, "+3", "100", 64, false)]
    [InlineData("qks1", 16, " 3", "100", 64, false)]
    [InlineData("qks1", 16, "3\0", "100", 64, false)]
    [InlineData("qks1", 16, "", "100", 64, false)]
    [InlineData("qks1", 16, "3", "0", 64, false)]
    [InlineData("qks1", 16, "3", "256", 64, false)]
    [InlineData("qks1", 16, "3", "", 64, false)]
    [InlineData("qks1", 16, "3", "100", 62, false)]
    [InlineData("qks1", 16, "3", "100", 66, false)]
    [InlineData("qks1", 16, "3-3", "100", 64, false)]
    public void Given_TextWithItsChecksum_When_Parsed_Expect_ItTakenWhereWellFormed(
        string prefix, int setId, string threshold, string number, int y, bool taken)
    {
        string body = $"{prefix}-{new string('a', setId)}-{threshold}-{number}-{new string('b', y)}";

        Assert.Equal(taken, KeyShare.TryParse($"{body}-{Checksum(body)}", out _));
        Assert.False(KeyShare.TryParse($"{body}-{Checksum(body + " ")}", out _));
        Assert.False(KeyShare.TryParse($"{body}-{Checksum(body)}-", out _));
        Assert.False(KeyShare.TryParse($"{body}-{Checksum(body)}\n", out _));
    }

    [Fact]
    public void Given_AnyText_When_Parsed_Expect_Refusal() =>
        Gen.String.Sample(static text => !KeyShare.TryParse(text, out _) && !KeyShare.TryParse($"qks1-{text}", out _));

    [Fact]
    public void Given_AShare_When_Disposed_Expect_ItWipedAndNoTextMore()
    {
        byte[] y = Convert.FromHexString(_share.Format().Split('-')[4]);

        Buffers.ExpectWiped(_share, y);

        Assert.Throws<ObjectDisposedException>(_share.Format);
        _share.Dispose();
    }

    private static string Checksum(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(body)))[..8];
}
