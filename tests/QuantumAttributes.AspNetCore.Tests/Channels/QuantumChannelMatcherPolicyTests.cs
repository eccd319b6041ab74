using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QuantumAttributes.AspNetCore.Channels;

namespace QuantumAttributes.AspNetCore.Tests.Channels;

public class QuantumChannelMatcherPolicyTests
{
    // With Razor's run-time compilation the attributes of a page's class come with its first request.
    [Fact]
    public void Given_APageThatIsNotCompiledYet_When_RoutesAreBuilt_Expect_ThatItsRequestsAreLookedAt() =>
        Assert.True(AppliesTo(new PageActionDescriptor()));

    [Fact]
    public void Given_ACompiledPageWithoutADemand_When_RoutesAreBuilt_Expect_ThatItsRequestsAreNot() =>
        Assert.False(AppliesTo(new CompiledPageActionDescriptor()));

    [Fact]
    public void Given_ACompiledPageWithADemand_When_RoutesAreBuilt_Expect_ThatItsRequestsAreLookedAt() =>
        Assert.True(AppliesTo(new CompiledPageActionDescriptor(), new QuantumChannelAttribute()));

    // Which endpoints a policy applies to, neither a waiver nor a hub changes.
    private static bool AppliesTo(params object[] metadata) =>
        new QuantumChannelMatcherPolicy(null!, null!).AppliesToEndpoints([new Endpoint(null, new EndpointMetadataCollection(metadata), null)]);
}
