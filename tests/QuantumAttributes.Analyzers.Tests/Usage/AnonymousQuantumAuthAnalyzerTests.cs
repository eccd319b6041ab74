using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Usage;
using QuantumAttributes.CodeFixes.Usage;

namespace QuantumAttributes.Analyzers.Tests.Usage;

public class AnonymousQuantumAuthAnalyzerTests
{
    private const string Usings = """
        using System;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.SignalR;
        using QuantumAttributes;

        """;

    [Theory]
    [InlineData("[QuantumAuth, [|AllowAnonymous|]] class Handlers;")]
    [InlineData("[QuantumAuth(\"strict\")] [[|AllowAnonymous|]] class Chat : Hub;")]
    [InlineData("class Handlers { [QuantumAuth] [[|AllowAnonymous|]] public static void Pay() { } }")]
    [InlineData("[QuantumAuth] class Payments : ControllerBase { [[|AllowAnonymous|]] public void Pay() { } }")]
    [InlineData("[AllowAnonymous] class Payments : ControllerBase { [[|QuantumAuth|]] public void Pay() { } }")]
    [InlineData("[QuantumAuth] class Chat : Hub { [[|AllowAnonymous|]] public void Say() { } }")]
    [InlineData("[QuantumAuth] class Base : ControllerBase; class Payments : Base { [[|AllowAnonymous|]] public void Pay() { } }")]
    [InlineData("[QuantumAuth] class Base : ControllerBase; [[|AllowAnonymous|]] class Payments : Base;")]
    [InlineData("class OpenAttribute : Attribute, IAllowAnonymous; class Handlers { [QuantumAuth, [|Open|]] public void Pay() { } }")]
    public Task Given_BothAttributes_When_Analyzed_Expect_Reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[QuantumAuth] class Handlers { [AllowAnonymous] public static void Pay() { } }")] // not a controller: the class says nothing
    [InlineData("[Authorize] class Payments : ControllerBase { [AllowAnonymous] public void Pay() { } }")]
    [InlineData("[QuantumAuth] class Payments : ControllerBase { public void Pay() { } }")]
    [InlineData("[AllowAnonymous] class Payments : ControllerBase { public void Pay() { } }")]
    [InlineData("[AllowAnonymous] class Chat : Hub { [QuantumAuth] public void Say() { } }")] // SignalR asks at each call
    [InlineData("class Payments : ControllerBase { [QuantumAuth] public void Pay() { } [AllowAnonymous] public void Look() { } }")]
    [InlineData("namespace Mine { class AllowAnonymousAttribute : Attribute; [QuantumAuth, Mine.AllowAnonymous] class Handlers; }")]
    public Task Given_OneAttribute_When_Analyzed_Expect_Nothing(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("app.MapGet(\"/\", [QuantumAuth, [|AllowAnonymous|]] () => 1);")]
    [InlineData("app.MapGet(\"/\", () => 1).RequireQuantumAuth().[|AllowAnonymous()|];")]
    [InlineData("app.MapGet(\"/\", () => 1).[|AllowAnonymous()|].WithName(\"x\").RequireQuantumAuth(\"strict\");")]
    [InlineData("app.MapGroup(\"/a\").RequireQuantumAuth().MapGet(\"/\", () => 1).[|AllowAnonymous()|];")]
    [InlineData("app.MapGet(\"/\", [QuantumAuth] () => 1).[|AllowAnonymous()|];")]
    [InlineData("app.MapGet(\"/\", [AllowAnonymous] () => 1).[|RequireQuantumAuth()|];")]
    [InlineData("app.MapGet(\"/\", Pay).[|AllowAnonymous()|]; [QuantumAuth] static int Pay() => 1;")]
    [InlineData("app.MapGet(\"/\", Pay); [QuantumAuth, [|AllowAnonymous|]] static int Pay() => 1;")]
    public Task Given_BothOnAnEndpoint_When_Analyzed_Expect_Reported(string statements) => VerifyAsync(Mapped(statements));

    [Theory]
    [InlineData("app.MapGet(\"/\", () => 1).AllowAnonymous();")]
    [InlineData("app.MapGet(\"/\", [QuantumAuth] () => 1);")]
    [InlineData("app.MapGet(\"/\", [AllowAnonymous] () => 1);")]
    [InlineData("app.MapGet(\"/\", () => 1).RequireQuantumAuth(); app.MapGet(\"/b\", () => 1).AllowAnonymous();")]
    [InlineData("app.MapGet(\"/\", () => 1).RequireAuthorization().AllowAnonymous();")]
    [InlineData("app.MapGet(\"/\", Pay).AllowAnonymous(); static int Pay() => 1;")]
    public Task Given_OneOnAnEndpoint_When_Analyzed_Expect_Nothing(string statements) => VerifyAsync(Mapped(statements));

    [Fact]
    public Task Given_BothAttributes_When_Fixed_Expect_AllowAnonymousGone() => FixAsync(
        """
        /// <summary>Pays.</summary>
        [[|AllowAnonymous|]]
        [QuantumAuth]
        class One;

        [QuantumAuth, [|AllowAnonymous|]]
        class Two;

        [[|AllowAnonymous|], QuantumAuth]
        class Three;

        class Four
        {
            // why
            [QuantumAuth] [[|AllowAnonymous|]]
            public void Pay() { }
        }
        """,
        """
        /// <summary>Pays.</summary>
        [QuantumAuth]
        class One;

        [QuantumAuth]
        class Two;

        [QuantumAuth]
        class Three;

        class Four
        {
            // why
            [QuantumAuth] public void Pay() { }
        }
        """);

    [Fact]
    public Task Given_BothOnAnEndpoint_When_Fixed_Expect_TheCallGone() => FixAsync(
        Mapped("""
            app.MapGet("/", () => 1).RequireQuantumAuth().[|AllowAnonymous()|];
            app.MapGet("/b", () => 1)
                .RequireQuantumAuth()
                .[|AllowAnonymous()|]
                .WithName("b");
            """),
        Mapped("""
            app.MapGet("/", () => 1).RequireQuantumAuth();
            app.MapGet("/b", () => 1)
                .RequireQuantumAuth()
                .WithName("b");
            """));

    private static string Mapped(string statements) => $$"""
        static class Routes
        {
            public static void Map(WebApplication app)
            {
        {{statements}}
            }
        }
        """;

    private static Task VerifyAsync(string source) => AnalyzerTest.VerifyAsync<AnonymousQuantumAuthAnalyzer>(Usings + source);

    private static Task FixAsync(string source, string expected) =>
        CodeFixTest.VerifyAsync<AnonymousQuantumAuthAnalyzer, AnonymousQuantumAuthFix>(Usings + source, Usings + expected);
}
