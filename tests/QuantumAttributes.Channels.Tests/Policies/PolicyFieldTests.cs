using QuantumAttributes.Channels.Policies;

namespace QuantumAttributes.Channels.Tests.Policies;

public class PolicyFieldTests
{
    [Theory]
    [InlineData("require; max-age=2592000", 2_592_000)]
    [InlineData("require;max-age=0", 0)]
    [InlineData("require; max-age=999999999999999", 2_592_000)]
    public void Given_APolicy_When_Parsed_Expect_ItsAgeAtMost30Days(string line, long seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PolicyField.Parse([line])!.MaxAge);

    [Theory]
    [InlineData("")]
    [InlineData("require")]
    [InlineData("\"require\"; max-age=60")]
    [InlineData("allow; max-age=60")]
    [InlineData("require; max-age=-1")]
    [InlineData("require; max-age=1.5")]
    [InlineData("require; max-age")]
    [InlineData("require; age=60")]
    [InlineData("require; max-age=60; more")]
    [InlineData("require; max-age=60; max-age=0")]
    [InlineData("require; max-age=60, require; max-age=0")]
    public void Given_SomethingElse_When_Parsed_Expect_None(string line) => Assert.Null(PolicyField.Parse([line]));

    [Fact]
    public void Given_NoLineOrTwo_When_Parsed_Expect_None()
    {
        Assert.Null(PolicyField.Parse([]));
        Assert.Null(PolicyField.Parse(["require; max-age=60", "require; max-age=60"]));
    }

    [Fact]
    public void Given_APolicy_When_Written_Expect_ItsText() =>
        Assert.Equal("require;max-age=2592000", new PolicyField(PolicyField.LongestMaxAge).ToString());
}
