using Microsoft.CodeAnalysis.CodeFixes;
using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.CodeFixes.Cryptography;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

public class TlsFixTests
{
    [Theory]
    [InlineData("options.EnabledSslProtocols = [|SslProtocols.Tls12|];", "options.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;")]
    [InlineData("options.EnabledSslProtocols |= [|SslProtocols.Tls12|];", "options.EnabledSslProtocols |= SslProtocols.Tls12 | SslProtocols.Tls13;")]
    [InlineData(
        "var both = [|SslProtocols.Tls11|] | SslProtocols.Tls12; // old",
        "var both = [|SslProtocols.Tls11|] | SslProtocols.Tls12 | SslProtocols.Tls13; // old")]
    [InlineData(
        "var both = (isOld ? [|SslProtocols.Tls12|] : SslProtocols.Tls13);",
        "var both = (isOld ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls13);")]
    [InlineData(
        "var both = older | [|System.Security.Authentication.SslProtocols.Tls12|];",
        "var both = older | System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13;")]
    [InlineData("var one = [|Tls12|];", "var one = Tls12 | Tls13;")]
    [InlineData(
        "stream.AuthenticateAsClient(\"host\", null, [|SslProtocols.Tls12|], true);",
        "stream.AuthenticateAsClient(\"host\", null, SslProtocols.Tls12 | SslProtocols.Tls13, true);")]
    [InlineData(
        "ServicePointManager.SecurityProtocol = [|SecurityProtocolType.Tls12|];",
        "ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12 | SecurityProtocolType.Tls13;")]
    public Task Given_Tls12_When_Fixed_Expect_Tls13BesideIt(string before, string after) => VerifyAsync<AllowTls13Fix>(before, after);

    [Fact]
    public Task Given_VersionsOnTheirOwnLines_When_AllFixed_Expect_Tls13Once() => VerifyAsync<AllowTls13Fix>(
        """
        var several = [|SslProtocols.Tls11|]
                    | [|SslProtocols.Tls12|];
        var another = [|SslProtocols.Tls12|];
        """,
        """
        var several = [|SslProtocols.Tls11|]
                    | SslProtocols.Tls12 | SslProtocols.Tls13;
        var another = SslProtocols.Tls12 | SslProtocols.Tls13;
        """);

    [Theory]
    [InlineData("options.EnabledSslProtocols = [|SslProtocols.Tls11|];")]
    [InlineData("options.EnabledSslProtocols = [|SslProtocols.Tls11|] | SslProtocols.Tls13;")]
    [InlineData("var number = (int)[|SslProtocols.Tls12|];")]
    [InlineData("SslProtocols[] list = [[|SslProtocols.Tls12|]];")]
    [InlineData("new List<SslProtocols>().Add([|SslProtocols.Tls12|]);")]
    public Task Given_NoTls12OrNoSetting_When_Fixed_Expect_NoTls13(string statements) => VerifyAsync<AllowTls13Fix>(statements, statements);

    [Theory]
    [InlineData("options.EnabledSslProtocols = [|SslProtocols.Tls12|];", "options.EnabledSslProtocols = SslProtocols.None;")]
    [InlineData("options.EnabledSslProtocols = ([|SslProtocols.Tls11|] | (SslProtocols.Tls12));", "options.EnabledSslProtocols = SslProtocols.None;")]
    [InlineData(
        "options.EnabledSslProtocols = /* old */ [|SslProtocols.Tls11|]; // too",
        "options.EnabledSslProtocols = /* old */ SslProtocols.None; // too")]
    [InlineData("options.EnabledSslProtocols = [|SslProtocols.Tls11|] | SslProtocols.Tls13;", "options.EnabledSslProtocols = SslProtocols.None;")]
    [InlineData(
        "SslProtocols chosen = isOld ? [|SslProtocols.Tls12|] : SslProtocols.Tls13;",
        "SslProtocols chosen = isOld ? SslProtocols.None : SslProtocols.Tls13;")]
    [InlineData(
        "ServicePointManager.SecurityProtocol = [|SecurityProtocolType.Tls|] | SecurityProtocolType.Tls12;",
        "ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;")]
    public Task Given_AnyVersion_When_Fixed_Expect_TheSystemsChoice(string before, string after) => VerifyAsync<SystemTlsFix>(before, after);

    [Fact]
    public Task Given_VersionsOnTheirOwnLines_When_AllFixed_Expect_TheSystemsChoiceOnce() => VerifyAsync<SystemTlsFix>(
        """
        var several = [|SslProtocols.Tls11|]
                    | [|SslProtocols.Tls12|];
        var another = [|SslProtocols.Tls12|];
        """,
        """
        var several = SslProtocols.None;
        var another = SslProtocols.None;
        """);

    [Theory]
    [InlineData("options.EnabledSslProtocols |= [|SslProtocols.Tls12|];")]
    [InlineData("options.EnabledSslProtocols = older | [|SslProtocols.Tls12|];")]
    [InlineData("SslProtocols[] list = [[|SslProtocols.Tls12|]];")]
    public Task Given_VersionsThatAreAddedToOthers_When_Fixed_Expect_NoSystemsChoice(string statements) =>
        VerifyAsync<SystemTlsFix>(statements, statements);

    private static Task VerifyAsync<TFix>(string before, string after)
        where TFix : CodeFixProvider, new() => CryptographyFixTest.VerifyAsync<TFix>(Source(before), Source(after));

    private static string Source(string statements) => $$"""
        using System.Collections.Generic;
        using System.Net;
        using System.Net.Security;
        using System.Security.Authentication;
        using static System.Security.Authentication.SslProtocols;

        #pragma warning disable SYSLIB0039, SYSLIB0014, CS0219 // old versions, old settings, locals that nobody reads

        class Connections
        {
            void Set(SslServerAuthenticationOptions options, SslStream stream, SslProtocols older, bool isOld)
            {
                {{statements}}
            }
        }
        """.Replace("[|", "{|QA1008:", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal);
}
