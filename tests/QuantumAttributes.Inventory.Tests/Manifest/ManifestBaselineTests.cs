using QuantumAttributes.Inventory.Manifest;

namespace QuantumAttributes.Inventory.Tests.Manifest;

public sealed class ManifestBaselineTests
{
    private static readonly QuantumManifestEntry Transfers = new()
    {
        Kind = "endpoint",
        Name = "Program.<Main>$ MapPost(\"/transfers\")",
        Methods = ["POST"],
        Route = "/transfers",
        Auth = ["payments"],
        Channel = true,
        File = "Program.cs",
        Line = 12,
    };

    private static readonly QuantumManifestEntry Dynamic = Transfers with { Name = "Routes.Map() MapPost", Route = null };

    [Fact]
    public void Given_TheSame_When_Compared_Expect_NothingLost() => Assert.Empty(Compare([Transfers, Dynamic], [Transfers, Dynamic]));

    [Fact]
    public void Given_MoreDemanded_When_Compared_Expect_NothingLost() =>
        Assert.Empty(Compare([Transfers], [Transfers with { Auth = ["fresh", "payments"] }, Dynamic]));

    [Fact]
    public void Given_EndpointMovedInTheSources_When_Compared_Expect_NothingLost() =>
        Assert.Empty(Compare([Transfers], [Transfers with { Name = "Routes.Map() MapPost(\"/transfers\")", File = "Routes.cs", Line = 3 }]));

    [Fact]
    public void Given_UnprotectedOneGone_When_Compared_Expect_NothingLost() =>
        Assert.Empty(Compare([Transfers with { Auth = [], Channel = false }], []));

    [Fact]
    public void Given_LostProfile_When_Compared_Expect_ItNamed()
    {
        LostProtection lost = Assert.Single(Compare([Transfers], [Transfers with { Auth = ["default"], Line = 20 }]));

        Assert.Equal("The endpoint POST /transfers lost [QuantumAuth(\"payments\")]. Put it back; if the change is meant, write the baseline anew.", lost.Describe());
        Assert.Equal(20, lost.Now!.Line);
    }

    [Fact]
    public void Given_LostChannelAndProfile_When_Compared_Expect_BothNamed() => Assert.Equal(
        ["[QuantumAuth(\"payments\")]", "[QuantumChannel]"],
        Assert.Single(Compare([Transfers], [Transfers with { Auth = [], Channel = false }])).Missing);

    [Fact]
    public void Given_OneGone_When_Compared_Expect_ItNamed()
    {
        LostProtection lost = Assert.Single(Compare([Transfers], [Transfers with { Route = "/transfer" }]));

        Assert.Null(lost.Now);
        Assert.Contains("The endpoint POST /transfers, which demanded [QuantumAuth(\"payments\")] and [QuantumChannel], is gone.", lost.Describe());
    }

    [Fact]
    public void Given_AnotherMethodOnTheRoute_When_Compared_Expect_ItNotToStandIn() =>
        Assert.Single(Compare([Transfers], [Transfers with { Methods = ["GET"] }]));

    [Fact]
    public void Given_TwoOfOneKey_When_OneLosesItsDemands_Expect_OneLost()
    {
        QuantumManifestEntry weaker = Dynamic with { Auth = [], Line = 30 };

        LostProtection lost = Assert.Single(Compare([Dynamic, Dynamic], [weaker, Dynamic]));

        Assert.Equal(30, lost.Now!.Line);
    }

    [Fact]
    public void Given_ProfileThatIsNotConstant_When_ItBecomesAnother_Expect_Lost()
    {
        QuantumManifestEntry any = Transfers with { Auth = [null] };

        Assert.Empty(Compare([any], [any]));
        Assert.Single(Compare([any], [Transfers]));
    }

    [Theory]
    [InlineData("hub")]
    [InlineData("method")]
    [InlineData("capability")]
    [InlineData("type")]
    [InlineData("agent")]
    public void Given_AnyKind_When_ItLosesItsChannel_Expect_ItNamed(string kind)
    {
        QuantumManifestEntry entry = Transfers with { Kind = kind, Name = "Bank.Chat" };

        Assert.Contains($"The {kind} Bank.Chat lost [QuantumChannel]", Assert.Single(Compare([entry], [entry with { Channel = false }])).Describe());
    }

    private static List<LostProtection> Compare(QuantumManifestEntry[] baseline, QuantumManifestEntry[] current) =>
        [.. ManifestBaseline.Compare(new() { Assembly = "Bank", Entries = baseline }, new() { Assembly = "Bank", Entries = current })];
}
