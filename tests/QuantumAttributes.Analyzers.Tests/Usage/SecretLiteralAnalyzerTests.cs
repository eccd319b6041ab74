using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Usage;

namespace QuantumAttributes.Analyzers.Tests.Usage;

public class SecretLiteralAnalyzerTests
{
    private const string Body = "MDQCAQAwCwYJYIZIAWUDBAMSBCKAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

    [Theory]
    [InlineData("[|\"-----BEGIN PRIVATE KEY-----\\nBODY\\n-----END PRIVATE KEY-----\"|]")]
    [InlineData("[|\"-----BEGIN EC PRIVATE KEY-----\\nBODY\"|]")]
    [InlineData("[|@\"-----BEGIN PRIVATE KEY-----\nBODY\"|]")]
    [InlineData("[|\"-----BEGIN PRIVATE KEY-----\\n\" + \"BODY\\n\" + \"-----END PRIVATE KEY-----\"|]")]
    [InlineData("[|\"-----BEGIN PRIVATE KEY-----\\nBODY\"u8|].ToArray()")]
    [InlineData("[|\"{\\\"kty\\\":\\\"AKP\\\",\\\"alg\\\":\\\"ML-DSA-65\\\",\\\"priv\\\":\\\"AAECAwQFBgcICQoLDA0ODw\\\"}\"|]")]
    [InlineData("[|\"{\\\"d\\\" : \\\"AAECAwQFBgcICQoLDA0ODw\\\", \\\"kty\\\" : \\\"EC\\\"}\"|]")]
    public Task Given_PrivateKey_When_Written_Expect_Reported(string expression) => VerifyAsync(expression);

    [Theory]
    [InlineData("\"-----BEGIN PRIVATE KEY-----\"")]
    [InlineData("\"-----BEGIN PRIVATE KEY-----\\n…\\n-----END PRIVATE KEY-----\"")]
    [InlineData("\"-----BEGIN PUBLIC KEY-----\\nBODY\\n-----END PUBLIC KEY-----\"")]
    [InlineData("\"-----BEGIN ENCRYPTED PRIVATE KEY-----\\nBODY\\n-----END ENCRYPTED PRIVATE KEY-----\"")]
    [InlineData("\"{\\\"kty\\\":\\\"AKP\\\",\\\"alg\\\":\\\"ML-DSA-65\\\",\\\"pub\\\":\\\"AAECAwQFBgcICQoLDA0ODw\\\"}\"")]
    [InlineData("\"{\\\"kty\\\":\\\"AKP\\\",\\\"priv\\\":\\\"\\\"}\"")]
    [InlineData("\"BODY\"")]
    public Task Given_NoPrivateKey_When_Written_Expect_Nothing(string expression) => VerifyAsync(expression);

    [Fact]
    public Task Given_PrivateKeyInAConstant_When_Written_Expect_ReportedOnce() => AnalyzerTest.VerifyAsync<SecretLiteralAnalyzer>(
        $"class C {{ const string Key = [|\"-----BEGIN PRIVATE KEY-----\\n{Body}\"|]; string M() => Key; }}");

    private static Task VerifyAsync(string expression) => AnalyzerTest.VerifyAsync<SecretLiteralAnalyzer>(
        $"class C {{ object M() => {expression.Replace("BODY", Body, StringComparison.Ordinal)}; }}");
}
