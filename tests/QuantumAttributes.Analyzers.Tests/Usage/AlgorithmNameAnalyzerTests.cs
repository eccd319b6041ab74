using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Usage;

namespace QuantumAttributes.Analyzers.Tests.Usage;

public class AlgorithmNameAnalyzerTests
{
    [Theory]
    [InlineData("SignatureAlgorithm.Parse([|\"ML-DSA-66\"|])")]
    [InlineData("SignatureAlgorithm.Parse([|\"ML-KEM-768\"|])")]
    [InlineData("SignatureAlgorithm.Parse([|KemAlgorithmName.XWing|])")]
    [InlineData("SignatureAlgorithm.Parse(name: [|\"kyber768\"|])")]
    [InlineData("KemAlgorithm.Parse([|\"dilithium3\"|])")]
    [InlineData("KemAlgorithm.Parse([|\"\"|])")]
    [InlineData("new QuantumOptions().AddProfile(\"a\", p => p.RequireAlgorithm([|\"ML-KEM-768\"|]))")]
    [InlineData("new QuantumOptions().AddProfile(\"a\", p => p.RequireAlgorithm(\"ML-DSA-65\", [|\"RSA\"|]))")]
    [InlineData("new QuantumOptions().AddProfile(\"a\", p => p.RequireAlgorithm(new[] { [|\"RSA\"|] }))")]
    [InlineData("new QuantumOptions().AddProfile(\"a\", p => p.RequireAlgorithm([[|\"RSA\"|]]))")]
    public Task Given_NameOfNoSuchAlgorithm_When_Analyzed_Expect_Reported(string expression) => VerifyAsync(expression);

    [Theory]
    [InlineData("SignatureAlgorithm.Parse(\"ML-DSA-65\")")]
    [InlineData("SignatureAlgorithm.Parse(\"DILITHIUM3\")")]
    [InlineData("SignatureAlgorithm.Parse(text)")]
    [InlineData("KemAlgorithm.Parse(\"kyber768\")")]
    [InlineData("KemAlgorithm.Parse(KemAlgorithmName.XWing)")]
    [InlineData("SignatureAlgorithm.TryParse(\"RSA\", out _)")]
    [InlineData("int.Parse(\"RSA\")")]
    [InlineData("new QuantumOptions().AddProfile(\"a\", p => p.RequireAlgorithm(\"ML-DSA-65\", text))")]
    public Task Given_NameOfAnAlgorithm_When_Analyzed_Expect_Nothing(string expression) => VerifyAsync(expression);

    [Theory]
    [InlineData("[QuantumCapability(\"a\", Algorithm = [|\"ML-DSA-66\"|])]")]
    [InlineData("[QuantumCapability(\"a\", Cost = 2, Algorithm = [|\"RSA\"|])]")]
    public Task Given_CapabilityOfUnknownAlgorithm_When_Analyzed_Expect_Reported(string attribute) => VerifyCapabilityAsync(attribute);

    [Theory]
    [InlineData("[QuantumCapability(\"a\")]")]
    [InlineData("[QuantumCapability(\"a\", Algorithm = null)]")]
    [InlineData("[QuantumCapability(\"a\", Algorithm = \"ml-kem-768\")]")]
    [InlineData("[QuantumCapability(\"a\", Algorithm = SignatureAlgorithmName.MLDsa65)]")]
    public Task Given_CapabilityOfKnownAlgorithm_When_Analyzed_Expect_Nothing(string attribute) => VerifyCapabilityAsync(attribute);

    private static Task VerifyAsync(string expression) => AnalyzerTest.VerifyAsync<AlgorithmNameAnalyzer>($$"""
        using QuantumAttributes;
        using QuantumAttributes.AspNetCore;
        using QuantumAttributes.Cryptography;

        class C { void M(string text) => {{expression}}; }
        """);

    private static Task VerifyCapabilityAsync(string attribute) => AnalyzerTest.VerifyAsync<AlgorithmNameAnalyzer>($$"""
        using QuantumAttributes;

        [QuantumAgent("signer")]
        class Signer { {{attribute}} public string Sign(string text) => text; }
        """);
}
