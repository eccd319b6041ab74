namespace QuantumAttributes.Agents.Tests;

public class CapabilityDescriptorTests
{
    [Fact]
    public void Given_TypedCapability_When_Described_Expect_ItsTypesAndFacts()
    {
        CapabilityDescriptor capability = EchoAgent.Length;

        Assert.Equal(
            ("echo.length", "none", 3, "/echo"),
            (capability.Name, capability.Algorithm, capability.Cost, capability.Route));
        Assert.Equal(
            (typeof(EchoAgent), typeof(string), typeof(int)),
            (capability.AgentType, capability.RequestType, capability.ResponseType));
    }

    [Fact]
    public void Given_NothingSaid_When_Described_Expect_CostOneAndNoRoute()
    {
        Assert.Equal((1, null, null), (EchoAgent.Wait.Cost, EchoAgent.Wait.Route, EchoAgent.Wait.Algorithm));
    }

    [Fact]
    public void Given_CostBelowOne_When_Described_Expect_Refusal()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new CapabilityDescriptor<EchoAgent, int, int>("x", static (_, i, _) => ValueTask.FromResult(i)) { Cost = 0 });
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Given_EmptyName_When_Described_Expect_Refusal(string name)
    {
        Assert.Throws<ArgumentException>(() =>
            new CapabilityDescriptor<EchoAgent, int, int>(name, static (_, i, _) => ValueTask.FromResult(i)));
        Assert.Throws<ArgumentException>(() => AgentDescriptor.Create<EchoAgent>(name));
    }

    [Fact]
    public void Given_AnotherClassesCapability_When_AgentIsDescribed_Expect_RefusalNamingIt()
    {
        var error = Assert.Throws<ArgumentException>(() => AgentDescriptor.Create<string>("other", EchoAgent.Length));

        Assert.Contains("echo.length", error.Message, StringComparison.Ordinal);
    }
}
