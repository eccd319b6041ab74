using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Wiring;
using QuantumAttributes.CodeFixes.Wiring;

namespace QuantumAttributes.Analyzers.Tests.Wiring;

public sealed class RegistrationAnalyzerTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using QuantumAttributes;
        using QuantumAttributes.AspNetCore;

        """;

    [Fact]
    public Task Given_CallInALibrary_When_Analyzed_Expect_ItsNameReported() => AnalyzerTest.VerifyAsync<RegistrationAnalyzer>(Usings + """
        public static class Setup
        {
            public static void Add(IServiceCollection services) => services.{|QA3001:AddQuantumAttributes|}(quantum => { });
        }
        """);

    [Theory]
    [InlineData("services.AddQuantumAttributes(null, new IQuantumModule[0])")]
    [InlineData("services.AddQuantumModule<M>()")]
    [InlineData("services.AddRouting()")]
    [InlineData("Other.AddQuantumAttributes(services)")]
    public Task Given_CallThatWorksAnywhere_When_Analyzed_Expect_Nothing(string call) => AnalyzerTest.VerifyAsync<RegistrationAnalyzer>(Usings + $$"""
        public static class Setup
        {
            public static void Add(IServiceCollection services) => {{call}};
        }

        static class Other { public static void AddQuantumAttributes(IServiceCollection services) { } }

        public sealed class M : IQuantumModule
        {
            public string Name => "M";
            public System.Collections.Generic.IReadOnlyList<QuantumProfileUse> ProfileUses => new QuantumProfileUse[0];
            public void RegisterServices(IServiceCollection services) { }
        }
        """);

    [Theory]
    [InlineData("app.MapGet(\"/\", [{|QA3002:QuantumAuth|}] () => 1); [QuantumChannel] static void Later() { }")]
    [InlineData("app.MapGet(\"/\", () => 1).{|QA3002:RequireQuantumChannel|}(); app.MapGroup(\"/a\").RequireQuantumAuth();")]
    [InlineData("app.MapGet(\"/\", Local); [{|QA3002:QuantumAuth|}] static int Local() => 1;")]
    public Task Given_ApplicationWithoutTheCall_When_Analyzed_Expect_TheFirstUseReported(string use) =>
        AnalyzerTest.VerifyApplicationAsync<RegistrationAnalyzer>(Usings + $$"""
            var app = WebApplication.CreateBuilder().Build();
            {{use}}
            """);

    [Fact]
    public Task Given_AgentWithoutTheCall_When_Analyzed_Expect_ItReported() => AnalyzerTest.VerifyApplicationAsync<RegistrationAnalyzer>(Usings + """
        var app = WebApplication.CreateBuilder().Build();

        [{|QA3002:QuantumAgent("a")|}]
        class Agent
        {
            [QuantumCapability("c")] public int Do(int x) => x;
        }
        """);

    [Theory]
    [InlineData("builder.Services.AddQuantumAttributes();")]
    [InlineData("builder.Services.AddQuantumAttributes(null, new IQuantumModule[0]);")]
    public Task Given_ApplicationWithTheCall_When_Analyzed_Expect_Nothing(string call) => AnalyzerTest.VerifyApplicationAsync<RegistrationAnalyzer>(Usings + $$"""
        var builder = WebApplication.CreateBuilder();
        {{call}}
        builder.Build().MapGet("/", [QuantumAuth] () => 1);
        """);

    [Theory]
    [InlineData("WebApplication.CreateBuilder();")]
    [InlineData("new object(); [QuantumAuth] static void Local() { }")]
    public Task Given_ProgramWithoutUsesOrWithoutAWebApplication_When_Analyzed_Expect_Nothing(string body) =>
        AnalyzerTest.VerifyApplicationAsync<RegistrationAnalyzer>(Usings + "var thing = " + body);

    [Fact]
    public Task Given_MissingCall_When_Fixed_Expect_ItBehindTheBuilder() => CodeFixTest.VerifyAsync<RegistrationAnalyzer, MissingRegistrationFix>(
        Usings + """
        var builder = WebApplication.CreateBuilder();
        var app = builder.Build();
        app.MapGet("/", [{|QA3002:QuantumAuth|}] () => 1);
        """,
        Usings + """
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddQuantumAttributes();
        var app = builder.Build();
        app.MapGet("/", [QuantumAuth] () => 1);
        """,
        OutputKind.ConsoleApplication);

    [Fact]
    public Task Given_MissingCallAndUsing_When_Fixed_Expect_Both() => CodeFixTest.VerifyAsync<RegistrationAnalyzer, MissingRegistrationFix>(
        """
        class Program
        {
            static void Main()
            {
                var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder();
                builder.Build();
            }

            [{|QA3002:QuantumAttributes.QuantumAuth|}] static void M() { }
        }
        """,
        """
        using Microsoft.Extensions.DependencyInjection;
        class Program
        {
            static void Main()
            {
                var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder();
                builder.Services.AddQuantumAttributes();
                builder.Build();
            }

            [QuantumAttributes.QuantumAuth] static void M() { }
        }
        """,
        OutputKind.ConsoleApplication);

    [Fact]
    public Task Given_ConditionalCallInALibrary_When_Analyzed_Expect_ItsNameReported() => AnalyzerTest.VerifyAsync<RegistrationAnalyzer>(Usings + """
        public static class Setup
        {
            public static void Add(IServiceCollection? services) => services?.{|QA3001:AddQuantumAttributes|}();
        }
        """);

    [Theory]
    [InlineData("// The licence.\n", "// The licence.\n")]
    [InlineData("using System;\n", "using System;\n")]
    [InlineData("// The licence.\nusing System;\n", "// The licence.\nusing System;\n")]
    public Task Given_FileThatBeginsWithSomething_When_Fixed_Expect_TheUsingBehindIt(string beginning, string kept) =>
        CodeFixTest.VerifyAsync<RegistrationAnalyzer, MissingRegistrationFix>(
            beginning + """
            var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder();
            [{|QA3002:QuantumAttributes.QuantumAuth|}] static void M() { }
            M();
            """,
            kept + """
            using Microsoft.Extensions.DependencyInjection;
            var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder();
            builder.Services.AddQuantumAttributes();
            [QuantumAttributes.QuantumAuth] static void M() { }
            M();
            """,
            OutputKind.ConsoleApplication);
}
