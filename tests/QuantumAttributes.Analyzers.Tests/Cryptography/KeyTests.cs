namespace QuantumAttributes.Analyzers.Tests.Cryptography;

/// <summary>Keys of the framework: created, imported, used.</summary>
public class KeyTests
{
    [Theory]
    [InlineData("new RSACryptoServiceProvider()", "QA1001 warning RSA-undetermined")]
    [InlineData("new RSACryptoServiceProvider(2048)", "QA1001 warning RSA-2048")]
    [InlineData("new RSACng()", "QA1001 warning RSA-undetermined")]
    [InlineData("new RSAOpenSsl(3072)", "QA1001 warning RSA-3072")]
    [InlineData("new RSAOpenSsl(default(RSAParameters))", "QA1001 warning RSA-undetermined")]
    [InlineData("new ECDsaCng(ECCurve.NamedCurves.nistP256)", "QA1002 info ECDSA-P-256")]
    [InlineData("new ECDsaOpenSsl(384)", "QA1002 info ECDSA-undetermined")]
    [InlineData("new ECDiffieHellmanCng()", "QA1001 warning ECDH-undetermined")]
    [InlineData("new ECDiffieHellmanOpenSsl(ECCurve.NamedCurves.nistP521)", "QA1001 warning ECDH-P-521")]
    [InlineData("new DSACryptoServiceProvider()", "QA1002 warning DSA-undetermined")]
    [InlineData("RSA.Create()", "QA1001 warning RSA-undetermined")]
    [InlineData("RSA.Create(3072)", "QA1001 warning RSA-3072")]
    [InlineData("RSA.Create(1024 * 4)", "QA1001 warning RSA-4096")]
    [InlineData("RSACng.Create()", "QA1001 warning RSA-undetermined")]
    [InlineData("RSA.Create(data.Length)", "QA1001 warning RSA-undetermined")]
    [InlineData("ECDsa.Create()", "QA1002 info ECDSA-undetermined")]
    [InlineData("ECDsa.Create(ECCurve.NamedCurves.brainpoolP384r1)", "QA1002 info ECDSA-brainpoolP384r1")]
    [InlineData("ECDsa.Create(ECCurve.CreateFromFriendlyName(\"secp256k1\"))", "QA1002 info ECDSA-secp256k1")]
    [InlineData("ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256)", "QA1001 warning ECDH-P-256")]
    [InlineData("DSA.Create(2048)", "QA1002 warning DSA-2048")]
    [InlineData("(Func<RSA>)RSA.Create", "QA1001 warning RSA-undetermined")]
    public async Task Given_Key_When_Created_Expect_RuleOfItsThreatAndTheSizeThatIsWritten(string creation, string finding) =>
        Assert.Equal([finding], await CryptographyReport.OfStatementsAsync($"object key = {creation};"));

    [Theory]
    [InlineData("RSACng key = new();")]
    [InlineData("using RSA key = RSA.Create();")]
    [InlineData("RSA? key = null; key ??= RSA.Create();")]
    [InlineData("var size = RSA.Create().KeySize;")]
    [InlineData("var key = new RSACryptoServiceProvider { PersistKeyInCsp = false };")]
    [InlineData("Func<RSA> factory = () => RSA.Create();")]
    [InlineData("RSA Local() => RSA.Create(); Local();")]
    [InlineData("var keys = data.Select(_ => RSA.Create()).ToList();")]
    public async Task Given_Key_When_CreatedInAnyWay_Expect_Finding(string statement) =>
        Assert.Equal(["QA1001 warning RSA-undetermined"], await CryptographyReport.OfStatementsAsync(statement));

