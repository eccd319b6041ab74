using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.CodeFixes.Cryptography;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

public class CipherSuiteFixTests
{
    [Theory]
    [InlineData("[TlsCipherSuite.OLD]", "[TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.OLD]")]
    [InlineData("new[] { TlsCipherSuite.OLD }", "new[] { TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.OLD }")]
    [InlineData("new TlsCipherSuite[] { OLD }", "new TlsCipherSuite[] { TLS_AES_256_GCM_SHA384, OLD }")]
    [InlineData(
        "new List<TlsCipherSuite> { TlsCipherSuite.OLD }",
        "new List<TlsCipherSuite> { TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.OLD }")]
    public Task Given_OldSuites_When_Fixed_Expect_OneOfTls13BeforeThem(string before, string after) =>
        CryptographyFixTest.VerifyAsync<CipherSuiteFix>(
            Source("{|QA1008:new CipherSuitesPolicy(" + before + ")|}"), Source("new CipherSuitesPolicy(" + after + ")"));

    [Fact]
    public Task Given_SuitesOnTheirOwnLines_When_Fixed_Expect_OneMoreLine() => CryptographyFixTest.VerifyAsync<CipherSuiteFix>(
        Source("""
            {|QA1008:new(
                [
                    // as in the guideline
                    TlsCipherSuite.OLD,
                ])|}
            """),
        Source("""
            new(
                [
                    // as in the guideline
                    TlsCipherSuite.TLS_AES_256_GCM_SHA384,
                    TlsCipherSuite.OLD,
                ])
            """));

    [Fact]
    public Task Given_BrokenSuite_When_Fixed_Expect_OneOfTls13BeforeIt() => CryptographyFixTest.VerifyAsync<CipherSuiteFix>(
        Source("new CipherSuitesPolicy([{|QA1008:TlsCipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA|}])"),
        Source("new CipherSuitesPolicy([TlsCipherSuite.TLS_AES_256_GCM_SHA384, {|QA1008:TlsCipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA|}])"));

    [Theory]
    [InlineData("{|QA1008:new CipherSuitesPolicy(((TlsCipherSuite[])[TlsCipherSuite.OLD]).Reverse())|}")]
    [InlineData("{|QA1008:new CipherSuitesPolicy([.. Others, TlsCipherSuite.OLD])|}")]
    [InlineData("{|QA1008:new CipherSuitesPolicy(new TlsCipherSuite[1] { TlsCipherSuite.OLD })|}")]
    [InlineData("new CipherSuitesPolicy([TlsCipherSuite.TLS_AES_128_GCM_SHA256, {|QA1008:TlsCipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA|}])")]
    public Task Given_SuitesOutOfSightOrOfTls13_When_Fixed_Expect_NoChange(string policy) =>
        CryptographyFixTest.VerifyNotOfferedAsync<CipherSuiteFix>(Source(policy));

    private static string Source(string policy) => $$"""
        using System.Collections.Generic;
        using System.Linq;
        using System.Net.Security;
        using System.Runtime.Versioning;
        using static System.Net.Security.TlsCipherSuite;

        [UnsupportedOSPlatform("windows")]
        class Connections
        {
            static readonly TlsCipherSuite[] Others = [];

            CipherSuitesPolicy Policy => {{policy}};
        }
        """.Replace("OLD", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", StringComparison.Ordinal);
}
