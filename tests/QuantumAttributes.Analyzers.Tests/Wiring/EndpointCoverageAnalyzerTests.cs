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
    [InlineData("Delegate handler = () => 1; app.MapGet(\"/\", {|QA3009:handler|});")]
    [InlineData("RequestDelegate handler = context => Task.CompletedTask; app.MapGet(\"/\", {|QA3009:handler|});")]
    [InlineData("app.MapGet(\"/\", {|QA3009:Handlers.Kept|});")]
    [InlineData("app.MapGet(\"/\", {|QA3009:Handlers.Make()|});")]
    [InlineData("app.MapGet(\"/\", () => 1); new ServiceCollection().AddQuantumAttributes(quantum => quantum.RequireAuthByDefault = true);")]
    public Task Given_EndpointThatSaysSomething_When_Analyzed_Expect_OnlyHandlersInVariables(string mapping) => ApplicationAsync(mapping);

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