    [Fact]
    public async Task Given_Fields_Properties_And_Arguments_When_CreatedThere_Expect_Findings() => Assert.Equal(
        ["QA1001 warning RSA-undetermined", "QA1001 warning ECDH-undetermined", "QA1002 info ECDSA-undetermined", "QA1002 warning DSA-undetermined"],
        await CryptographyReport.OfAsync("""
            class Keys
            {
                private static readonly RSA s_field = RSA.Create();
                public ECDiffieHellman Property { get; } = ECDiffieHellman.Create();
                public ECDsa Expression => ECDsa.Create();
            }

            class Derived() : Primary(DSA.Create());

            class Primary(DSA key) { public DSA Key => key; }
            """));

    [Fact]
    public async Task Given_TypesThatUsersDerive_When_Created_Expect_Findings() => Assert.Equal(
        ["QA1001 warning RSA-undetermined", "QA1001 warning RSA-undetermined"],
        await CryptographyReport.OfAsync("""
            abstract class Base : RSA { public RSA Create(string a, string b) => this; }

            class Mine : Base
            {
                public override RSAParameters ExportParameters(bool includePrivateParameters) => default;
                public override void ImportParameters(RSAParameters parameters) { }
            }

            class User
            {
                RSA Make() => new Mine();
                T Make<T>() where T : RSA, new() => new T();
                RSA Other(Base it) => it.Create("", "");
            }
            """));

    [Fact]
    public async Task Given_TypesOfTheSameName_When_Used_Expect_Nothing() => Assert.Empty(await CryptographyReport.OfAsync("""
        namespace Mine
        {
            class RSA { public static RSA Create() => new RSA(); public byte[] Encrypt(byte[] data) => data; }
            class ECDsaCng { }
            static class SecurityAlgorithms { public const string RsaSha256 = "mine"; }

            class User
            {
                object Make() => RSA.Create().Encrypt([]);
                object New() => new ECDsaCng();
                string Name(List<string> names) { names.Add(SecurityAlgorithms.RsaSha256); return names[0]; }
            }
        }
        """));

    [Theory]
    [InlineData("rsa.Encrypt(data, RSAEncryptionPadding.OaepSHA256)", "QA1001 warning RSA-undetermined")]
    [InlineData("((RSACryptoServiceProvider)rsa).Encrypt(data, true)", "QA1001 warning RSA-undetermined")]
    [InlineData("rsa.Decrypt(data, RSAEncryptionPadding.OaepSHA256)", "QA1100 RSA-undetermined")]
    [InlineData("rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)", "QA1002 info RSA-undetermined")]
    [InlineData("rsa.VerifyData(data, data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)", "QA1100 RSA-undetermined")]
    [InlineData("ecdsa.SignHash(data)", "QA1002 info ECDSA-undetermined")]
    [InlineData("ecdsa.VerifyHash(data, data)", "QA1100 ECDSA-undetermined")]
    public async Task Given_Key_When_Used_Expect_WhatProtectsLouderThanWhatReads(string call, string finding) =>
        Assert.Equal([finding], await CryptographyReport.OfStatementsAsync($"object result = {call};"));

    [Fact]
    public async Task Given_KeyThatOnlyVerifies_When_Imported_Expect_InventoryOnly() => Assert.All(
        await CryptographyReport.OfStatementsAsync("""
            using var key = RSA.Create();
            key.ImportFromPem(name);
            if (!key.VerifyData(data, data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
                throw new CryptographicException();
            """),
        static finding => Assert.StartsWith("QA1100", finding));

    [Fact]
    public async Task Given_KeyThatOnlySigns_When_Created_Expect_RuleOfSignatures() => Assert.Equal(
        ["QA1002 info RSA-2048", "QA1002 info RSA-2048"],
        await CryptographyReport.OfStatementsAsync("""
            using var key = RSA.Create(2048);
            var signature = key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            """));

