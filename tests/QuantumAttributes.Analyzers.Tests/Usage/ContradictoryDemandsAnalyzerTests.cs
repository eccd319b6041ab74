using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Usage;
using QuantumAttributes.CodeFixes.Usage;

namespace QuantumAttributes.Analyzers.Tests.Usage;

public class ContradictoryDemandsAnalyzerTests
{
    private const string Usings = "using QuantumAttributes;\nusing QuantumAttributes.AspNetCore;\n";

    [Theory]
    [InlineData("[QuantumAuth, [|QuantumAuth|]] class A;")]
    [InlineData("[QuantumAuth] [[|QuantumAuth(\"default\")|]] class A;")]
    [InlineData("class A { [QuantumAuth(\"a\"), QuantumAuth(\"b\"), [|QuantumAuth(\"a\")|]] void M() { } }")]
    [InlineData("class A { void M() { System.Action a = [QuantumAuth, [|QuantumAuth|]] () => { }; } }")]
    [InlineData("class A { void M() { F(); [QuantumAuth, [|QuantumAuth|]] void F() { } } }")]
    public Task Given_ProfileDemandedTwice_When_Analyzed_Expect_Reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[QuantumAuth, QuantumAuth(\"a\")] class A;")]
    [InlineData("[QuantumAuth] class A { [QuantumAuth] void M() { } [QuantumAuth] void N() { } }")]
    public Task Given_ProfilesDemandedOnce_When_Analyzed_Expect_Nothing(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("p => p.RequireHybrid().RequireMechanism([|QuantumMechanism.Channel|])")]
    [InlineData("p => p.RequireMechanism([|QuantumMechanism.Channel | QuantumMechanism.Session|]).RequireHybrid()")]
    [InlineData("p => { p.RequireMechanism([|QuantumMechanism.Session|]); p.RequireHybrid(); }")]
    public Task Given_HybridProfileWithoutSignatures_When_Analyzed_Expect_Reported(string profile) => VerifyAsync(Profile(profile));

    [Theory]
    [InlineData("p => p.RequireHybrid()")]
    [InlineData("p => p.RequireMechanism(QuantumMechanism.Channel)")]
    [InlineData("p => p.RequireHybrid().RequireMechanism(QuantumMechanism.Channel | QuantumMechanism.Signature)")]
    [InlineData("p => p.RequireHybrid().RequireMechanism(QuantumMechanism.Channel).RequireMechanism(QuantumMechanism.Signature)")]
    [InlineData("p => p.RequireHybrid().RequireMechanism(mechanism)")]
    public Task Given_ProfileThatCanBeMet_When_Analyzed_Expect_Nothing(string profile) => VerifyAsync(Profile(profile));

    [Fact]
    public Task Given_ProfilesDemandedTwice_When_Fixed_Expect_EachOnce() => CodeFixTest.VerifyAsync<ContradictoryDemandsAnalyzer, NeedlessAttributeFix>(
        Usings
            + "[QuantumAuth, [|QuantumAuth|], [|QuantumAuth|]]\n[[|QuantumAuth|]]\nclass A;\n\n"
            + "[QuantumAuth] // why\n[[|QuantumAuth|]]\nclass B;\n",
        Usings + "[QuantumAuth]\nclass A;\n\n[QuantumAuth] // why\nclass B;\n");

    private static string Profile(string profile) =>
        $"class A {{ void M(QuantumOptions options, QuantumMechanism mechanism) => options.AddProfile(\"a\", {profile}); }}";

    private static Task VerifyAsync(string source) => AnalyzerTest.VerifyAsync<ContradictoryDemandsAnalyzer>(Usings + source);
}
