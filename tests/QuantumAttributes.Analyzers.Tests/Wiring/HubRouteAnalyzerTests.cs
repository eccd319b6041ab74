using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Wiring;

namespace QuantumAttributes.Analyzers.Tests.Wiring;

public sealed class HubRouteAnalyzerTests
{
    private const string Usings = """
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.AspNetCore.SignalR;
        using QuantumAttributes;

        """;

    [Theory]
    [InlineData("[QuantumAuth] class {|QA3008:Chat|} : Hub { }")]
    [InlineData("class {|QA3008:Chat|} : Hub { [QuantumAuth] public Task M() => Task.CompletedTask; }")]
    [InlineData("[QuantumChannel] abstract class Base : Hub { } class {|QA3008:Chat|} : Base { }")]
    [InlineData("[QuantumChannel] class {|QA3008:Chat|} : Hub<System.IDisposable> { }")]
    public Task Given_ProtectedHubThatNobodyMaps_When_Analyzed_Expect_ItReported(string hub) => ApplicationAsync("", hub);

    [Theory]
    [InlineData("app.MapHub<Chat>(\"/chat\");", "[QuantumAuth] class Chat : Hub { }")]
    [InlineData("Wrapper.MapOurs<Chat>(app);", "[QuantumAuth] class Chat : Hub { }")]
    [InlineData("", "[QuantumHub(\"/chat\"), QuantumAuth] class Chat : Hub { }")]
    [InlineData("", "class Chat : Hub { public Task M() => Task.CompletedTask; }")]
    [InlineData("", "[QuantumAuth] abstract class Chat : Hub { }")]
    [InlineData("", "[QuantumAuth] class Chat<T> : Hub { }")]
    [InlineData("", "[QuantumAuth] class Chat { }")]
    public Task Given_HubThatIsMappedOrNeedNotBe_When_Analyzed_Expect_Nothing(string mapping, string hub) => ApplicationAsync(mapping, hub);

    [Theory]
    [InlineData("[{|QA3008:QuantumHub(\"/chat\")|}] class Chat { }")]
    [InlineData("[{|QA3008:QuantumHub(\"/chat\")|}] abstract class Chat : Hub { }")]
    [InlineData("[{|QA3008:QuantumHub(\"/chat\")|}] class Chat<T> : Hub { }")]
    [InlineData("[{|QA3008:QuantumHub(\"/chat\")|}] file class Chat : Hub { }")]
    [InlineData("[{|QA3008:QuantumHub(\" \")|}] class Chat : Hub { }")]
    [InlineData("[QuantumAuth] class Chat : Hub { }")]
    public Task Given_RouteThatLeadsNowhere_When_AnalyzedInALibrary_Expect_TheAttributeReported(string hub) =>
        AnalyzerTest.VerifyAsync<HubRouteAnalyzer>(Usings + hub);

    [Fact]
    public Task Given_HubsMappedByTypeParameter_When_Analyzed_Expect_Nothing() => ApplicationAsync(
        "",
        """
        [QuantumAuth] class Chat : Hub { }
        static class Generic { public static void Map<T>(IEndpointRouteBuilder app) where T : Hub => app.MapHub<T>("/x"); }
        """);

    private static Task ApplicationAsync(string mapping, string types) => AnalyzerTest.VerifyApplicationAsync<HubRouteAnalyzer>(Usings + $$"""
        var app = WebApplication.CreateBuilder().Build();
        {{mapping}}

        {{types}}

        static class Wrapper { public static void MapOurs<T>(IEndpointRouteBuilder app) { } }
        """);

    [Theory]
    [InlineData("class Chat : Hub { [QuantumAuth] private Task M() => Task.CompletedTask; }")]
    [InlineData("class Chat : Hub { [QuantumAuth] public static Task M() => Task.CompletedTask; }")]
    [InlineData("file class Chat : Hub { [QuantumAuth] private Task M() => Task.CompletedTask; }")]
    public Task Given_DemandThatDoesNotApplyToTheHub_When_Analyzed_Expect_Nothing(string hub) => ApplicationAsync("", hub);
}