    [Theory]
    [InlineData("general", "QA1002 info ECDSA-P-256")]
    [InlineData("federal", "QA1002 warning ECDSA-P-256")]
    [InlineData("CNSA2", "QA1002 error ECDSA-P-256")]
    [InlineData("nonsense", "QA1002 info ECDSA-P-256")]
    public async Task Given_Profile_When_Reported_Expect_ItsSeverity(string profile, string finding) => Assert.Equal(
        [finding],
        await CryptographyReport.OfStatementsAsync("object key = ECDsa.Create(ECCurve.NamedCurves.nistP256);", ("quantum_attributes.profile", profile)));

    [Theory]
    [InlineData("general", "0", "QA1001 info ECDH-undetermined")]
    [InlineData("general", "1", "QA1001 warning ECDH-undetermined")]
    [InlineData("cnsa2", "0", "QA1001 error ECDH-undetermined")]
    public async Task Given_DataLifetime_When_Nothing_Expect_EncryptionToBeASuggestion(string profile, string years, string finding) => Assert.Equal(
        [finding],
        await CryptographyReport.OfStatementsAsync(
            "object key = ECDiffieHellman.Create();", ("quantum_attributes.profile", profile), ("quantum_attributes.data_lifetime_years", years)));

    [Theory]
    [InlineData("Use(null!); void Use(RSA key) => key.ToString();")]
    [InlineData("RSA[] keys = new RSA[2];")]
    [InlineData("var keys = new List<RSA>();")]
    [InlineData("var type = typeof(RSACng);")]
    [InlineData("var text = nameof(RSA.Create);")]
    [InlineData("object o = new(); var key = o as RSA;")]
    [InlineData("bool isP256 = ECCurve.NamedCurves.nistP256.Oid.Value == name;")]
    public async Task Given_Mention_When_Analyzed_Expect_NoFinding(string statement) =>
        Assert.DoesNotContain(await CryptographyReport.OfStatementsAsync(statement), static finding => !finding.StartsWith("QA1100", StringComparison.Ordinal));

    [Theory]
    [InlineData("using var key = MLKem.GenerateKey(MLKemAlgorithm.MLKem768);", "QA1100 ML-KEM-768")]
    [InlineData("using var key = MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa65);", "QA1100 ML-DSA-65")]
    public async Task Given_PostQuantumKey_When_Created_Expect_InventoryOnly(string statement, string finding) =>
        Assert.Equal([finding], await CryptographyReport.OfStatementsAsync(statement));

    [Fact]
    public async Task Given_GeneratedCode_When_Analyzed_Expect_Nothing() => Assert.Empty(await CryptographyReport.OfAsync("""
        [System.CodeDom.Compiler.GeneratedCode("tool", "1")]
        class User { object Make() => RSA.Create(); }
        """));

    [Fact]
    public async Task Given_ChainOverLines_When_Reported_Expect_TheLineOfTheName()
    {
        var diagnostics = await CryptographyReport.DiagnosticsAsync("""
            class User
            {
                byte[] Seal(X509Certificate2 certificate, byte[] data) => certificate
                    .GetRSAPublicKey()!
                    .Encrypt(data, RSAEncryptionPadding.OaepSHA256);
            }
            """);

        Assert.Equal(["GetRSAPublicKey()", "Encrypt(data, RSAEncryptionPadding.OaepSHA256)"], diagnostics.Select(static diagnostic =>
            diagnostic.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(diagnostic.Location.SourceSpan)));
    }

    [Fact]
    public async Task Given_Finding_When_Read_Expect_ConsequenceAndRemedyInTheMessage()
    {
        var diagnostics = await CryptographyReport.DiagnosticsAsync(
            "class User { object Make() => ECDiffieHellman.Create(); }",
            ("quantum_attributes.data_lifetime_years", "10"), ("quantum_attributes.deadline_year", "2035"));

        Assert.Equal(
            "ECDiffieHellman.Create: what ECDH protects today can be recorded, and read when a quantum computer exists (act by 2025); "
            + "use KemPrivateKey.Generate(KemAlgorithm.XWing)",
            Assert.Single(diagnostics).GetMessage());
    }
}
