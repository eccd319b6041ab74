using QuantumAttributes.Channels.Idempotency;

namespace QuantumAttributes.Channels.Tests.Idempotency;

public class IdempotencyFieldTests
{
    private const string Id = "AAECAwQFBgcICQoLDA0ODw==";

    public static TheoryData<string> NoKeys { get; } =
    [
        "", "abc", "\"", "\"abc", "\"\"", ":YWJj:", "\"abc\";a=1", "\"abc\", \"def\"", "%\"abc\"", "\"a\tb\"", $"\"{new string('k', 256)}\"",
    ];

    public static TheoryData<string> NoAges { get; } =
    [
        "", "-1", "1.5", "\"1\"", "1000000001", "999999999999999", "1;channel", "1;channel=:AAEC:", $"1;channel=:{Id}:;more", $"1;other=:{Id}:",
        $"1;channel=\"{Id}\"", "1, 2",
    ];

    [Theory]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("  \"a \\\"b\\\" \\\\c\" ", "a \"b\" \\c")]
    public void Given_AString_When_Read_Expect_ItWithoutQuotes(string line, string expected)
    {
        Assert.True(IdempotencyKeyField.TryRead([line], out string? key));

        Assert.Equal(expected, key);
    }

    [Fact]
    public void Given_AKeyOf255Characters_When_Read_Expect_It() =>
        Assert.True(IdempotencyKeyField.TryRead([$"\"{new string('k', 255)}\""], out _));

    [Theory]
    [MemberData(nameof(NoKeys))]
    public void Given_SomethingElse_When_ReadAsAKey_Expect_None(string line) => Assert.False(IdempotencyKeyField.TryRead([line], out _));

    [Fact]
    public void Given_NoLineOrTwo_When_ReadAsAKey_Expect_None()
    {
        Assert.False(IdempotencyKeyField.TryRead([], out _));
        Assert.False(IdempotencyKeyField.TryRead(["\"a\"", "\"b\""], out _));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000000000")]
    [InlineData($"3;channel=:{Id}:")]
    public void Given_AnAge_When_ParsedAndWritten_Expect_TheSameText(string line) => Assert.Equal(line, IdempotencyAge.Parse([line])!.ToString());

    [Fact]
    public void Given_AnAgeWithAChannel_When_Parsed_Expect_Both()
    {
        IdempotencyAge age = IdempotencyAge.Parse([$"3;channel=:{Id}:"])!;

        Assert.Equal(3, age.Seconds);
        Assert.Equal(new ChannelId(Convert.FromBase64String(Id)), age.FirstChannel);
    }

    [Theory]
    [MemberData(nameof(NoAges))]
    public void Given_SomethingElse_When_ParsedAsAnAge_Expect_None(string line) => Assert.Null(IdempotencyAge.Parse([line]));

    [Fact]
    public void Given_NoLineOrTwo_When_ParsedAsAnAge_Expect_None()
    {
        Assert.Null(IdempotencyAge.Parse([]));
        Assert.Null(IdempotencyAge.Parse(["1", "2"]));
    }
}
