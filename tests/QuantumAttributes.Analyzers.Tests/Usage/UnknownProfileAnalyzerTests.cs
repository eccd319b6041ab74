using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Usage;
using QuantumAttributes.CodeFixes.Usage;

namespace QuantumAttributes.Analyzers.Tests.Usage;

public class UnknownProfileAnalyzerTests
{
    private const string Registered = "services.AddQuantumAttributes(quantum => quantum.AddProfile(\"bank\", p => p.RequireCategory(5)));";

    [Theory]
    [InlineData("app.MapGet(\"/\", [QuantumAuth([|\"other\"|])] () => 1);")]
    [InlineData("app.MapGet(\"/\", () => 1).RequireQuantumAuth([|\"other\"|]);")]
    [InlineData("app.MapGet(\"/\", () => 1).RequireQuantumAuth(profile: [|\"Bank\"|]);")]
    [InlineData("app.MapGet(\"/\", Pay); [Authorize(Policy = [|\"quantum:other\"|])] static int Pay() => 1;")]
    [InlineData("app.MapGet(\"/\", Pay); [Authorize([|\"quantum:other\"|])] static int Pay() => 1;")]
    [InlineData("app.MapGet(\"/\", Pay); [Authorize(Roles = \"a\", Policy = [|\"quantum:other\"|])] static int Pay() => 1;")]
    [InlineData("const string Name = \"other\"; app.MapGet(\"/\", () => 1).RequireQuantumAuth([|Name|]);")]
    public Task Given_UnregisteredProfile_When_Demanded_Expect_Reported(string statements) => VerifyAsync(Registered + statements);

    [Theory]
    [InlineData("[QuantumAuth([|\"other\"|])] class Payments;")]
    [InlineData("class Payments { [QuantumAuth, QuantumAuth([|\"other\"|])] public void Pay() { } }")]
    [InlineData("[QuantumAuth([|\"other\"|])] class Chat : Hub { [QuantumAuth(\"bank\")] public void Say() { } }")]
    public Task Given_UnregisteredProfile_When_OnADeclaration_Expect_Reported(string types) => VerifyAsync(Registered, types);

    [Theory]
    [InlineData("app.MapGet(\"/\", [QuantumAuth(\"bank\")] () => 1);")]
    [InlineData("app.MapGet(\"/\", [QuantumAuth] () => 1).RequireQuantumAuth();")]
    [InlineData("app.MapGet(\"/\", () => 1).RequireQuantumAuth(\"default\");")]
    [InlineData("app.MapGet(\"/\", () => 1).RequireQuantumAuth(args[0]);")]
    [InlineData("app.MapGet(\"/\", Pay); [Authorize(Policy = \"quantum:bank\")] static int Pay() => 1;")]
    [InlineData("app.MapGet(\"/\", Pay); [Authorize(Policy = \"other\")] static int Pay() => 1;")]
    public Task Given_RegisteredProfile_When_Demanded_Expect_Nothing(string statements) => VerifyAsync(Registered + statements);

    [Theory]
    [InlineData("services.AddQuantumAttributes();")]
    [InlineData("services.AddQuantumAttributes(null);")]
    [InlineData("services.AddQuantumAttributes(q => { q.PublicPathBase = \"/a\"; q.AddProfile(\"a\", _ => { }).AddProfile(\"b\", _ => { }); });")]
    [InlineData("services.AddQuantumAttributes(); services.Configure<QuantumOptions>(q => q.AddProfile(\"a\", _ => { }));")]
    public Task Given_EveryRegistrationInSight_When_AnotherDemanded_Expect_Reported(string registration) =>
        VerifyAsync(registration + "app.MapGet(\"/\", () => 1).RequireQuantumAuth([|\"other\"|]);");

    [Theory]
    [InlineData("")]
    [InlineData("services.AddQuantumAttributes(q => q.AddProfile(args[0], _ => { }));")]
    [InlineData("services.AddQuantumAttributes(q => Add(q)); void Add(QuantumOptions q) => q.RequireAuthByDefault = true;")]
    [InlineData("services.AddQuantumAttributes(q => { var kept = q; kept.RequireAuthByDefault = true; });")]
    [InlineData("Action<QuantumOptions> set = q => { }; services.AddQuantumAttributes(set);")]
    [InlineData("services.AddQuantumAttributes(Set); static void Set(QuantumOptions q) { }")]
    [InlineData("services.AddQuantumAttributes(); Action<QuantumOptions> set = q => { }; services.PostConfigure(set);")]
    [InlineData("services.AddQuantumAttributes(); services.AddOptions<QuantumOptions>().Configure(Set); static void Set(QuantumOptions q) { }")]
    public Task Given_ARegistrationOutOfSight_When_Demanded_Expect_Nothing(string registration) =>
        VerifyAsync(registration + "app.MapGet(\"/\", () => 1).RequireQuantumAuth(\"other\");");

    [Fact]
    public Task Given_Library_When_ProfileDemanded_Expect_Nothing() => AnalyzerTest.VerifyAsync<UnknownProfileAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;
        using QuantumAttributes;

        class Setup { void Add(IServiceCollection services) => services.AddQuantumAttributes(); }

        [QuantumAuth("other")]
        class Payments;
        """);

    [Fact]
    public Task Given_NearMisses_When_Fixed_Expect_TheRegisteredNames() => FixAsync(
        """
        app.MapGet("/", [QuantumAuth([|"Bank"|])] () => 1);
        app.MapGet("/", [Authorize(Policy = [|"quantum:banl"|])] () => 1);
        app.MapGet("/", () => 1).RequireQuantumAuth([|"defualt"|]);
        """,
        """
        app.MapGet("/", [QuantumAuth("bank")] () => 1);
        app.MapGet("/", [Authorize(Policy = "quantum:bank")] () => 1);
        app.MapGet("/", () => 1).RequireQuantumAuth("default");
        """);

    [Fact]
    public Task Given_NoNearMiss_When_Fixed_Expect_NoChange()
    {
        const string Statement = "app.MapGet(\"/\", () => 1).RequireQuantumAuth([|\"other\"|]);";
        return FixAsync(Statement, Statement);
    }

    private static string Source(string statements, string types = "") => $$"""
        using System;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.DependencyInjection;
        using QuantumAttributes;
        using QuantumAttributes.AspNetCore;

        var builder = WebApplication.CreateBuilder(args);
        var services = builder.Services;
        var app = builder.Build();
        {{statements}}
        app.Run();
        {{types}}
        """;

    private static Task VerifyAsync(string statements, string types = "") =>
        AnalyzerTest.VerifyApplicationAsync<UnknownProfileAnalyzer>(Source(statements, types));

    private static Task FixAsync(string statements, string expected) => CodeFixTest.VerifyAsync<UnknownProfileAnalyzer, UnknownProfileFix>(
        Source(Registered + "\n" + statements), Source(Registered + "\n" + expected), OutputKind.ConsoleApplication);
}
