using Microsoft.CodeAnalysis.CodeFixes;
using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.CodeFixes.Cryptography;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

public class TokenFixTests
{
    [Theory]
    [InlineData("SigningCredentials Make(SecurityKey key) => [|new(key, SecurityAlgorithms.EcdsaSha256)|];", "SecurityAlgorithms.EcdsaSha256", "SecurityAlgorithms.MlDsa65")]
    [InlineData("SigningCredentials Make(SecurityKey key) => [|new(key, SecurityAlgorithms.RsaSsaPssSha384)|];", "SecurityAlgorithms.RsaSsaPssSha384", "SecurityAlgorithms.MlDsa65")]
    [InlineData("SigningCredentials Make(JsonWebKey key) => [|new SigningCredentials(key, /* old */ RsaSha512)|];", "RsaSha512", "MlDsa87")]
    [InlineData("SigningCredentials Make(MlDsaSecurityKey key) => [|new(key, SecurityAlgorithms.EcdsaSha512)|];", "SecurityAlgorithms.EcdsaSha512", "SecurityAlgorithms.MlDsa87")]
    [InlineData(
        "SigningCredentials Make(SecurityKey key) => [|new(\n        key,\n        {|QA1007:SecurityAlgorithms.RsaSha256|} /* old */)|];", "{|QA1007:SecurityAlgorithms.RsaSha256|}", "SecurityAlgorithms.MlDsa65")]
    public Task Given_KeyThatMayBeOfMLDsa_When_Fixed_Expect_TheAlgorithmReplaced(string member, string before, string after) =>
        VerifyAsync<TokenAlgorithmFix>(member, Plain(member.Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public Task Given_ProfileCnsa2_When_Fixed_Expect_MLDsa87() => CryptographyFixTest.VerifyAsync<TokenAlgorithmFix>(
        Source("SigningCredentials Make(SecurityKey key) => [|new(key, SecurityAlgorithms.EcdsaSha256)|];"),
        Source("SigningCredentials Make(SecurityKey key) => new(key, SecurityAlgorithms.MlDsa87);"),
        profile: "cnsa2");

    [Theory]
    [InlineData("SigningCredentials Make(RsaSecurityKey key) => [|new(key, SecurityAlgorithms.RsaSha256)|];")]
    [InlineData("SigningCredentials Make(ECDsaSecurityKey key) => [|new((SecurityKey)key, SecurityAlgorithms.EcdsaSha256)|];")]
    [InlineData("SigningCredentials Make(RSA rsa) { SecurityKey key = [|new RsaSecurityKey(rsa)|];\n return [|new(key, SecurityAlgorithms.RsaSha256)|]; }")]
    [InlineData("static readonly SecurityKey Key = [|new ECDsaSecurityKey(Ecdsa)|]; SigningCredentials Make() => [|new(Key, SecurityAlgorithms.EcdsaSha256)|];")]
    [InlineData("SecurityKey Key => [|new ECDsaSecurityKey(Ecdsa)|]; SigningCredentials Make() => [|new(Key, SecurityAlgorithms.EcdsaSha256)|];")]
    [InlineData("SigningCredentials Make(SecurityKey key) => [|new(key, SecurityAlgorithms.EcdsaSha256Signature)|];")]
    [InlineData("SigningCredentials Make(SecurityKey key) => [|new(key, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.Sha256Digest)|];")]
    [InlineData("SigningCredentials Make(SecurityKey key) => [|new(algorithm: SecurityAlgorithms.EcdsaSha256, key: key)|];")]
    [InlineData("string Make() { string algorithm = [|SecurityAlgorithms.EcdsaSha256|]; return algorithm; }")]
    public Task Given_KeyOfAnotherKindOrAlgorithmWithoutCounterpart_When_Fixed_Expect_NoChange(string member) => VerifyAsync<TokenAlgorithmFix>(member, member);

    [Fact]
    public Task Given_KeysInLocals_When_Fixed_Expect_AllOfThemOfMLDsa() => VerifyAsync<TokenKeyFix>(
        """
        SigningCredentials Make(TokenValidationParameters validation)
            {
                ECDsa ecdsa = {|QA1002:ECDsa.Create(ECCurve.NamedCurves.nistP256)|}; // new
                ECDsaSecurityKey key = [|new(ecdsa)|];
                key.KeyId = "1";
                validation.IssuerSigningKey = key;
                return [|new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256)|];
            }
        """,
        """
        SigningCredentials Make(TokenValidationParameters validation)
            {
                MLDsa ecdsa = MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa65); // new
                MlDsaSecurityKey key = new(ecdsa);
                key.KeyId = "1";
                validation.IssuerSigningKey = key;
                return new SigningCredentials(key, SecurityAlgorithms.MlDsa65);
            }
        """);

    [Theory]
    [InlineData(
        "SigningCredentials Make() => new([|new RsaSecurityKey(RSA.Create(3072)) { KeyId = \"1\" }|], SecurityAlgorithms.RsaSha256);",
        "SigningCredentials Make() => new(new MlDsaSecurityKey(MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa65)) { KeyId = \"1\" }, SecurityAlgorithms.MlDsa65);")]
    [InlineData(
        "SigningCredentials Make() { SecurityKey key = [|new ECDsaSecurityKey(ECDsa.Create())|];\n return [|new(key, SecurityAlgorithms.EcdsaSha512)|]; }",
        "SigningCredentials Make() { SecurityKey key = new MlDsaSecurityKey(MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa87));\n return new(key, SecurityAlgorithms.MlDsa87); }")]
    public Task Given_KeyInPlace_When_Fixed_Expect_ItOfMLDsa(string before, string after) => VerifyAsync<TokenKeyFix>(before, after);

    [Theory]
    [InlineData("SigningCredentials Make(SecurityKey key) => [|new(key, SecurityAlgorithms.EcdsaSha256)|];")]
    [InlineData("SigningCredentials Make(RSA rsa) => new([|new RsaSecurityKey(rsa)|], SecurityAlgorithms.RsaSha256);")]
    [InlineData("SigningCredentials Make(RSAParameters rsa) => new([|new RsaSecurityKey(RSA.Create(rsa))|], SecurityAlgorithms.RsaSha256);")]
    [InlineData("SigningCredentials Make() { var ecdsa = {|QA1002:ECDsa.Create()|};\n ecdsa.ImportFromPem(\"\"); return [|new(new ECDsaSecurityKey(ecdsa), SecurityAlgorithms.EcdsaSha256)|]; }")]
    [InlineData("SigningCredentials Make() { SecurityKey key = [|new ECDsaSecurityKey(ECDsa.Create())|];\n key = Other; return [|new(key, SecurityAlgorithms.EcdsaSha256)|]; }")]
    [InlineData("SigningCredentials Make() { SecurityKey key = [|new ECDsaSecurityKey(ECDsa.Create())|];\n Set(out key); return [|new(key, SecurityAlgorithms.EcdsaSha256)|]; }")]
    [InlineData("SigningCredentials Make() { var key = [|new ECDsaSecurityKey(ECDsa.Create())|];\n Take(key); return [|new(key, SecurityAlgorithms.EcdsaSha256)|]; }")]
    public Task Given_KeyOfAnotherOriginOrUse_When_Fixed_Expect_NoChange(string member) => VerifyAsync<TokenKeyFix>(member, member);

    private static Task VerifyAsync<TFix>(string before, string after)
        where TFix : CodeFixProvider, new() => CryptographyFixTest.VerifyAsync<TFix>(Source(before), Source(after));

    private static string Plain(string member) => member.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static string Source(string member) => $$"""
        using System.Security.Cryptography;
        using Microsoft.IdentityModel.Tokens;
        using static Microsoft.IdentityModel.Tokens.SecurityAlgorithms;

        class Issuer
        {
            static ECDsa Ecdsa => null!;

            static SecurityKey Other => null!;

            static void Set(out SecurityKey key) => key = Other;

            static void Take(ECDsaSecurityKey key) { }

            {{member}}
        }
        """.Replace("[|", "{|QA1007:", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal);
}
