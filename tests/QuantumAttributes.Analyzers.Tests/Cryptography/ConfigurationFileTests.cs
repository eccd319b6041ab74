namespace QuantumAttributes.Analyzers.Tests.Cryptography;

/// <summary>QA1015: what appsettings choose.</summary>
public class ConfigurationFileTests
{
    [Fact]
    public async Task Given_Settings_When_TheyChooseClassically_Expect_FindingsOnTheirLines() => Assert.Equal(
        [
            "4: QA1015 warning RSA-undetermined", "5: QA1015 warning RSA-undetermined", "9: QA1015 info TLS-1.2",
            "10: QA1015 warning TLS-1.1", "13: QA1015 warning ECDH-P-256",
        ],
        await CryptographyReport.OfConfigurationAsync("""
            {
              // Tokens of the shop.
              "Jwt": {
                "KeyManagementAlgorithm": "RSA-OAEP",
                "Key": "-----BEGIN RSA PRIVATE KEY-----\nMII…",
                "Title": "RS256", /* only a title */
              },
              "Kestrel": {
                "Endpoints": { "A": { "SslProtocols": [ "Tls12" ] },
                  "B": { "SslProtocols": "Tls11, Tls12" }, "C": { "SslProtocols": [ "Tls12", "Tls13" ] } },
              },
              "Ssh": { "KeyExchangeAlgorithms": [
                "ecdh-sha2-nistp256",
                "mlkem768x25519-sha256",
              ] },
              "Numbers": [ 1, -2.5e3, true, null ],
              "Tls": { "Groups": [ "X25519MLKEM768", "x25519" ] },
            }
            """));

    [Fact]
    public async Task Given_OtherFile_When_Analyzed_Expect_Nothing() =>
        Assert.Empty(await CryptographyReport.OfConfigurationAsync("""{ "Algorithm": "RS256" }""", "package.json"));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"Algorithm\"")]
    [InlineData("{ \"Algorithm\": \"RS256")]
    [InlineData("{ \"Algorithm\": \"\\u12")]
    [InlineData("[[[[")]
    [InlineData("/* ")]
    public async Task Given_MalformedFile_When_Analyzed_Expect_NoException(string json) => Assert.Empty(await CryptographyReport.OfConfigurationAsync(json));
}
