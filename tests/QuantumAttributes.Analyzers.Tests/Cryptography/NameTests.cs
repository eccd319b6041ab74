namespace QuantumAttributes.Analyzers.Tests.Cryptography;

/// <summary>Algorithms that are named by a text or a constant: findings where they choose, wherever the text is written.</summary>
public class NameTests
{
    private const string Usings = "using Microsoft.IdentityModel.Tokens; using Org.BouncyCastle.Security; using Org.BouncyCastle.Crypto;\n";

    [Theory]
    [InlineData("SignerUtilities.GetSigner(\"SHA256withRSA\")", "QA1002 info RSA-undetermined")]
    [InlineData("SignerUtilities.GetSigner(\"SHA-384withECDSA\")", "QA1002 info ECDSA-undetermined")]
    [InlineData("SignerUtilities.GetSigner(\"Ed25519\")", "QA1002 info Ed25519")]
    [InlineData("CipherUtilities.GetCipher(\"RSA/ECB/OAEPWithSHA256AndMGF1Padding\")", "QA1001 warning RSA-undetermined")]
    [InlineData("AgreementUtilities.GetBasicAgreement(\"ECDH\")", "QA1001 warning ECDH-undetermined")]
    [InlineData("GeneratorUtilities.GetKeyPairGenerator(\"X25519\")", "QA1001 warning X25519")]
    [InlineData("DigestUtilities.GetDigest(\"MD5\")", "QA1013 warning MD5")]
    [InlineData("CryptoConfig.CreateFromName(\"ECDsa\")!", "QA1002 info ECDSA-undetermined")]
    [InlineData("CryptoConfig.CreateFromName(\"TripleDES\")!", "QA1013 warning 3DES")]
    [InlineData("DigestUtilities.GetDigest(\"SHA-256\")", "QA1100 SHA-2-256")]
    [InlineData("CipherUtilities.GetCipher(\"AES/GCM/NoPadding\")", "QA1100 AES-undetermined")]
    [InlineData("SignerUtilities.GetSigner(\"ML-DSA-65\")", "QA1100 ML-DSA-65")]
    [InlineData("SignerUtilities.GetSigner(Console.ReadLine())", "QA1100 undetermined-undetermined")]
    public async Task Given_Factory_When_Named_Expect_TheAlgorithm(string call, string finding) =>
        Assert.Equal([finding], await CryptographyReport.OfAsync($"{Usings}class User {{ object Make() => {call}; }}"));

    [Fact]
    public async Task Given_Wrapper_When_Called_Expect_FindingAtTheConstantOnly()
    {
        var diagnostics = await CryptographyReport.DiagnosticsAsync(Usings + """
            static class Signers
            {
                public static ISigner Make(string algorithm) => Inner(algorithm);
                private static ISigner Inner(string name) => SignerUtilities.GetSigner(name);
            }

            class User
            {
                private const string Old = "SHA1withRSA";
                ISigner A() => Signers.Make("SHA256withECDSA");
                ISigner B() => Signers.Make(Old);
                ISigner C() => Signers.Make("ML-DSA-44");
                ISigner D(string chosen) => Signers.Make(chosen);
                ISigner E(bool isLong) => Signers.Make(isLong ? "Ed448" : "ML-DSA-87");
            }
            """);

        Assert.Equal(
            ["\"SHA256withECDSA\"", "Old", "\"Ed448\""],
            diagnostics.Where(static diagnostic => diagnostic.Id == "QA1002").Select(static diagnostic =>
                diagnostic.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(diagnostic.Location.SourceSpan)));
    }

    [Fact]
    public async Task Given_WrapperOfAnotherAssembly_When_Configured_Expect_Finding()
    {
        const string Source = "class User { object Make() => System.Reflection.Assembly.Load(\"RSA\"); }";

        Assert.Empty(await CryptographyReport.OfAsync(Source));
        Assert.Equal(
            ["QA1001 warning RSA-undetermined"],
            await CryptographyReport.OfAsync(Source, ("quantum_attributes.wrapper_types", "System.Reflection.Assembly")));
    }

