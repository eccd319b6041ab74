using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.CodeFixes.Cryptography;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

public class HybridSecretFixTests
{
    [Fact]
    public Task Given_AgreementThatNobodyCalls_When_Fixed_Expect_BothSecretsInTheKey() => CryptographyFixTest.VerifyAsync<HybridSecretFix>(
        Source("""
            static byte[] Agree(ECDiffieHellmanPublicKey peer)
            {
                using ECDiffieHellman own = {|QA1001:ECDiffieHellman.Create()|};
                byte[] key = {|QA1001:own.DeriveRawSecretAgreement(peer)|}; // raw
                return Expand(key);
            }
        """).Replace("\nusing QuantumAttributes.Cryptography;", "", StringComparison.Ordinal),
        Source("""
            static byte[] Agree(ECDiffieHellmanPublicKey peer, KemPublicKey recipient)
            {
                using ECDiffieHellman own = ECDiffieHellman.Create();
                byte[] classicalSecret = own.DeriveRawSecretAgreement(peer); // raw
                // To be done: send kemCiphertext along. The other side gets kemSecret by Decapsulate(kemCiphertext), and derives the same key.
                // recipient is that side's public key, of ML-KEM or X-Wing; make sure that it is, as you do for the classical one.
                (byte[] kemCiphertext, byte[] kemSecret) = recipient.Encapsulate();
                byte[] key = HKDF.DeriveKey(
                    HashAlgorithmName.SHA384, [.. classicalSecret, .. kemSecret], classicalSecret.Length, info: kemCiphertext);
                return Expand(key);
            }
        """));

    [Fact]
    public Task Given_LocalThatIsAssignedAndKeyInSight_When_Fixed_Expect_ItAssignedFromBoth() => VerifyAsync(
        """
            KemPublicKey PeerKem { get; } = null!;

            public byte[] Agree(ECDiffieHellmanCng own, ECDiffieHellmanPublicKey peer, bool isRaw)
            {
                byte[] key;
                if (isRaw)
                {
                    key = {|QA1001:own.DeriveKeyFromHash(
                        peer,
                        HashAlgorithmName.SHA256)|};
                }
                else
                {
                    key = [];
                }
                return key;
            }
        """,
        """
            KemPublicKey PeerKem { get; } = null!;

            public byte[] Agree(ECDiffieHellmanCng own, ECDiffieHellmanPublicKey peer, bool isRaw)
            {
                byte[] key;
                if (isRaw)
                {
                    byte[] classicalSecret = own.DeriveKeyFromHash(
                        peer,
                        HashAlgorithmName.SHA256);
                    // To be done: send kemCiphertext along. The other side gets kemSecret by Decapsulate(kemCiphertext), and derives the same key.
                    // PeerKem is that side's public key, of ML-KEM or X-Wing; make sure that it is, as you do for the classical one.
                    (byte[] kemCiphertext, byte[] kemSecret) = PeerKem.Encapsulate();
                    key = HKDF.DeriveKey(
                        HashAlgorithmName.SHA384, [.. classicalSecret, .. kemSecret], classicalSecret.Length, info: kemCiphertext);
                }
                else
                {
                    key = [];
                }
                return key;
            }
        """);

    [Theory]
    [InlineData("byte[] Agree(PAIR) => {|QA1001:own.DeriveRawSecretAgreement(peer)|};")]
    [InlineData("void Agree(PAIR) { Expand(AGREED); }")]
    [InlineData("void Agree(PAIR) { _key = AGREED; }")]
    [InlineData("void Agree(PAIR, byte[] kemSecret) { byte[] key = AGREED; Expand(key); }")]
    [InlineData("public void Agree(PAIR) { byte[] key = AGREED; Expand(key); }")]
    [InlineData("void Agree() { var own = {|QA1001:ECDiffieHellman.Create()|}; own.Dispose(); }")]
    [InlineData("void Agree(RSA key, byte[] data) { var text = {|QA1001:key.Encrypt(data, RSAEncryptionPadding.Pkcs1)|}; Expand(text); }")]
    [InlineData("byte[] Agree(PAIR, bool isRaw) { byte[] key = []; if (isRaw) key = AGREED; return key; }")]
    public Task Given_NoLocalOrNoKeyOrTakenNames_When_Fixed_Expect_NoChange(string member) =>
        CryptographyFixTest.VerifyNotOfferedAsync<HybridSecretFix>(Source(member)
            .Replace("PAIR", "ECDiffieHellman own, ECDiffieHellmanPublicKey peer", StringComparison.Ordinal)
            .Replace("AGREED", "{|QA1001:own.DeriveKeyMaterial(peer)|}", StringComparison.Ordinal));

    [Fact]
    public Task Given_ProjectWithTheAnalyzersAlone_When_Fixed_Expect_NoChange() => CryptographyFixTest.VerifyNotOfferedAsync<HybridSecretFix>(
        """
        using System.Security.Cryptography;

        class Sessions
        {
            byte[] Agree(ECDiffieHellman own, ECDiffieHellmanPublicKey peer)
            {
                byte[] key = {|QA1001:own.DeriveRawSecretAgreement(peer)|};
                return key;
            }
        }
        """,
        hasOurs: false);

    private static Task VerifyAsync(string before, string after) =>
        CryptographyFixTest.VerifyAsync<HybridSecretFix>(Source(before), Source(after));

    private static string Source(string member) => $$"""
        using System.Runtime.Versioning;
        using System.Security.Cryptography;
        using QuantumAttributes.Cryptography;

        [SupportedOSPlatform("windows")]
        class Sessions
        {
            byte[] _key = [];

            static byte[] Expand(byte[] key) => key;

        {{member}}

            bool IsReady => _key.Length > 0;
        }
        """;
}
