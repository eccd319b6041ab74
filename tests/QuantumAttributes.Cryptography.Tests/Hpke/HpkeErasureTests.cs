using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// HPKE contexts and sealed messages that are done with: of the shared secret, the cipher's key, the exporter secret, what was
/// exported and the plaintext there is nothing in memory, when the caller has zeroed its own buffers.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public class HpkeErasureTests(ITestOutputHelper output)
{
    private const int ContextsOfEach = 2;
    private const int PlaintextSize = 100;

    private static readonly HpkeAead[] Ciphers =
        [HpkeAead.Aes128Gcm, HpkeAead.Aes256Gcm, HpkeAead.ChaCha20Poly1305, HpkeAead.ExportOnly];

    private static readonly byte[] Info = [.. "info"u8];

    private delegate void Operation(HpkeSuite suite, KemPrivateKey key, SecretNeedles needles);

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_ContextsUsedAndDisposed_When_MemorySearched_Expect_NothingOfTheirSecrets(string provider) =>
        AssertNothingLeft(provider, "HPKE contexts", static (suite, key, needles) =>
        {
            using SecretBytes exported = new(32);
            using SecretBytes message = NewPlaintext(needles);
            using SecretBytes opened = new(PlaintextSize);
            HpkeSender sender = suite.SetupSender(key.PublicKey, Info);
            HpkeReceiver receiver = suite.SetupReceiver(key, sender.EncapsulatedKey.Span, Info);
            sender.Export("label"u8, exported.Span);
            receiver.Export("label"u8, exported.Span);
            needles.Add(exported.Span, $"exported, {suite}");
            if (suite.Aead != HpkeAead.ExportOnly)
            {
                receiver.Open(sender.Seal(message.Span), opened.Span, []);
                AssertRefused(() => receiver.Open(sender.Seal([1, 2, 3]), new byte[3], "other"u8));
            }

            AddSecrets(needles, suite, key, sender.EncapsulatedKey.Span, Info);
            sender.Dispose();
            receiver.Dispose();
        });

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_MessagesSealedAndOpened_When_MemorySearched_Expect_NothingOfTheirSecrets(string provider) =>
        AssertNothingLeft(provider, "sealed messages", static (suite, key, needles) =>
        {
            if (suite.Aead == HpkeAead.ExportOnly || suite.Kem.NistCategory == 0)
                return;

            using SecretBytes message = NewPlaintext(needles);
            using SecretBytes opened = new(PlaintextSize);
            byte[] sealedMessage = new byte[QuantumSeal.GetSealedSize(suite.Kem, PlaintextSize)];
            QuantumSeal.Seal(key.PublicKey, message.Span, sealedMessage, Info, [], suite);
            QuantumSeal.Open(key, sealedMessage, opened.Span, Info, []);
            sealedMessage[^1] ^= 1;
            AssertRefused(() => QuantumSeal.Open(key, sealedMessage, opened.Span, Info, []));
            AddSecretsOfSealed(needles, suite, key, sealedMessage);
        });

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_StreamsSealedAndOpened_When_MemorySearched_Expect_NothingOfTheirSecrets(string provider) =>
        AssertNothingLeft(provider, "sealed streams", static (suite, key, needles) =>
        {
            if (suite.Aead == HpkeAead.ExportOnly || suite.Kem.NistCategory == 0)
                return;

            using SecretBytes message = NewPlaintext(needles);
            using SecretBytes opened = new(PlaintextSize);
            using MemoryStream plaintext = new(message.Array);
            using MemoryStream destination = new();
            using MemoryStream received = new(opened.Array);
            QuantumSeal.SealAsync(key.PublicKey, plaintext, destination, Info, suite: suite).GetAwaiter().GetResult();
            byte[] sealedMessage = destination.ToArray();
            using MemoryStream source = new(sealedMessage);
            QuantumSeal.OpenAsync(key, source, received, Info).GetAwaiter().GetResult();
            AddSecretsOfSealed(needles, suite, key, sealedMessage);
        });

    private void AssertNothingLeft(string provider, string what, Operation operation)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        SecretNeedles needles = new();
        using SecretBytes alive = NewPlaintext(needles, SecretNeedles.Control);
        foreach (KemAlgorithm kem in KemAlgorithm.All.Where(a => a.HpkeId is not null && providers.Supports(a)))
        {
            using KemPrivateKey key = KemPrivateKey.Generate(kem, providers);
            foreach (HpkeKdf kdf in Enum.GetValues<HpkeKdf>())
            {
                foreach (HpkeAead aead in Ciphers)
                {
                    for (int i = 0; i < ContextsOfEach; i++)
                        operation(new HpkeSuite(kem, kdf, aead), key, needles);
                }
            }
        }

        needles.AssertOnlyTheControlIsFound(output, $"{what} on {provider}");
    }

    private static SecretBytes NewPlaintext(SecretNeedles needles, string what = "plaintext")
    {
        SecretBytes plaintext = new(PlaintextSize);
        RandomNumberGenerator.Fill(plaintext.Span);
        needles.Add(plaintext.Span, what);
        return plaintext;
    }

    private static void AddSecretsOfSealed(
        SecretNeedles needles, HpkeSuite suite, KemPrivateKey key, ReadOnlySpan<byte> sealedMessage)
    {
        byte[] header = sealedMessage[..SealHeader.Size].ToArray();
        ReadOnlySpan<byte> encapsulatedKey = sealedMessage.Slice(SealHeader.Size, suite.EncapsulatedKeySize);
        AddSecrets(needles, suite, key, encapsulatedKey, [.. header, .. Info]);
    }

    /// <summary>Computes them once more, as a receiver does.</summary>
    private static void AddSecrets(
        SecretNeedles needles, HpkeSuite suite, KemPrivateKey key, ReadOnlySpan<byte> encapsulatedKey, byte[] info)
    {
        (int keySize, int nonceSize) = AeadCipher.FindSizes(suite.Aead)!.Value;
        using SecretBytes sharedSecret = new(suite.Kem.SharedSecretSize);
        key.Decapsulate(encapsulatedKey, sharedSecret.Span);
        using HpkeSecrets secrets = new(keySize, nonceSize, suite.KeySchedule.Nh);
        suite.KeySchedule.CombineSecrets(suite.Id, 0, sharedSecret.Span, info, [], [], secrets);
        needles.Add(sharedSecret.Span, $"shared secret, {suite}");
        needles.Add(secrets.Key, $"key, {suite}");
        needles.Add(secrets.ExporterSecret, $"exporter secret, {suite}");
    }

    private static void AssertRefused(Action open) => Assert.ThrowsAny<CryptographicException>(open);
}
