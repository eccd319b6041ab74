using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Wiring;

namespace QuantumAttributes.Analyzers.Tests.Wiring;

public sealed class VariableHandlerAnalyzerTests
{
    [Theory]
    [InlineData("Delegate handler = () => 1; app.MapGet(\"/\", {|QA3009:handler|});")]
    [InlineData("RequestDelegate handler = context => Task.CompletedTask; app.MapPost(\"/\", {|QA3009:handler|});")]
    [InlineData("Func<int> handler = () => 1; app.MapMethods(\"/\", new[] { \"GET\" }, {|QA3009:handler|});")]
    [InlineData("app.MapPut(\"/\", {|QA3009:Handlers.Kept|});")]
    [InlineData("app.MapDelete(\"/\", {|QA3009:Handlers.Property|}).WithName(\"x\");")]
    [InlineData("app.MapGroup(\"/a\").MapPatch(\"/\", {|QA3009:Handlers.Make()|});")]
    [InlineData("app.Map(\"/\", (Delegate){|QA3009:Handlers.Property|});")]
    [InlineData("app.MapFallback({|QA3009:Handlers.Plain|});")]
    [InlineData("app.MapFallback({|QA3009:Handlers.Kept|});")]
    [InlineData("void Map(RequestDelegate handler) => app.MapGet(\"/\", {|QA3009:handler|}); Map(Handlers.Plain);")]
    [InlineData("EndpointRouteBuilderExtensions.MapGet(app, \"/\", handler: {|QA3009:Handlers.Kept|});")]
    public Task Given_HandlerInAVariable_When_Analyzed_Expect_ItReported(string mapping) => VerifyAsync(mapping);

    [Theory]
    [InlineData("app.MapGet(\"/\", () => 1);")]
    [InlineData("app.MapGet(\"/\", (Delegate)(() => 1));")]
    [InlineData("app.MapGet(\"/\", delegate (HttpContext context) { return Task.CompletedTask; });")]
    [InlineData("app.MapPost(\"/\", Handlers.Method);")]
    [InlineData("int Local() => 1; app.MapPut(\"/\", Local);")]
    [InlineData("app.MapFallback(context => Task.CompletedTask);")]
    [InlineData("app.Map(\"/branch\", branch => branch.Use(next => next));")]
    [InlineData("var branches = new Action<IApplicationBuilder>(branch => { }); app.Map(\"/branch\", branches);")]
    [InlineData("Other.MapGet(app, \"/\", Handlers.Kept);")]
    public Task Given_HandlerThatCanBeReadOrAnotherMethod_When_Analyzed_Expect_Nothing(string mapping) => VerifyAsync(mapping);

    private static Task VerifyAsync(string mapping) => AnalyzerTest.VerifyApplicationAsync<VariableHandlerAnalyzer>($$"""
        using System;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        var app = WebApplication.CreateBuilder().Build();
        {{mapping}}

        static class Handlers
        {
            public static readonly Delegate Kept = () => 1;
            public static readonly RequestDelegate Plain = context => Task.CompletedTask;
            public static Func<int> Property { get; } = () => 1;
            public static Delegate Make() => Kept;
            public static int Method() => 1;
        }

        static class Other { public static void MapGet(WebApplication app, string pattern, Delegate handler) { } }
        """);
}
