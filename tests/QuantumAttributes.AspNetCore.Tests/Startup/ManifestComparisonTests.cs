using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.SignalR;

namespace QuantumAttributes.AspNetCore.Tests.Startup;

public class ManifestComparisonTests
{
    private static readonly QuantumManifestEntry Transfers = new()
    {
        Kind = "endpoint",
        Name = "Program.<Main>$ MapPost(\"/transfers\")",
        Methods = ["POST"],
        Route = "/transfers",
        Auth = ["payments"],
        File = "Program.cs",
        Line = 12,
    };

    [Theory]
    [InlineData("/transfers", "POST", true)]
    [InlineData("Transfers/", "POST", true)]
    [InlineData("/transfers", "GET", false)]
    [InlineData("/transfers", null, false)]
    [InlineData("/transfers/{id}", "POST", false)]
    public void Given_Endpoint_When_Compared_Expect_ItFoundByMethodAndRoute(string route, string? method, bool listed) =>
        Assert.Equal(listed, Unlisted([Transfers], Endpoint(route, method, new QuantumAuthAttribute("payments"))).Count == 0);

    [Fact]
    public void Given_EndpointThatDemandsNothing_When_Compared_Expect_ItPassedOver() => Assert.Empty(Unlisted([], Endpoint("/hello", "GET")));

    [Fact]
    public void Given_EntryThatDemandsNothing_When_Compared_Expect_ItNotToStandForOneThatDoes() =>
        Assert.Single(Unlisted([Transfers with { Auth = [] }], Endpoint("/transfers", "POST", new QuantumChannelAttribute())));

    [Fact]
    public void Given_Hub_When_Compared_Expect_ItsNegotiationToGoWithIt()
    {
        QuantumManifestEntry chat = Transfers with { Kind = "hub", Methods = [], Route = "/chat" };

        Assert.Empty(Unlisted(
            [chat],
            Endpoint("/chat", null, new QuantumChannelAttribute(), new HubMetadata(typeof(Hub))),
            Endpoint("/chat/negotiate", null, new QuantumChannelAttribute(), new HubMetadata(typeof(Hub)))));
        Assert.Single(Unlisted([chat], Endpoint("/chat/negotiate", null, new QuantumChannelAttribute())));
    }

    [Theory]
    [InlineData("method", "QuantumAttributes.AspNetCore.Tests.Startup.ManifestComparisonTests.Accounts.Get(int)", true)]
    [InlineData("type", "QuantumAttributes.AspNetCore.Tests.Startup.ManifestComparisonTests.Accounts", true)]
    [InlineData("type", "QuantumAttributes.AspNetCore.Tests.Startup.ManifestComparisonTests.Base", true)]
    [InlineData("method", "QuantumAttributes.AspNetCore.Tests.Startup.ManifestComparisonTests.Accounts.Put(int)", false)]
    public void Given_Action_When_Compared_Expect_ItFoundByItsMethodOrClasses(string kind, string name, bool listed)
    {
        var action = new ControllerActionDescriptor { MethodInfo = typeof(Accounts).GetMethod(nameof(Accounts.Get))! };

        Assert.Equal(listed, Unlisted(
            [Transfers with { Kind = kind, Name = name, Route = null, Methods = [] }],
            Endpoint("/accounts/{id}", "GET", new QuantumAuthAttribute(), action)).Count == 0);
    }

    [Fact]
    public void Given_SeveralUnlisted_When_Compared_Expect_ThemSortedAndOnce() => Assert.Equal(
        ["/a", "/b"],
        Unlisted(
            [Transfers],
            Endpoint("/b", "GET", new QuantumAuthAttribute()),
            Endpoint("/a", "GET", new QuantumAuthAttribute()),
            Endpoint("/a", "GET", new QuantumAuthAttribute())));

    private static IReadOnlyList<string> Unlisted(IReadOnlyList<QuantumManifestEntry> entries, params Endpoint[] endpoints) =>
        new ManifestComparison([new QuantumManifest { Assembly = "Bank", Entries = entries }]).Unlisted(endpoints);

    private static RouteEndpoint Endpoint(string route, string? method, params object[] metadata) => new(
        _ => Task.CompletedTask,
        RoutePatternFactory.Parse(route),
        0,
        new EndpointMetadataCollection(method is null ? metadata : [.. metadata, new HttpMethodMetadata([method])]),
        displayName: null);

    private abstract class Base;

    private sealed class Accounts : Base
    {
        public int Get(int id) => id + GetHashCode();
    }
}
