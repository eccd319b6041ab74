using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Wiring;
using QuantumAttributes.CodeFixes.Wiring;

namespace QuantumAttributes.Analyzers.Tests.Wiring;

public sealed class EndpointCoverageAnalyzerTests
{
    private const string Usings = """
        using System;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.DependencyInjection;
        using QuantumAttributes;

        """;

    [Theory]
    [InlineData("app.{|QA3010:MapGet|}(\"/\", () => 1);")]
    [InlineData("app.{|QA3010:MapPost|}(\"/\", Handlers.Open).WithName(\"x\");")]
    [InlineData("app.MapGroup(\"/a\").{|QA3010:MapDelete|}(\"/\", (HttpContext context) => Task.CompletedTask);")]
    [InlineData("var group = app.MapGroup(\"/a\"); group.{|QA3010:MapPut|}(\"/\", () => 1); app.MapGroup(\"/b\").RequireQuantumAuth();")]
    [InlineData("app.MapGroup(\"/a\").RequireAuthorization().{|QA3010:MapMethods|}(\"/\", new[] { \"GET\" }, () => 1);")]
    public Task Given_EndpointThatSaysNothing_When_Analyzed_Expect_ItsMappingReported(string mapping) => ApplicationAsync(mapping);

    [Theory]
    [InlineData("app.MapGet(\"/\", [QuantumAuth] () => 1);")]
    [InlineData("app.MapGet(\"/\", [QuantumChannel] async Task (HttpContext context) => await Task.Yield());")]
    [InlineData("app.MapGet(\"/\", [AllowAnonymous] () => 1);")]
    [InlineData("app.MapGet(\"/\", () => 1).AllowAnonymous();")]
    [InlineData("app.MapGet(\"/\", () => 1).WithName(\"x\").RequireQuantumAuth(\"payments\");")]
    [InlineData("app.MapGet(\"/\", Handlers.Guarded);")]
    [InlineData("app.MapGroup(\"/a\").RequireQuantumChannel().MapGroup(\"/b\").MapGet(\"/\", () => 1);")]
    [InlineData("var group = app.MapGroup(\"/a\").RequireQuantumAuth(); var inner = group.MapGroup(\"/b\"); inner.MapGet(\"/\", () => 1);")]
    [InlineData("var group = app.MapGroup(\"/a\"); group.MapGet(\"/\", () => 1); group.WithTags(\"t\").RequireQuantumAuth();")]
    [InlineData("var endpoint = app.MapGet(\"/\", () => 1); endpoint.RequireQuantumAuth();")]
    [InlineData("Delegate handler = () => 1; app.MapGet(\"/\", handler);")]
    [InlineData("RequestDelegate handler = context => Task.CompletedTask; app.MapGet(\"/\", handler);")]
    [InlineData("app.MapGet(\"/\", Handlers.Kept);")]
    [InlineData("app.MapGet(\"/\", Handlers.Make());")]
    [InlineData("app.MapGet(\"/\", () => 1); new ServiceCollection().AddQuantumAttributes(quantum => quantum.RequireAuthByDefault = true);")]
    public Task Given_EndpointThatSaysSomethingOrCannotBeRead_When_Analyzed_Expect_Nothing(string mapping) => ApplicationAsync(mapping);

    [Theory]
    [InlineData("public class {|QA3010:Accounts|} : ControllerBase { public int Get() => 1; }")]
    [InlineData("public class {|QA3010:Accounts|} : ControllerBase { [QuantumAuth] public int Get() => 1; public int Put() => 2; }")]
    [InlineData("public class {|QA3010:Chat|} : Hub { [QuantumAuth] public Task Say() => Task.CompletedTask; }")]
    [InlineData("[QuantumAuth] public class Accounts : ControllerBase { public int Get() => 1; }")]
    [InlineData("[QuantumAuth] public abstract class Base : ControllerBase { } public class Accounts : Base { public int Get() => 1; }")]
    [InlineData("public class Accounts : ControllerBase { [QuantumAuth] public int Get() => 1; [AllowAnonymous] public int Put() => 2; [NonAction] public int No() => 3; }")]
    [InlineData("[QuantumChannel] public class Chat : Hub { }")]
    [InlineData("public abstract class Chat : Hub { }")]
    public Task Given_ClassThatHandlesRequests_When_Analyzed_Expect_ItReportedWhereItSaysNothing(string type) =>
        AnalyzerTest.VerifyAsync<EndpointCoverageAnalyzer>(Usings + type);

