using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Usage;
using QuantumAttributes.CodeFixes.Usage;

namespace QuantumAttributes.Analyzers.Tests.Usage;

public class UndisposedKeyAnalyzerTests
{
    private const string Generate = "SigningKey.Generate(SignatureAlgorithm.MLDsa65)";

    [Theory]
    [InlineData("var key = [|GENERATE|]; key.Sign(data);")]
    [InlineData("SigningKey? key = [|SigningKey.ImportFromPem(\"\")|]; var verifier = key.VerifyingKey;")]
    [InlineData("var key = [|KemPrivateKey.Generate(KemAlgorithm.XWing)|]; var secret = key.Decapsulate(data);")]
    [InlineData("[|GENERATE|].Sign(data);")]
    [InlineData("var verifier = [|GENERATE|].VerifyingKey;")]
    [InlineData("Action action = () => { var key = [|GENERATE|]; key.Sign(data); };")]
    [InlineData("if (data.Length > 3) { var key = [|GENERATE|]; }")]
    public Task Given_KeyThatIsForgotten_When_Analyzed_Expect_Reported(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("using var key = GENERATE; key.Sign(data);")]
    [InlineData("using (var key = GENERATE) key.Sign(data);")]
    [InlineData("using (GENERATE) { }")]
    [InlineData("var key = GENERATE; try { key.Sign(data); } finally { key.Dispose(); }")]
    [InlineData("var key = GENERATE; key?.Dispose();")]
    [InlineData("var key = GENERATE; using (key) { }")]
    [InlineData("var key = GENERATE; ((IDisposable)key).Dispose();")]
    [InlineData("var key = GENERATE; Keep(key);")]
    [InlineData("var key = GENERATE; _field = key;")]
    [InlineData("var key = GENERATE; var list = new List<SigningKey> { key };")]
    [InlineData("var key = GENERATE; Action action = () => key.Sign(data);")]
    [InlineData("SigningKey Make() { var key = GENERATE; return key; } Make();")]
    [InlineData("SigningKey Make() => GENERATE; Make();")]
    [InlineData("_field = GENERATE;")]
    [InlineData("Keep(GENERATE);")]
    [InlineData("Action throws = () => GENERATE;")]
    [InlineData("var verifier = VerifyingKey.Import(SignatureAlgorithm.MLDsa65, data);")]
    public Task Given_KeyThatIsDisposedOrPassedOn_When_Analyzed_Expect_Nothing(string statements) => VerifyAsync(statements);

    [Fact]
    public Task Given_ForgottenKeys_When_Fixed_Expect_UsingDeclarations() =>
        CodeFixTest.VerifyAsync<UndisposedKeyAnalyzer, UndisposedKeyFix>(
            Source("""
                // signs
                var one = [|GENERATE|]; one.Sign(data);
                SigningKey two = [|GENERATE|];
                """),
            Source("""
                // signs
                using var one = GENERATE; one.Sign(data);
                using SigningKey two = GENERATE;
                """));

    [Theory]
    [InlineData("[|GENERATE|].Sign(data);")]
    [InlineData("switch (data.Length) { case 1: var key = [|GENERATE|]; break; }")]
    public Task Given_NoDeclarationToChange_When_Fixed_Expect_NoChange(string statements) =>
        CodeFixTest.VerifyAsync<UndisposedKeyAnalyzer, UndisposedKeyFix>(Source(statements), Source(statements));

    private static string Source(string statements) => $$"""
        using System;
        using System.Collections.Generic;
        using QuantumAttributes.Cryptography;

        class C
        {
            SigningKey? _field;

            void Keep(SigningKey key) => _field = key;

            void M(byte[] data)
            {
        {{statements.Replace("GENERATE", Generate, StringComparison.Ordinal)}}
            }
        }
        """;

    private static Task VerifyAsync(string statements) => AnalyzerTest.VerifyAsync<UndisposedKeyAnalyzer>(Source(statements));
}
