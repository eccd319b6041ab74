using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.CodeFixes.Cryptography;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

public class HybridTypeFixTests
{
    [Fact]
    public Task Given_ClassicalKeys_When_Fixed_Expect_TheirTypeMarked() => CryptographyFixTest.VerifyAsync<HybridTypeFix>(
        """
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;

        namespace Shop
        {
            /// <summary>Sessions.</summary>
            internal sealed class Sessions // of terminals
            {
                private readonly ECDiffieHellman _agreement = {|QA1001:ECDiffieHellman.Create()|};

                public byte[] Sign(ECDsa key, byte[] data) => {|QA1002:key.SignData(data, HashAlgorithmName.SHA256)|};

                public RSA? Of(X509Certificate2 certificate) => {|QA1004:certificate.GetRSAPublicKey()|};
            }
        }
        """,
        """
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;
        using QuantumAttributes;

        namespace Shop
        {
            /// <summary>Sessions.</summary>
            [QuantumHybrid]
            internal sealed class Sessions // of terminals
            {
                private readonly ECDiffieHellman _agreement = ECDiffieHellman.Create();

                public byte[] Sign(ECDsa key, byte[] data) => key.SignData(data, HashAlgorithmName.SHA256);

                public RSA? Of(X509Certificate2 certificate) => certificate.GetRSAPublicKey();
            }
        }
        """);

    [Fact]
    public Task Given_TypeWithAttributesInTypeWithOthers_When_Fixed_Expect_TheInnerMarked() => CryptographyFixTest.VerifyAsync<HybridTypeFix>(
        """
        using System;
        using System.Security.Cryptography;
        using QuantumAttributes;

        static class Shop
        {
            [Serializable]
            record struct Sessions
            {
                public static ECDiffieHellman Make() => {|QA1001:ECDiffieHellman.Create()|};
            }

            [QuantumHybrid]
            static ECDiffieHellman Make() => ECDiffieHellman.Create();

            extension(byte[] data)
            {
                public static ECDiffieHellman Another() => ECDiffieHellman
                    .{|QA1001:Create()|};
            }
        }
        """,
        """
        using System;
        using System.Security.Cryptography;
        using QuantumAttributes;

        [QuantumHybrid]
        static class Shop
        {
            [QuantumHybrid]
            [Serializable]
            record struct Sessions
            {
                public static ECDiffieHellman Make() => ECDiffieHellman.Create();
            }

            [QuantumHybrid]
            static ECDiffieHellman Make() => ECDiffieHellman.Create();

            extension(byte[] data)
            {
                public static ECDiffieHellman Another() => ECDiffieHellman
                    .Create();
            }
        }
        """);

    [Fact]
    public Task Given_AnotherAttributeOfTheName_When_Fixed_Expect_TheFullName() => CryptographyFixTest.VerifyAsync<HybridTypeFix>(
        """
        using System.Security.Cryptography;

        class QuantumHybridAttribute : System.Attribute { }

        class Sessions
        {
            ECDiffieHellman _agreement = {|QA1001:ECDiffieHellman.Create()|};
        }
        """,
        """
        using System.Security.Cryptography;

        class QuantumHybridAttribute : System.Attribute { }

        [QuantumAttributes.QuantumHybrid]
        class Sessions
        {
            ECDiffieHellman _agreement = ECDiffieHellman.Create();
        }
        """);

    [Theory]
    [InlineData("interface ISessions { static ECDiffieHellman Make() => {|QA1001:ECDiffieHellman.Create()|}; }")]
    [InlineData("class Requests { object Make(ECDsa key) => {|QA1003:new CertificateRequest(\"CN=a\", key, HashAlgorithmName.SHA256)|}; }")]
    public Task Given_TypeThatTakesNoAttributeOrAnotherRule_When_Fixed_Expect_NoChange(string type) =>
        CryptographyFixTest.VerifyNotOfferedAsync<HybridTypeFix>(
            $$"""
            using System.Security.Cryptography;
            using System.Security.Cryptography.X509Certificates;

            {{type}}
            """);

    [Fact]
    public Task Given_StatementsWithoutAType_When_Fixed_Expect_NoChange() => CryptographyFixTest.VerifyNotOfferedAsync<HybridTypeFix>(
        "using System.Security.Cryptography;\nusing var key = {|QA1001:ECDiffieHellman.Create()|};\n", OutputKind.ConsoleApplication);

    [Fact]
    public Task Given_ProjectWithTheAnalyzersAlone_When_Fixed_Expect_NoChange() => CryptographyFixTest.VerifyNotOfferedAsync<HybridTypeFix>(
        "using System.Security.Cryptography;\nclass Keys { ECDiffieHellman Make() => {|QA1001:ECDiffieHellman.Create()|}; }\n", hasOurs: false);
}
