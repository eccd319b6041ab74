using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using QuantumAttributes.Analyzers.Cryptography;
using QuantumAttributes.Analyzers.Tests.Infrastructure;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

public class ClassicalKeyCreationAnalyzerTests
{
    [Theory]
    [InlineData("new RSACryptoServiceProvider()")]
    [InlineData("new RSACryptoServiceProvider(2048)")]
    [InlineData("new RSACryptoServiceProvider(2048, new CspParameters())")]
    [InlineData("new RSACng()")]
    [InlineData("new RSAOpenSsl(3072)")]
    [InlineData("new RSAOpenSsl(default(RSAParameters))")]
    [InlineData("new ECDsaCng()")]
    [InlineData("new ECDsaCng(ECCurve.NamedCurves.nistP256)")]
    [InlineData("new ECDsaOpenSsl(384)")]
    [InlineData("new ECDiffieHellmanCng()")]
    [InlineData("new ECDiffieHellmanOpenSsl(ECCurve.NamedCurves.nistP521)")]
    [InlineData("new DSACryptoServiceProvider()")]
    [InlineData("new DSACng()")]
    [InlineData("new DSAOpenSsl()")]
    public Task Trigger_OnConstructors(string creation) => VerifyAsync($"var key = [|{creation}|];");

    [Theory]
    [InlineData("RSA.Create()")]
    [InlineData("RSA.Create(3072)")]
    [InlineData("RSA.Create(default(RSAParameters))")]
    [InlineData("RSA.Create(\"RSA\")")]
    [InlineData("ECDsa.Create()")]
    [InlineData("ECDsa.Create(ECCurve.NamedCurves.nistP256)")]
    [InlineData("ECDsa.Create(default(ECParameters))")]
    [InlineData("ECDsa.Create(\"ECDsa\")")]
    [InlineData("ECDiffieHellman.Create()")]
    [InlineData("ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256)")]
    [InlineData("ECDiffieHellman.Create(default(ECParameters))")]
    [InlineData("ECDiffieHellman.Create(\"ECDH\")")]
    [InlineData("DSA.Create()")]
    [InlineData("DSA.Create(2048)")]
    [InlineData("DSA.Create(default(DSAParameters))")]
    [InlineData("DSA.Create(\"DSA\")")]
    public Task Trigger_OnFactories(string creation) => VerifyAsync($"var key = [|{creation}|];");

    [Theory]
    [InlineData("RSACng key = [|new()|];")]
    [InlineData("using RSA key = [|RSA.Create()|];")]
    [InlineData("RSA? key = null; key ??= [|RSA.Create()|];")]
    [InlineData("var key = [|RSACng.Create()|];")]
    [InlineData("var key = [|System.Security.Cryptography.RSA.Create()|];")]
    [InlineData("var size = [|RSA.Create()|].KeySize;")]
    [InlineData("var length = [|RSA.Create()|].ExportParameters(false).Modulus!.Length + [|ECDsa.Create()|].KeySize;")]
    [InlineData("var key = [|new RSACryptoServiceProvider { PersistKeyInCsp = false }|];")]
    [InlineData("Func<RSA> factory = [|RSA.Create|];")]
    [InlineData("Func<int, RSA> factory = [|RSA.Create|];")]
    [InlineData("Func<RSA> factory = () => [|RSA.Create()|];")]
    [InlineData("RSA Local() => [|RSA.Create()|]; Local();")]
    public Task Trigger_OnEveryWayToWriteIt(string statement) => VerifyAsync(statement);

    [Fact]
    public Task Trigger_OnFieldsPropertiesAndDefaults() => AnalyzerTest.VerifyAsync<ClassicalKeyCreationAnalyzer>("""
        using System.Security.Cryptography;
        using Alias = System.Security.Cryptography.ECDsa;

        class Keys
        {
            private static readonly RSA s_field = [|RSA.Create()|];
            public ECDiffieHellman Property { get; } = [|ECDiffieHellman.Create()|];
            public Alias Aliased => [|Alias.Create()|];
        }

        class Derived() : Primary([|DSA.Create()|]);

        class Primary(DSA key) { public DSA Key => key; }
        """);

    [Fact]
    public Task Trigger_OnTypesThatUsersDerive() => AnalyzerTest.VerifyAsync<ClassicalKeyCreationAnalyzer>("""
        using System.Security.Cryptography;

        abstract class Base : RSA { }

        class Mine : Base
        {
            public override RSAParameters ExportParameters(bool includePrivateParameters) => default;
            public override void ImportParameters(RSAParameters parameters) { }
        }

        class User
        {
            RSA Make() => [|new Mine()|];
            T Make<T>() where T : RSA, new() => [|new T()|];
        }
        """);

