using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Usage;

namespace QuantumAttributes.Analyzers.Tests.Usage;

public class AlgorithmFloorAnalyzerTests
{
    [Theory]
    [InlineData("p => p.RequireCategory(5).RequireAlgorithm([|\"ML-DSA-65\"|], \"ML-DSA-87\")")]
    [InlineData("p => p.RequireAlgorithm([|SignatureAlgorithmName.MLDsa44|])")] // 3 where nothing is said
    [InlineData("p => { p.RequireAlgorithm([|\"dilithium3\"|]); p.RequireCategory(5); }")]
    [InlineData("p => p.RequireCategory(1).RequireCategory(5).RequireAlgorithm([|\"ML-DSA-44\"|])")]
    public Task Given_ProfileOfAWeakerAlgorithm_When_Analyzed_Expect_Reported(string profile) => VerifyProfileAsync(profile);

    [Theory]
    [InlineData("p => p.RequireCategory(3).RequireAlgorithm(\"ML-DSA-65\", \"ML-DSA-87\")")]
    [InlineData("p => p.RequireAlgorithm(\"ML-DSA-44\").RequireCategory(2)")]
    [InlineData("p => p.RequireCategory(category).RequireAlgorithm(\"ML-DSA-44\")")]
    [InlineData("p => { if (category > 1) p.RequireCategory(2); p.RequireAlgorithm(\"ML-DSA-44\"); }")]
    [InlineData("p => p.RequireCategory(5).RequireAlgorithm(\"ML-KEM-512\")")] // QA2005 says that
    [InlineData("p => p.RequireCategory(5).RequireAlgorithm(\"ML-DSA-44\").RequireAlgorithm(\"ML-DSA-87\")")]
    public Task Given_ProfileOfStrongAlgorithms_When_Analyzed_Expect_Nothing(string profile) => VerifyProfileAsync(profile);

    [Theory]
    [InlineData("", "[QuantumAuth(\"bank\")] [QuantumCapability(\"a\", Algorithm = [|\"ML-DSA-65\"|])]")]
    [InlineData("[QuantumAuth(\"bank\")]", "[QuantumCapability(\"a\", Algorithm = [|\"ML-KEM-768\"|])]")]
    [InlineData("[QuantumAuth]", "[QuantumCapability(\"a\", Algorithm = [|\"ML-DSA-44\"|])]")]
    public Task Given_CapabilityBelowItsProfile_When_Analyzed_Expect_Reported(string onClass, string onMethod) =>
        VerifyCapabilityAsync(onClass, onMethod);

    [Theory]
    [InlineData("", "[QuantumCapability(\"a\", Algorithm = \"ML-DSA-44\")]")]
    [InlineData("[QuantumAuth]", "[QuantumCapability(\"a\", Algorithm = \"ML-DSA-65\")]")]
    [InlineData("[QuantumAuth(\"bank\")]", "[QuantumCapability(\"a\", Algorithm = \"ML-DSA-87\")]")]
    [InlineData("[QuantumAuth(\"other\")]", "[QuantumCapability(\"a\", Algorithm = \"ML-DSA-44\")]")]
    [InlineData("[QuantumAuth]", "[QuantumCapability(\"a\", Algorithm = \"unknown\")]")]
    public Task Given_CapabilityAtItsProfile_When_Analyzed_Expect_Nothing(string onClass, string onMethod) =>
        VerifyCapabilityAsync(onClass, onMethod);

    [Fact]
    public Task Given_DefaultProfileOfALibrary_When_CapabilityBelowIt_Expect_Nothing() => AnalyzerTest.VerifyAsync<AlgorithmFloorAnalyzer>("""
        using QuantumAttributes;

        [QuantumAgent("signer")]
        [QuantumAuth]
        class Signer { [QuantumCapability("a", Algorithm = "ML-DSA-44")] public string Sign(string text) => text; }
        """);

    private static Task VerifyProfileAsync(string profile) => AnalyzerTest.VerifyAsync<AlgorithmFloorAnalyzer>($$"""
        using QuantumAttributes;
        using QuantumAttributes.AspNetCore;

        class C { void M(QuantumOptions options, int category) => options.AddProfile("bank", {{profile}}); }
        """);

    private static Task VerifyCapabilityAsync(string onClass, string onMethod) => AnalyzerTest.VerifyApplicationAsync<AlgorithmFloorAnalyzer>($$"""
        using Microsoft.Extensions.DependencyInjection;
        using QuantumAttributes;

        new ServiceCollection().AddQuantumAttributes(quantum => quantum.AddProfile("bank", p => p.RequireCategory(5)));

        [QuantumAgent("signer")]
        {{onClass}}
        class Signer { {{onMethod}} public string Sign(string text) => text; }
        """);
}