    [Fact]
    public Task Given_UncoveredMapping_When_Fixed_Expect_TheDefaultProfileDemanded() =>
        CodeFixTest.VerifyAsync<EndpointCoverageAnalyzer, UncoveredEndpointFix>(
            Source("app.{|QA3010:MapGet|}(\"/\", () => 1).WithName(\"x\");"),
            Source("app.MapGet(\"/\", () => 1).RequireQuantumAuth().WithName(\"x\");"),
            OutputKind.ConsoleApplication);

    [Fact]
    public Task Given_UncoveredHub_When_Fixed_Expect_TheAttribute() => CodeFixTest.VerifyAsync<EndpointCoverageAnalyzer, UncoveredEndpointFix>(
        Usings + "public class {|QA3010:Chat|} : Hub { }",
        Usings + "[QuantumAttributes.QuantumAuth]\npublic class Chat : Hub { }");

    [Theory]
    [InlineData("IEndpointConventionBuilder endpoint = app.MapGet(\"/\", () => 1); endpoint.RequireQuantumAuth();")]
    [InlineData("RouteHandlerBuilder endpoint; endpoint = app.MapGet(\"/\", () => 1); endpoint.RequireQuantumAuth();")]
    [InlineData("RouteGroupBuilder group; group = app.MapGroup(\"/a\").RequireQuantumAuth(); group.MapGet(\"/\", () => 1);")]
    [InlineData("var group = app.MapGroup(\"/a\").RequireQuantumAuth(); group = group.MapGroup(\"/b\"); group.MapGet(\"/\", () => 1);")]
    [InlineData("Map(app.MapGroup(\"/a\")); void Map(RouteGroupBuilder group) { group.RequireQuantumAuth(); group.MapGet(\"/\", () => 1); }")]
    [InlineData("void Map() { RouteGroupBuilder group = {|CS0165:group|}.MapGroup(\"/a\"); group.MapGet(\"/\", () => 1); }")]
    public Task Given_EndpointCoveredThroughAVariable_When_Analyzed_Expect_Nothing(string mapping) => ApplicationAsync(mapping);

    [Theory]
    [InlineData("app.{|QA3010:MapFallback|}((HttpContext context) => Task.CompletedTask);")]
    [InlineData("Other.AllowAnonymous(app.{|QA3010:MapGet|}(\"/\", () => 1));")]
    [InlineData("var group = app.MapGroup(\"/a\").RequireQuantumAuth(); group = app.MapGroup(\"/b\"); group.{|QA3010:MapGet|}(\"/\", () => 1);")]
    [InlineData("var group = app.MapGroup(\"/a\"); group.MapGet(\"/\", () => 1).RequireQuantumAuth(); group.{|QA3010:MapGet|}(\"/b\", () => 1);")]
    public Task Given_EndpointOnlyAlmostCovered_When_Analyzed_Expect_ItReported(string mapping) =>
        AnalyzerTest.VerifyApplicationAsync<EndpointCoverageAnalyzer>(
            Source(mapping) + "\nstatic class Other { public static void AllowAnonymous(this IEndpointConventionBuilder builder) { } }");

