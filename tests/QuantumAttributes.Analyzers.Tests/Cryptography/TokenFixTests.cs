using Microsoft.CodeAnalysis.CodeFixes;
using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.CodeFixes.Cryptography;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

public class TokenFixTests
{
    [Theory]
    [InlineData("SC Make(SecurityKey key) => [|new(key, SA.EcdsaSha256)|];", "SA.EcdsaSha256", "SA.MlDsa65")]
    [InlineData("SC Make(SecurityKey key) => [|new(key, SA.RsaSsaPssSha384)|];", "SA.RsaSsaPssSha384", "SA.MlDsa65")]
    [InlineData("SC Make(JsonWebKey key) => [|new SigningCredentials(key, /* old */ RsaSha512)|];", "RsaSha512", "MlDsa87")]
    [InlineData("SC Make(MlDsaSecurityKey key) => [|new(key, SA.EcdsaSha512)|];", "SA.EcdsaSha512", "SA.MlDsa87")]
    [InlineData(
        "SC Make(SecurityKey key) => [|new(\n        key,\n        {|QA1007:SA.RsaSha256|} /* old */)|];",
        "{|QA1007:SA.RsaSha256|}", "SA.MlDsa65")]
    public Task Given_KeyThatMayBeOfMLDsa_When_Fixed_Expect_TheAlgorithmReplaced(string member, string before, string after) =>
        VerifyAsync<TokenAlgorithmFix>(member, Plain(member.Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public Task Given_ProfileCnsa2_When_Fixed_Expect_MLDsa87() => CryptographyFixTest.VerifyAsync<TokenAlgorithmFix>(
        Source("SC Make(SecurityKey key) => [|new(key, SA.EcdsaSha256)|];"),
        Source("SC Make(SecurityKey key) => new(key, SA.MlDsa87);"),
        profile: "cnsa2");

    [Theory]
    [InlineData("SC Make(RsaSecurityKey key) => [|new(key, SA.RsaSha256)|];")]
    [InlineData("SC Make(ECDsaSecurityKey key) => [|new((SecurityKey)key, SA.EcdsaSha256)|];")]
    [InlineData("SC Make(RSA rsa) { SecurityKey key = [|new RsaSecurityKey(rsa)|];\n return [|new(key, SA.RsaSha256)|]; }")]
    [InlineData("static readonly SecurityKey Key = [|new ECDsaSecurityKey(Ecdsa)|]; SC Make() => [|new(Key, SA.EcdsaSha256)|];")]
    [InlineData("SecurityKey Key => [|new ECDsaSecurityKey(Ecdsa)|]; SC Make() => [|new(Key, SA.EcdsaSha256)|];")]
    [InlineData("SC Make(SecurityKey key) => [|new(key, SA.EcdsaSha256Signature)|];")]
    [InlineData("SC Make(SecurityKey key) => [|new(key, SA.EcdsaSha256, SA.Sha256Digest)|];")]
    [InlineData("SC Make(SecurityKey key) => [|new(algorithm: SA.EcdsaSha256, key: key)|];")]
    [InlineData("string Make() { string algorithm = [|SA.EcdsaSha256|]; return algorithm; }")]
    public Task Given_KeyOfAnotherKindOrAlgorithmWithoutCounterpart_When_Fixed_Expect_NoChange(string member) =>
        VerifyAsync<TokenAlgorithmFix>(member, member);

    [Fact]
    public Task Given_KeysInLocals_When_Fixed_Expect_AllOfThemOfMLDsa() => VerifyAsync<TokenKeyFix>(
        """
        SC Make(TokenValidationParameters validation)
            {
                ECDsa ecdsa = {|QA1002:ECDsa.Create(ECCurve.NamedCurves.nistP256)|}; // new
                ECDsaSecurityKey key = [|new(ecdsa)|];
                key.KeyId = "1";
                validation.IssuerSigningKey = key;
                return [|new SigningCredentials(key, SA.EcdsaSha256)|];
            }
        """,
        """
        SC Make(TokenValidationParameters validation)
            {
                MLDsa ecdsa = MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa65); // new
                MlDsaSecurityKey key = new(ecdsa);
                key.KeyId = "1";
                validation.IssuerSigningKey = key;
                return new SigningCredentials(key, SA.MlDsa65);
            }
        """);

    [Theory]
    [InlineData(
        "SC Make() => [|new(new RsaSecurityKey(RSA.Create(3072)) { KeyId = \"1\" }, SA.RsaSha256)|];",
        "SC Make() => new(new MlDsaSecurityKey(MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa65)) { KeyId = \"1\" }, SA.MlDsa65);")]
    [InlineData(
        "SC Make() { SecurityKey key = [|new ECDsaSecurityKey(ECDsa.Create())|];\n return [|new(key, SA.EcdsaSha512)|]; }",
        "SC Make() { SecurityKey key = new MlDsaSecurityKey(MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa87));\n return new(key, SA.MlDsa87); }")]
    public Task Given_KeyInPlace_When_Fixed_Expect_ItOfMLDsa(string before, string after) => VerifyAsync<TokenKeyFix>(before, after);

    [Theory]
    [InlineData("SC Make(SecurityKey key) => [|new(key, SA.EcdsaSha256)|];")]
    [InlineData("SC Make(RSA rsa) => [|new(new RsaSecurityKey(rsa), SA.RsaSha256)|];")]
    [InlineData("SC Make(RSAParameters rsa) => [|new(new RsaSecurityKey(RSA.Create(rsa)), SA.RsaSha256)|];")]
    [InlineData(
        "SC Make() { var ecdsa = {|QA1002:ECDsa.Create()|};\n"
        + "System.GC.KeepAlive(ecdsa); return [|new(new ECDsaSecurityKey(ecdsa), SA.EcdsaSha256)|]; }")]
    [InlineData("SC Make() { SecurityKey key = [|new ECDsaSecurityKey(ECDsa.Create())|];\n key = Other; return [|new(key, SA.EcdsaSha256)|]; }")]
    [InlineData("SC Make() { SecurityKey key = [|new ECDsaSecurityKey(ECDsa.Create())|];\n Set(out key); return [|new(key, SA.EcdsaSha256)|]; }")]
    [InlineData("SC Make() { var key = [|new ECDsaSecurityKey(ECDsa.Create())|];\n Take(key); return [|new(key, SA.EcdsaSha256)|]; }")]
    public Task Given_KeyOfAnotherOriginOrUse_When_Fixed_Expect_NoChange(string member) => VerifyAsync<TokenKeyFix>(member, member);

    private static Task VerifyAsync<TFix>(string before, string after)
        where TFix : CodeFixProvider, new() => CryptographyFixTest.VerifyAsync<TFix>(Source(before), Source(after));

    private static string Plain(string member) => member.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static string Source(string member) => $$"""
        using System.Security.Cryptography;
        using Microsoft.IdentityModel.Tokens;
        using static Microsoft.IdentityModel.Tokens.SecurityAlgorithms;
        using SA = Microsoft.IdentityModel.Tokens.SecurityAlgorithms;
        using SC = Microsoft.IdentityModel.Tokens.SigningCredentials;

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