    [Theory]
    [InlineData("new SigningCredentials(new RsaSecurityKey(key), SecurityAlgorithms.RsaSha256)", "QA1007 info RSA-undetermined")]
    [InlineData("new SigningCredentials(any, \"ES384\")", "QA1007 info ECDSA-P-384")]
    [InlineData("new EncryptingCredentials(any, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256CbcHmacSha512)", "QA1007 warning RSA-undetermined")]
    [InlineData("new { alg = \"RS256\" }", "QA1007 info RSA-undetermined")]
    [InlineData("new Dictionary<string, string> { [\"alg\"] = \"PS256\" }", "QA1007 info RSA-undetermined")]
    [InlineData("new Dictionary<string, string> { { \"alg\", \"ES256\" } }", "QA1007 info ECDSA-P-256")]
    public async Task Given_TokenAlgorithm_When_Chosen_Expect_Finding(string expression, string finding) => Assert.Equal(
        [finding], await CryptographyReport.OfAsync($"{Usings}class User {{ object Make(RSA key, SecurityKey any) => {expression}; }}"));

    [Theory]
    [InlineData("new SigningCredentials(new SymmetricSecurityKey(new byte[32]), SecurityAlgorithms.HmacSha256)")]
    [InlineData("algorithm == SecurityAlgorithms.RsaSha256")]
    [InlineData("algorithm is \"RS256\" or SecurityAlgorithms.EcdsaSha256")]
    [InlineData("algorithm switch { SecurityAlgorithms.RsaSha256 => 1, _ => 2 }")]
    [InlineData("new[] { SecurityAlgorithms.RsaSha256, \"ES256\" }.Contains(algorithm)")]
    [InlineData("$\"not {SecurityAlgorithms.RsaSha256}\"")]
    [InlineData("throw new NotSupportedException(SecurityAlgorithms.RsaSha256)")]
    [InlineData("algorithm.StartsWith(\"RS256\")")]
    [InlineData("new Dictionary<string, int> { [SecurityAlgorithms.RsaSha256] = 1, [\"ES256\"] = 2 }")]
    [InlineData("names[SecurityAlgorithms.RsaSha256]")]
    [InlineData("nameof(SecurityAlgorithms.RsaSha256)")]
    [InlineData("new { Title = \"RS256\", Description = \"RSA\" }")]
    public async Task Given_TokenAlgorithm_When_OnlyAsked_Expect_Nothing(string expression) => Assert.Empty(
        await CryptographyReport.OfAsync($"{Usings}class User {{ object Make(string algorithm, Dictionary<string, string> names) => {expression}; }}"));

    [Fact]
    public async Task Given_TokensThatAreChecked_When_Analyzed_Expect_InventoryOnly() => Assert.All(
        await CryptographyReport.OfAsync(Usings + """
            class User
            {
                TokenValidationParameters Make(RSA key) => new()
                {
                    IssuerSigningKey = new RsaSecurityKey(key),
                    ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                };
            }
            """),
        static finding => Assert.StartsWith("QA1100", finding));

    [Theory]
    [InlineData("[DllImport(\"libcrypto.so.3\")] static extern int RSA_sign(int type);", "QA1012 warning RSA-undetermined")]
    [InlineData("[DllImport(\"libcrypto-3-x64\", EntryPoint = \"ECDH_compute_key\")] static extern int Agree(int type);", "QA1012 warning ECDH-undetermined")]
    [InlineData("[DllImport(\"ncrypt.dll\")] static extern int NCryptSignHash(int type);", "QA1100 undetermined-undetermined")]
    public async Task Given_NativeFunction_When_Declared_Expect_Finding(string declaration, string finding) =>
        Assert.Equal([finding], await CryptographyReport.OfAsync($"class User {{ {declaration} }}"));

    [Theory]
    [InlineData("[DllImport(\"libfleet\")] static extern int RSA_sign(int type);")]
    [InlineData("[DllImport(\"libcrypto\")] static extern int RAND_bytes(int type);")]
    [InlineData("static int RSA_sign(int type) => type;")]
    public async Task Given_OtherFunction_When_Declared_Expect_Nothing(string declaration) =>
        Assert.Empty(await CryptographyReport.OfAsync($"class User {{ {declaration} }}"));
}
