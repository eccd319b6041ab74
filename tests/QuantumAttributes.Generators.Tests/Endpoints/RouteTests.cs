using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Endpoints;

public class RouteTests
{
    private const string Agent = """
        using Microsoft.AspNetCore.Authorization;
        using QuantumAttributes;

        [QuantumAuth("base")]
        public class AgentBase { }

        [QuantumAgent("documents"), QuantumAuth("clerk"), QuantumChannel]
        public class DocumentAgent : AgentBase
        {
            [QuantumCapability("document.sign", Route = "/agents/document.sign")]
            [QuantumAuth("signer", Roles = "officer,\"chief\"", AuthenticationSchemes = "Quantum")]
            [Authorize("ordinary"), System.Obsolete("not a demand")]
            public string Sign(int document) => "";

            [QuantumCapability("document.read", Route = "/agents/{id:int}")]
            public string? Read(string? document) => "";

            [QuantumCapability("document.keep")]
            public string Keep(int document) => "";
        }
        """;

    [Fact]
    public void Given_RoutesInAWebProject_When_Generated_Expect_ThemMappedWithWhatTheyDemand()
    {
        Snapshot.Match(GeneratorRun.Checked(new TestProject { IsApplication = false, Source = Agent }).Text());
    }

    [Fact]
    public void Given_RoutesWithoutAspNetCore_When_Generated_Expect_NoEndpoints()
    {
        var run = GeneratorRun.Checked(new TestProject { IsApplication = false, HasAspNetCore = false, Source = Agent });

        Assert.Equal(["AppQuantumModule.Agents.g.cs", "AppQuantumModule.Profiles.g.cs", "AppQuantumModule.g.cs", "App_DocumentsAgentExtensions.g.cs"], run.Files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Given_AnonymousAllowed_When_Generated_Expect_TheRouteToStayClosed()
    {
        var run = GeneratorRun.Checked(new TestProject
        {
            IsApplication = false,
            Source = """
                using QuantumAttributes;

                [QuantumAgent("a")]
                public class A
                {
                    [QuantumCapability("a.b", Route = "/b"), Microsoft.AspNetCore.Authorization.AllowAnonymous]
                    public int B(int x) => x;
                }
                """,
        });

        Assert.Contains("MapQuantumCapability<int, int>(endpoints, \"/b\", \"a.b\");", run.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("AllowAnonymous", run.Text(), StringComparison.Ordinal);
    }
}
