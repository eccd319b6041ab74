namespace QuantumAttributes.Analyzers.Tests.Cryptography;

/// <summary>Settings of TLS that keep hybrid key exchange out.</summary>
public class TlsTests
{
    [Theory]
    [InlineData("SslProtocols.Tls12", "QA1008 info TLS-1.2")]
    [InlineData("SslProtocols.Tls11", "QA1008 warning TLS-1.1")]
    [InlineData("SslProtocols.Tls11 | SslProtocols.Tls12", "QA1008 warning TLS-1.1")]
    [InlineData("SslProtocols.Tls11 | SslProtocols.Tls13", "QA1008 warning TLS-1.1")]
    public async Task Given_Protocols_When_TheyKeepTls13Out_Expect_Finding(string protocols, string finding) =>
        Assert.Equal([finding], await CryptographyReport.OfStatementsAsync($"var options = new SslServerAuthenticationOptions {{ EnabledSslProtocols = {protocols} }};"));

    [Theory]
    [InlineData("var options = new SslServerAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };")]
    [InlineData("var options = new SslServerAuthenticationOptions { EnabledSslProtocols = SslProtocols.None };")]
    [InlineData("var options = new SslServerAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls13 };")]
    [InlineData("SslProtocols all = default; all &= ~SslProtocols.Tls11;")]
    [InlineData("SslProtocols all = default; bool old = (all & SslProtocols.Tls11) != 0 || all.HasFlag(SslProtocols.Tls12);")]
    [InlineData("SslProtocols all = default; bool old = all == SslProtocols.Tls12;")]
    [InlineData("SslProtocols said = name switch { \"TLSv1\" => SslProtocols.Tls, _ => SslProtocols.None };")]
    [InlineData("var policy = new CipherSuitesPolicy([TlsCipherSuite.TLS_AES_256_GCM_SHA384]);")]
    public async Task Given_Protocols_When_Tls13IsLeftOrTheyAreOnlyAsked_Expect_Nothing(string statement) =>
        Assert.Empty(await CryptographyReport.OfStatementsAsync(statement));

    [Theory]
    [InlineData("System.Net.ServicePointManager.SecurityProtocol = (System.Net.SecurityProtocolType)3072;", "QA1008 info TLS-1.2")]
    [InlineData("const SslProtocols Old = (SslProtocols)0x300;\nvar options = new SslServerAuthenticationOptions { EnabledSslProtocols = Old };",
        "QA1008 warning TLS-1.1", "QA1008 warning TLS-1.1")]
    [InlineData("System.Net.ServicePointManager.SecurityProtocol = (System.Net.SecurityProtocolType)12288;")]
    public async Task Given_ProtocolsByNumber_When_Assigned_Expect_TheSame(string statements, params string[] findings) =>
        Assert.Equal(findings, await CryptographyReport.OfStatementsAsync(statements));

    [Fact]
    public async Task Given_CipherSuites_When_NoneIsOfTls13_Expect_Finding() => Assert.Equal(
        ["QA1008 info TLS-1.2"],
        await CryptographyReport.OfStatementsAsync("var policy = new CipherSuitesPolicy([TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]);"));
}
