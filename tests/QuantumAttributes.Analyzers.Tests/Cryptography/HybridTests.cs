namespace QuantumAttributes.Analyzers.Tests.Cryptography;

/// <summary>Classical legs of hybrids belong into the inventory; what only looks like one is a finding.</summary>
public class HybridTests
{
    [Theory]
    [InlineData("byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, [.. quantum, .. classical], 32);")]
    [InlineData("byte[] both = new byte[64]; quantum.CopyTo(both, 0); Buffer.BlockCopy(classical, 0, both, 32, 32); byte[] key = SHA3_256.HashData(both);")]
    [InlineData("byte[] both = quantum.Concat(classical).ToArray(); byte[] key = HKDF.Extract(HashAlgorithmName.SHA256, both);")]
    [InlineData("byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, quantum, 32, salt: classical);")]
    public async Task Given_BothSecretsInOneDerivation_When_Analyzed_Expect_InventoryOnly(string derivation) =>
        Assert.DoesNotContain(await ReportAsync(derivation), IsFinding);

    [Theory]
    [InlineData("byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, classical, 32);")]
    [InlineData("byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, classical, 32); byte[] log = HKDF.DeriveKey(HashAlgorithmName.SHA256, quantum, 32);")]
    [InlineData("byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, classical, quantum.Length);")]
    [InlineData("byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, classical, 32, salt: ciphertext);")]
    public async Task Given_SecretsThatDoNotMeet_When_Analyzed_Expect_Finding(string derivation) =>
        Assert.Contains("QA1001 warning ECDH-undetermined", await ReportAsync(derivation));

    [Fact]
    public async Task Given_MarkedType_When_Analyzed_Expect_InventoryOnly()
    {
        var diagnostics = await CryptographyReport.DiagnosticsAsync("""
            [QuantumAttributes.QuantumHybrid(Combiner = "X-Wing")]
            class Leg { ECDiffieHellman Make() => ECDiffieHellman.Create(); class Inner { RSA Make() => RSA.Create(); } }
            class Other { [QuantumAttributes.QuantumHybrid] ECDsa Make() => ECDsa.Create(); RSA Plain() => RSA.Create(); }
            """);

        Assert.Equal(["QA1100", "QA1100", "QA1100", "QA1001"], diagnostics.Select(static diagnostic => diagnostic.Id));
        Assert.EndsWith("as the classical leg of a hybrid", diagnostics[0].GetMessage());
    }

    [Theory]
    [InlineData("return [ecdsa.SignData(message, HashAlgorithmName.SHA256), mldsa.SignData(message)];", false)]
    [InlineData("return [ecdsa.SignData(message, HashAlgorithmName.SHA256), mldsa.SignData(other)];", true)]
    [InlineData("return [ecdsa.SignData(message, HashAlgorithmName.SHA256)];", true)]
    public async Task Given_TwoSignatures_When_OverOneMessage_Expect_InventoryOnly(string statement, bool isFinding) => Assert.Equal(
        isFinding,
        (await CryptographyReport.OfAsync($$"""
            class User
            {
                byte[][] Sign(ECDsa ecdsa, MLDsa mldsa, byte[] message, byte[] other) { {{statement}} }
            }
            """)).Any(IsFinding));

    [Fact]
    public async Task Given_SafeType_When_Configured_Expect_InventoryOnly() => Assert.Equal(
        ["QA1100 RSA-undetermined"],
        await CryptographyReport.OfAsync(
            "namespace Shop { class Legacy { RSA Make() => RSA.Create(); } }", ("quantum_attributes.safe_types", "Other.Type, Shop.Legacy")));

    private static bool IsFinding(string finding) => !finding.StartsWith("QA1100", StringComparison.Ordinal);

    private static Task<string[]> ReportAsync(string derivation) => CryptographyReport.OfAsync($$"""
        class Session
        {
            void Begin(MLKem peer, ECDiffieHellman own, ECDiffieHellmanPublicKey other)
            {
                byte[] classical = own.DeriveRawSecretAgreement(other);
                peer.Encapsulate(out byte[] ciphertext, out byte[] quantum);
                {{derivation}}
            }
        }
        """);
}
