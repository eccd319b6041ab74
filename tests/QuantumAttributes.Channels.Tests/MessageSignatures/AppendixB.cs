using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Math.EC.Rfc8032;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Tests.StructuredFields;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

/// <summary>The sections of tests/vectors/rfc9421/appendix-b.json, and the keys that they use.</summary>
internal static class AppendixB
{
    private static readonly Dictionary<string, string[]> Sections = Read();

    public static TestMessage Request { get; } = TestMessage.Parse(Blocks("Test Cases")[0]);

    public static TestMessage Response { get; } = TestMessage.Parse(Blocks("Test Cases")[1]);

    public static IEnumerable<string> SectionNames => Sections.Keys;

    public static string[] Blocks(string section) => Sections[section];

    /// <summary>How many sections hold a signature base.</summary>
    public static int CountOfBases => Sections.Values.Count(blocks => blocks.Any(IsBase));

    public static string BaseOf(string section) => Unfold(Blocks(section).Single(IsBase));

    public static bool Verify(string keyId, byte[] signatureBase, byte[] signature)
    {
        switch (keyId)
        {
            case "test-key-rsa-pss":
                using (RSA rsa = RSA.Create(new RSAParameters
                {
                    Modulus = Jwk("Example RSA PSS Key", "n"),
                    Exponent = Jwk("Example RSA PSS Key", "e"),
                }))
                {
                    return rsa.VerifyData(signatureBase, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss);
                }

            case "test-key-ecc-p256":
                // B.1.3 prints the private key.
                JsonNode jwk = JsonNode.Parse(Blocks("Example ECC P-256 Test Key").Last())!;
                jwk.AsObject().Remove("d");
                using (JsonDocument document = JsonDocument.Parse(jwk.ToJsonString()))
                using (ClassicalVerifyingKey key = ClassicalVerifyingKey.FromJwk(document.RootElement))
                {
                    return key.Verify(signatureBase, signature);
                }

            case "test-key-ed25519":
                byte[] publicKey = Jwk("Example Ed25519 Test Key", "x");
                return Ed25519.Verify(signature, 0, publicKey, 0, signatureBase, 0, signatureBase.Length);

            default:
                Assert.Equal("test-shared-secret", keyId);
                byte[] secret = Convert.FromBase64String(Blocks("Example Shared Secret")[0]);
                using (SessionMacKey key = new(secret))
                {
                    return SessionMacKey.Verify(secret, signatureBase, signature, SymmetricCryptography.Platform)
                        && SessionMacKey.Verify(secret, signatureBase, signature, ProviderSet.Default.Symmetric)
                        && key.Sign(signatureBase).AsSpan().SequenceEqual(signature);
                }
        }
    }

    private static bool IsBase(string block) => block.Contains("\"@signature-params\": ", StringComparison.Ordinal);

    // RFC 8792: one base is still folded in the source.
    private static string Unfold(string text) => text.Replace("\\\n  ", "", StringComparison.Ordinal);

    private static byte[] Jwk(string section, string member)
    {
        using JsonDocument key = JsonDocument.Parse(Blocks(section).Last());
        return System.Buffers.Text.Base64Url.DecodeFromChars(key.RootElement.GetProperty(member).GetString());
    }

    private static Dictionary<string, string[]> Read()
    {
        using FileStream file = File.OpenRead(StructuredFieldVectors.PathTo("appendix-b.json"));
        using JsonDocument document = JsonDocument.Parse(file);
        return document.RootElement.EnumerateArray().ToDictionary(
            section => section.GetProperty("section").GetString()!,
            section => section.GetProperty("blocks").EnumerateArray()
                .Select(block => block.GetProperty("text").GetString()!).ToArray());
    }
}
