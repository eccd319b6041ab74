using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Usage;

namespace QuantumAttributes.Analyzers.Tests.Usage;

public class LoggedSecretAnalyzerTests
{
    [Theory]
    [InlineData("Console.WriteLine([|key.ExportPkcs8PrivateKeyPem()|]);")]
    [InlineData("Console.WriteLine($\"key {[|key.ToPrivateJwk()|]}\");")]
    [InlineData("Console.WriteLine(\"key \" + Convert.ToHexString([|key.ExportSeed()|]));")]
    [InlineData("var pem = key.ExportPkcs8PrivateKeyPem(); Console.Write([|pem|]);")]
    [InlineData("Debug.WriteLine([|key.ToPrivateJwk()|]);")]
    [InlineData("Trace.WriteLine([|key.ToPrivateJwk()|]);")]
    [InlineData("logger.LogInformation(\"key {Key}\", [|key.ExportPkcs8PrivateKeyPem()|]);")]
    [InlineData("logger.LogInformation($\"key {[|key.ExportPkcs8PrivateKeyPem()|]}\");")]
    [InlineData("logger.LogError(\"secret {Secret}\", Convert.ToBase64String([|kem.Decapsulate(data)|]));")]
    public Task Given_Secret_When_Logged_Expect_Reported(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("Console.WriteLine(key);")]
    [InlineData("Console.WriteLine(key.ExportSeed().Length);")]
    [InlineData("Console.WriteLine(key.VerifyingKey.ToJwk());")]
    [InlineData("var pem = key.ExportPkcs8PrivateKeyPem(); Console.Write(pem.Length);")]
    [InlineData("logger.LogInformation(\"{Key}\", Convert.ToHexString(key.VerifyingKey.Export()));")]
    [InlineData("System.IO.File.WriteAllText(\"key.pem\", key.ExportPkcs8PrivateKeyPem());")]
    [InlineData("Mine.WriteLine(key.ExportPkcs8PrivateKeyPem());")]
    public Task Given_NoSecretOrNoLog_When_Written_Expect_Nothing(string statements) => VerifyAsync(statements);

    private static Task VerifyAsync(string statements) => AnalyzerTest.VerifyAsync<LoggedSecretAnalyzer>($$"""
        #define DEBUG
        #define TRACE
        using System;
        using System.Diagnostics;
        using Microsoft.Extensions.Logging;
        using QuantumAttributes.Cryptography;

        static class Mine { public static void WriteLine(string text) { } }

        class C { void M(SigningKey key, KemPrivateKey kem, ILogger logger, byte[] data) { {{statements}} } }
        """);
}
