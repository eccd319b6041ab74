namespace QuantumAttributes.Analyzers.Tests.Cryptography;

/// <summary>QA1013: ciphers and hashes that are broken, or too short for CNSA 2.0; silent where the SDK's own rules speak.</summary>
public class WeakAlgorithmTests
{
    [Theory]
    [InlineData("new MD5CryptoServiceProvider()", "QA1013 warning MD5")]
    [InlineData("new SHA1Managed()", "QA1013 warning SHA-1")]
    [InlineData("MD5.HashData(data)", "QA1100 MD5")] // often no more than a checksum
    [InlineData("DES.Create()", "QA1013 warning DES")]
    [InlineData("TripleDES.Create()", "QA1013 warning 3DES")]
    [InlineData("SHA256.HashData(data)", "QA1100 SHA-2-256")]
    [InlineData("Aes.Create()", "QA1100 AES-undetermined")]
    [InlineData("new AesGcm(new byte[16], 16)", "QA1100 AES-128")]
    [InlineData("new AesGcm(new byte[32], 16)", "QA1100 AES-256")]
    public async Task Given_Algorithm_When_Used_Expect_FindingOnlyWhereItIsBroken(string expression, string finding) =>
        Assert.Equal([finding], await CryptographyReport.OfStatementsAsync($"object used = {expression};"));

    [Theory]
    [InlineData("SHA256.HashData(data)", "QA1013 info SHA-2-256")]
    [InlineData("MD5.HashData(data)", "QA1013 info MD5")]
    [InlineData("SHA384.HashData(data)", null)]
    [InlineData("new AesGcm(new byte[16], 16)", "QA1013 warning AES-128")]
    [InlineData("new AesGcm(new byte[32], 16)", "QA1100 AES-256")]
    public async Task Given_Cnsa2_When_KeyOrHashIsShort_Expect_Finding(string expression, string? finding) => Assert.Equal(
        finding is null ? [] : [finding],
        await CryptographyReport.OfStatementsAsync($"object used = {expression};", ("quantum_attributes.profile", "cnsa2")));

    [Theory]
    [InlineData("new MD5CryptoServiceProvider()", "CA5351", "warning", "QA1100 MD5")]
    [InlineData("new MD5CryptoServiceProvider()", "CA5351", "none", "QA1013 warning MD5")]
    [InlineData("new MD5CryptoServiceProvider()", "CA5350", "warning", "QA1013 warning MD5")]
    [InlineData("new SHA1Managed()", "CA5350", "warning", "QA1100 SHA-1")]
    [InlineData("new Org.BouncyCastle.Crypto.Engines.DesEngine()", "CA5351", "warning", "QA1013 warning DES")]
    public async Task Given_RuleOfTheSdk_When_ItSpeaks_Expect_NoSecondReport(string expression, string rule, string severity, string finding) =>
        Assert.Equal([finding], await CryptographyReport.OfStatementsAsync($"object used = {expression};", (rule, severity)));
}