    [Fact]
    public Task Trigger_InFilesWithMarkupOfTheAlgorithm() => AnalyzerTest.VerifyAsync<ClassicalKeyCreationAnalyzer>(
        """
        using System.Security.Cryptography;

        class User
        {
            object[] Make() => [{|#0:RSA.Create()|}, {|#1:ECDsa.Create()|}, {|#2:ECDiffieHellman.Create()|}, {|#3:DSA.Create()|}];
        }
        """,
        Finding(0, "RSA falls to Shor's algorithm on a quantum computer: what is encrypted today can be recorded and read then, "
            + "and signatures can be forged; use KemPrivateKey.Generate(KemAlgorithm.XWing) to encrypt or agree on keys, and "
            + "SigningKey.Generate(SignatureAlgorithm.MLDsa65) to sign"),
        Finding(1, "ECDsa falls to Shor's algorithm on a quantum computer: signatures can then be forged; "
            + "use SigningKey.Generate(SignatureAlgorithm.MLDsa65)"),
        Finding(2, "ECDiffieHellman falls to Shor's algorithm on a quantum computer: what its keys protect today "
            + "can be recorded and read then; use KemPrivateKey.Generate(KemAlgorithm.XWing)"),
        Finding(3, "DSA falls to Shor's algorithm on a quantum computer: signatures can then be forged; "
            + "use SigningKey.Generate(SignatureAlgorithm.MLDsa65)"));

    [Theory]
    [InlineData("Use(null!); void Use(RSA key) => key.ExportParameters(false);")]
    [InlineData("RSA[] keys = new RSA[2];")]
    [InlineData("var keys = new System.Collections.Generic.List<RSA>();")]
    [InlineData("var type = typeof(RSACng);")]
    [InlineData("var name = nameof(RSA.Create);")]
    [InlineData("object o = new(); var key = o as RSA;")]
    [InlineData("var parameters = new RSAParameters();")]
    [InlineData("var aes = Aes.Create(); var hmac = new HMACSHA256();")]
    [InlineData("var ml = MLKem.GenerateKey(MLKemAlgorithm.MLKem768);")]
    [InlineData("var sha = SHA256.Create();")]
    public Task DoesNotTrigger_WhereNoClassicalKeyIsCreated(string statement) => VerifyAsync(statement);

    [Fact]
    public Task DoesNotTrigger_OnUsersTypesOfTheSameName() => AnalyzerTest.VerifyAsync<ClassicalKeyCreationAnalyzer>("""
        namespace Mine
        {
            class RSA { public static RSA Create() => new RSA(); }
            class ECDsaCng { }

            class User
            {
                object Make() => RSA.Create();
                object New() => new ECDsaCng();
            }
        }
        """);

    [Fact]
    public Task DoesNotTrigger_OnUsersTypesOfTheSameFullName() => AnalyzerTest.VerifyAsync<ClassicalKeyCreationAnalyzer>("""
        #pragma warning disable CS0436
        namespace System.Security.Cryptography
        {
            class RSA { public static RSA Create() => new RSA(); }

            class User { object Make() => RSA.Create(); }
        }
        """);

    [Fact]
    public Task DoesNotTrigger_OnOtherCreateMethodsOfDerivedTypes() => AnalyzerTest.VerifyAsync<ClassicalKeyCreationAnalyzer>("""
        using System.Security.Cryptography;

        abstract class Mine : RSA
        {
            public static Mine Create(object store) => null!;
            public RSA Create(string a, string b) => null!;
            static object Make() => Mine.Create(new object());
        }
        """);

    [Fact]
    public Task DoesNotTrigger_InGeneratedCode() => AnalyzerTest.VerifyAsync<ClassicalKeyCreationAnalyzer>("""
        // <auto-generated/>
        class User { object Make() => System.Security.Cryptography.RSA.Create(); }
        """);

    private static Task VerifyAsync(string statement) => AnalyzerTest.VerifyAsync<ClassicalKeyCreationAnalyzer>($$"""
        using System;
        using System.Security.Cryptography;

        #pragma warning disable CA1416, SYSLIB0021, SYSLIB0045, SYSLIB5006

        class User
        {
            void Run()
            {
                {{statement}}
            }
        }
        """);

    private static DiagnosticResult Finding(int location, string message) =>
        new DiagnosticResult(ClassicalKeyCreationAnalyzer.Id, DiagnosticSeverity.Warning)
            .WithLocation(location)
            .WithMessage(message);
}