    [Theory]
    [InlineData("app.MapHub<Open>(\"/open\").RequireQuantumAuth();", "Open")]
    [InlineData("var hub = app.MapHub<Open>(\"/open\"); hub.RequireQuantumChannel();", "Open")]
    [InlineData("app.MapGroup(\"/a\").AllowAnonymous().MapHub<Open>(\"/open\");", "Open")]
    [InlineData("app.MapHub<Open>(\"/open\");", "{|QA3010:Open|}")]
    [InlineData("app.MapHub<Open>(\"/a\").RequireQuantumAuth(); app.MapHub<Open>(\"/b\");", "{|QA3010:Open|}")]
    public Task Given_MappedHub_When_Analyzed_Expect_ItReportedWhereAMappingSaysNothing(string mapping, string hub) =>
        AnalyzerTest.VerifyApplicationAsync<EndpointCoverageAnalyzer>(Source(mapping) + $"\npublic class {hub} : Hub {{ }}");

    [Theory]
    [InlineData("app.MapControllers().RequireQuantumAuth();", "Accounts")]
    [InlineData("app.MapGroup(\"/a\").RequireQuantumChannel().MapDefaultControllerRoute();", "Accounts")]
    [InlineData("app.MapControllers().RequireAuthorization();", "{|QA3010:Accounts|}")]
    [InlineData("app.MapControllers().RequireQuantumAuth(); app.MapDefaultControllerRoute();", "{|QA3010:Accounts|}")]
    public Task Given_MappedControllers_When_Analyzed_Expect_ThemReportedWhereAMappingSaysNothing(string mapping, string controller) =>
        AnalyzerTest.VerifyApplicationAsync<EndpointCoverageAnalyzer>(
            Source(mapping) + $"\npublic class {controller} : ControllerBase {{ public int Get() => 1; }}");

    [Theory]
    [InlineData("class {|QA3010:Base|} : ControllerBase { public virtual int Get() => 1; } "
        + "class Accounts : Base { [QuantumAuth] public override int Get() => 2; }")]
    [InlineData("abstract class Base : ControllerBase { [QuantumAuth] public abstract int Get(); } "
        + "class Accounts : Base { public override int Get() => 2; }")]
    [InlineData("class Accounts : ControllerBase, IDisposable { [QuantumAuth] public int Get() => 2; public void Dispose() { } }")]
    [InlineData("class Accounts : Controller { [QuantumAuth] public int Get() => 2; public override string ToString() => string.Empty; }")]
    [InlineData("class Accounts : ControllerBase { [QuantumAuth] public int Get() => 2; public T Make<T>() => default!; public static int S() => 1; }")]
    [InlineData("class {|QA3010:Accounts|} : ControllerBase { [QuantumAuth] public int Get() => 2; public void Dispose() { } }")]
    public Task Given_ActionsOfAController_When_Analyzed_Expect_OnlyThoseThatSayNothing(string types) =>
        AnalyzerTest.VerifyAsync<EndpointCoverageAnalyzer>(Usings + types);

    [Fact]
    public Task Given_UncoveredHubInANamespace_When_Fixed_Expect_ItsIndentAndLineEndsKept() =>
        CodeFixTest.VerifyAsync<EndpointCoverageAnalyzer, UncoveredEndpointFix>(
            InNamespace("public class {|QA3010:Chat|} : Hub { }"),
            InNamespace("[QuantumAttributes.QuantumAuth]\n\tpublic class Chat : Hub { }"));

    private static string InNamespace(string hub) =>
        (Usings + $"namespace N\n{{\n\t/// <summary>Talk.</summary>\n\t{hub}\n}}").ReplaceLineEndings("\r\n");

    private static Task ApplicationAsync(string mapping) => AnalyzerTest.VerifyApplicationAsync<EndpointCoverageAnalyzer>(Source(mapping));

    private static string Source(string mapping) => Usings + $$"""
        var app = WebApplication.CreateBuilder().Build();
        {{mapping}}

        static class Handlers
        {
            public static readonly Delegate Kept = [QuantumAuth] () => 1;
            public static Delegate Make() => Kept;
            public static int Open() => 1;
            [QuantumAuth] public static int Guarded() => 1;
        }
        """;
}
