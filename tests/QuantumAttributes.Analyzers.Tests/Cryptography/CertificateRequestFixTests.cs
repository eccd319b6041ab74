using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.CodeFixes.Cryptography;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

public class CertificateRequestFixTests
{
    private const string Disable = "#pragma warning disable SYSLIB5006 // .NET calls certificates for ML-DSA experimental.";
    private const string Restore = "#pragma warning restore SYSLIB5006";

    [Fact]
    public Task Given_KeyInALocal_When_Fixed_Expect_BothOfMLDsa() => VerifyAsync(
        """
                // the device's
                using ECDsa key = {|QA1002:ECDsa.Create(ECCurve.NamedCurves.nistP256)|}; // new
                var request = {|QA1003:new CertificateRequest("CN=device", key, HashAlgorithmName.SHA256)|}; // for a year
                return request.CreateSelfSigned(from, to);
        """,
        $"""
                // the device's
                using MLDsa key = MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa65); // new
                {Disable}
                var request = new CertificateRequest("CN=device", key); // for a year
                {Restore}
                return request.CreateSelfSigned(from, to);
        """);

    [Fact]
    public Task Given_KeyInPlaceOverSeveralLines_When_Fixed_Expect_TheirFormKept() => VerifyAsync(
        """
                CertificateRequest request = {|QA1003:new(
                    subjectName: new X500DistinguishedName("CN=device"), // its name
                    key: {|QA1002:ECDsa.Create()|},
                    hashAlgorithm: HashAlgorithmName.SHA256)|};
                return request.CreateSelfSigned(from, to);
        """,
        $"""
                {Disable}
                CertificateRequest request = new(
                    subjectName: new X500DistinguishedName("CN=device"), // its name
                    key: MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa65));
                {Restore}
                return request.CreateSelfSigned(from, to);
        """);

    [Fact]
    public Task Given_ProfileCnsa2AndNoWarning_When_Fixed_Expect_MLDsa87AndNoPragma()
    {
        const string NoWarning = "#pragma warning disable SYSLIB5006\n";
        return CryptographyFixTest.VerifyAsync<CertificateRequestFix>(
            NoWarning + Source("return [|new CertificateRequest(\"CN=a\", ECDsa.Create(), Sha256)|].CreateSelfSigned(from, to);"),
            NoWarning + Source("return new CertificateRequest(\"CN=a\", MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa87)).CreateSelfSigned(from, to);"),
            profile: "cnsa2");
    }

    [Fact]
    public Task Given_RequestInALambda_When_Fixed_Expect_BothOfMLDsa() => VerifyAsync(
        """
                Lazy<X509Certificate2> made = new(() =>
                {
                    ECDsa key = {|QA1002:ECDsa.Create()|};
                    return {|QA1003:new CertificateRequest("CN=device", key, HashAlgorithmName.SHA256)|}.CreateSelfSigned(from, to);
                });
                return made.Value;
        """,
        $$"""
                Lazy<X509Certificate2> made = new(() =>
                {
                    MLDsa key = MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa65);
                    {{Disable}}
                    return new CertificateRequest("CN=device", key).CreateSelfSigned(from, to);
                    {{Restore}}
                });
                return made.Value;
        """);

    [Theory]
    [InlineData("return [|new CertificateRequest(\"CN=a\", own, Sha256)|].CreateSelfSigned(from, to);")]
    [InlineData("return [|new CertificateRequest(\"CN=a\", Key(), Sha256)|].CreateSelfSigned(from, to);")]
    [InlineData("using var key = {|QA1002:ECDsa.Create(parameters)|};\nreturn REQUEST.CreateSelfSigned(from, to);")]
    [InlineData("using var key = {|QA1002:ECDsa.Create()|};\nGC.KeepAlive(key);\nreturn REQUEST.CreateSelfSigned(from, to);")]
    [InlineData("using var key = {|QA1002:ECDsa.Create()|};\nkey.ImportFromPem(\"\");\nreturn REQUEST.CreateSelfSigned(from, to);")]
    [InlineData("ECDsa key = {|QA1002:ECDsa.Create()|}, other = own;\nreturn REQUEST.CreateSelfSigned(from, to);")]
    [InlineData(
        "using var key = {|QA1002:RSA.Create(3072)|};\n"
        + "return [|new CertificateRequest(\"CN=a\", key, Sha256, RSASignaturePadding.Pss)|].CreateSelfSigned(from, to);")]
    [InlineData("using var key = {|QA1002:ECDsa.Create()|};\nreturn REQUEST.Create(issuer, from, to, [1]);")]
    [InlineData("return [|new CertificateRequest(hashAlgorithm: Sha256, subjectName: \"CN=a\", key: ECDsa.Create())|].CreateSelfSigned(from, to);")]
    [InlineData("using var key = {|QA1002:ECDsa.Create()|};\n{|QA1002:key.SignData([1], Sha256)|};\nreturn issuer;")]
    public Task Given_KeyOfAnotherOriginOrUse_When_Fixed_Expect_NoChange(string statements) => VerifyAsync(statements, statements);

    private static Task VerifyAsync(string before, string after) =>
        CryptographyFixTest.VerifyAsync<CertificateRequestFix>(Source(before), Source(after));

    private static string Source(string statements) => $$"""
        using System;
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;

        class Authority
        {
            static HashAlgorithmName Sha256 => HashAlgorithmName.SHA256;

            static ECDsa Key() => null!;

            X509Certificate2 Issue(ECDsa own, ECParameters parameters, X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset to)
            {
        {{statements}}
            }
        }
        """.Replace("REQUEST", "[|new CertificateRequest(\"CN=a\", key, Sha256)|]", StringComparison.Ordinal)
        .Replace("[|", "{|QA1003:", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal);
}
