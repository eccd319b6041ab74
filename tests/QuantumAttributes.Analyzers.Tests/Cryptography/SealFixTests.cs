using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.CodeFixes.Cryptography;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

public class SealFixTests
{
    [Fact]
    public Task Given_MethodThatNobodyCalls_When_Fixed_Expect_TheRecipientAsParameter() => VerifyAsync(
        """
            private static byte[] Protect(RSA key, byte[] data, int count = 0)
            {
                // to the archive
                return {|QA1001:key.Encrypt(data, RSAEncryptionPadding.OaepSHA256)|}; // sealed
            }
        """,
        """
            private static byte[] Protect(RSA key, byte[] data, KemPublicKey recipient, int count = 0)
            {
                // to the archive
                return QuantumSeal.Seal(recipient, data); // sealed
            }
        """);

    [Theory]
    [InlineData("internal byte[] Protect() => OLD;", "internal byte[] Protect(KemPublicKey recipient) => NEW;")]
    [InlineData("byte[] Protect(params byte[] other) => OLD;", "byte[] Protect(KemPublicKey recipient, params byte[] other) => NEW;")]
    [InlineData(
        "async Task<byte[]> Protect(int i) { await Task.Yield(); return OLD; }",
        "async Task<byte[]> Protect(int i, KemPublicKey recipient) { await Task.Yield(); return NEW; }")]
    public Task Given_ParametersOfEveryKind_When_Fixed_Expect_TheRecipientBehindTheRequired(string before, string after) =>
        VerifyAsync(Short(before), Short(after));

    [Theory]
    [InlineData("public byte[] Protect(KemPublicKey archive) => OLD;")]
    [InlineData("readonly KemPublicKey archive = Keys.Archive; public byte[] Protect() => OLD;")]
    [InlineData("static KemPublicKey archive => Keys.Archive; public Func<byte[]> Protect => static () => OLD_OF_ALL;")]
    [InlineData("public byte[] Protect() { var archive = Keys.Archive; return OLD; }")]
    [InlineData("public byte[] Protect(KemPublicKey? archive) { ArgumentNullException.ThrowIfNull(archive); return OLD; }")]
    public Task Given_KeyInSight_When_Fixed_Expect_ItTaken(string member) => VerifyAsync(
        Short(member),
        member.Replace("OLD_OF_ALL", "OLD", StringComparison.Ordinal).Replace("OLD", "QuantumSeal.Seal(archive, _data)", StringComparison.Ordinal));

    [Theory]
    [InlineData("public byte[] Protect() => OLD;")] // anybody may call it
    [InlineData("byte[] Protect() => OLD; byte[] Twice() => Protect();")]
    [InlineData("byte[] Protect() => OLD; Func<byte[]> Later => Protect;")]
    [InlineData("internal virtual byte[] Protect() => OLD;")]
    [InlineData("internal override byte[] Of() => OLD;")]
    [InlineData("private partial byte[] Protect(); private partial byte[] Protect() => OLD;")]
    [InlineData("byte[] IProtector.Protect() => OLD;")]
    [InlineData("[OnDeserialized] byte[] Protect(StreamingContext context) => OLD;")]
    [InlineData("byte[] Protected => OLD;")]
    [InlineData("byte[] Protect() { Func<byte[]> later = () => OLD; return later(); }")]
    [InlineData("byte[] Protect(string recipient) => OLD;")]
    [InlineData("byte[] Protect() => OLD; byte[] Protect(KemPublicKey other) => [];")] // there is such a method
    [InlineData("byte[] Protect(KemPublicKey one, KemPublicKey other) => OLD;")] // which of them?
    [InlineData("byte[] Protect(KemPublicKey? archive) => OLD;")]
    [InlineData("public KemPublicKey? Own { get; set; } public byte[] Protect() => OLD;")]
    [InlineData("/// <param name=\"count\">How often.</param>\n    byte[] Protect(int count) => OLD;")]
    public Task Given_MethodWithCallersOrNoKey_When_Fixed_Expect_NoChange(string member) => VerifyAsync(Short(member), Short(member));

    [Fact]
    public Task Given_CallerInAnotherFile_When_Fixed_Expect_NoChange() => CryptographyFixTest.VerifyNotOfferedAsync<SealFix>(
        Source(Short("byte[] Protect() => OLD;")), other: "partial class Archive { byte[] Twice() => Protect(); }");

    [Fact]
    public Task Given_EntryPoint_When_Fixed_Expect_NoChange()
    {
        const string Program = """
            using System.Security.Cryptography;
            using System.Threading;

            static class Program
            {
                static readonly RSA Key = null!;
                static readonly byte[] Data = [1];

                static void Main() => Thread.Sleep({|QA1001:Key.Encrypt(Data, RSAEncryptionPadding.Pkcs1)|}.Length);
            }
            """;
        return CryptographyFixTest.VerifyNotOfferedAsync<SealFix>(Program, OutputKind.ConsoleApplication);
    }

    [Fact]
    public Task Given_ProjectWithTheAnalyzersAlone_When_Fixed_Expect_NoChange() => CryptographyFixTest.VerifyNotOfferedAsync<SealFix>(
        """
        using System.Security.Cryptography;

        class Archive
        {
            byte[] Protect(RSA key, byte[] data) => {|QA1001:key.Encrypt(data, RSAEncryptionPadding.Pkcs1)|};
        }
        """,
        hasOurs: false);

    [Theory]
    [InlineData("byte[] Protect() => {|QA1001:Key().Encrypt(_data, RSAEncryptionPadding.Pkcs1)|}; RSA Key() => _key;")]
    [InlineData("byte[] Protect() => {|QA1001:_key.Encrypt(padding: RSAEncryptionPadding.Pkcs1, data: _data)|};")]
    [InlineData("byte[] Protect(ReadOnlySpan<byte> part) => {|QA1001:_key.Encrypt(part, RSAEncryptionPadding.Pkcs1)|};")]
    [InlineData("int Protect(byte[] sealedData) => {|QA1001:_key.Encrypt(_data, sealedData, RSAEncryptionPadding.Pkcs1)|};")]
    [InlineData("byte[]? Protect(RSA? key) => key?{|QA1001:.Encrypt(_data, RSAEncryptionPadding.Pkcs1)|};")]
    public Task Given_EncryptionOfAnotherShape_When_Fixed_Expect_NoChange(string member) => VerifyAsync(member, member);

    private static Task VerifyAsync(string before, string after) => CryptographyFixTest.VerifyAsync<SealFix>(Source(before), Source(after));

    private static string Short(string member) => member
        .Replace("OLD_OF_ALL", "{|QA1001:Keys.All.Encrypt(_data, RSAEncryptionPadding.Pkcs1)|}", StringComparison.Ordinal)
        .Replace("OLD", "{|QA1001:this._key.Encrypt(_data, RSAEncryptionPadding.Pkcs1)|}", StringComparison.Ordinal)
        .Replace("NEW", "QuantumSeal.Seal(recipient, _data)", StringComparison.Ordinal);

    private static string Source(string member) => $$"""
        using System;
        using System.Runtime.Serialization;
        using System.Security.Cryptography;
        using System.Threading.Tasks;
        using QuantumAttributes.Cryptography;

        interface IProtector
        {
            byte[] Protect() => [];
        }

        static class Keys
        {
            public static KemPublicKey Archive => null!;
            public static RSA All => null!;
        }

        class Base
        {
            internal virtual byte[] Of() => [];
        }

        partial class Archive(RSA key) : Base, IProtector
        {
            readonly RSA _key = key;
            static readonly byte[] _data = [1, 2, 3];

        {{member}}
        }
        """;
}
