using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// What draws randomness above the algorithms, with a generator that fails at each of its calls in turn: senders of HPKE, sealed
/// messages and streams, encrypted private keys.
/// </summary>
public sealed class FailingRandomnessOfSendersTests : IDisposable
{
    private const string Password = "correct horse";

    private static readonly byte[] Message = Keys.Counting(100);

    private static readonly PbeParameters Quick =
        new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1);

    private readonly FailingRandom _random = new();

    public static TheoryData<string, string> HpkeKems => [.. ProviderUnderTest.With(static provider =>
        ProviderUnderTest.KemsThatDrawFromTheSeam(provider).Where(static a => a.HpkeId is not null))];

    public static TheoryData<string, string> SealKems => [.. ProviderUnderTest.With(static provider =>
        ProviderUnderTest.KemsThatDrawFromTheSeam(provider).Where(static a => a is { HpkeId: not null, NistCategory: not 0 }))];

    public void Dispose() => _random.Dispose();

    [Theory]
    [MemberData(nameof(HpkeKems))]
    public void Given_GeneratorThatFails_When_HpkeSenderSetUp_Expect_TheFailure(string name, string provider)
    {
        using KemPrivateKey key = NewKey(name, provider);
        HpkeSuite suite = new(key.Algorithm, HpkeKdf.HkdfSha256, HpkeAead.Aes256Gcm);
        byte[] encapsulatedKey = [];
        byte[] ciphertext = [];

        _random.AssertFailsAtEveryCall(() =>
        {
            using HpkeSender sender = suite.SetupSender(key.PublicKey);
            encapsulatedKey = sender.EncapsulatedKey.ToArray();
            ciphertext = sender.Seal(Message);
        });
        using HpkeReceiver receiver = suite.SetupReceiver(key, encapsulatedKey);
        Assert.Equal(Message, receiver.Open(ciphertext));
    }

    [Theory]
    [MemberData(nameof(SealKems))]
    public void Given_GeneratorThatFails_When_Sealed_Expect_TheFailureAndNothingWritten(string name, string provider)
    {
        using KemPrivateKey key = NewKey(name, provider);
        byte[] sealedMessage = new byte[QuantumSeal.GetSealedSize(key.Algorithm, Message.Length)];

        _random.AssertFailsAtEveryCall(
            () =>
            {
                Array.Fill(sealedMessage, (byte)0xAA);
                QuantumSeal.Seal(key.PublicKey, Message, sealedMessage, "info"u8, "aad"u8);
            },
            () => Assert.Equal(new byte[sealedMessage.Length], sealedMessage));
        Assert.Equal(Message, QuantumSeal.Open(key, sealedMessage, "info"u8, "aad"u8));
    }

    [Theory]
    [MemberData(nameof(SealKems))]
    public void Given_GeneratorThatFails_When_StreamSealed_Expect_TheFailureAndNothingWritten(string name, string provider)
    {
        using KemPrivateKey key = NewKey(name, provider);
        MemoryStream sealedMessage = new();

        _random.AssertFailsAtEveryCall(
            () =>
            {
                sealedMessage.SetLength(0);
                QuantumSeal.SealAsync(key.PublicKey, new MemoryStream(Message), sealedMessage).GetAwaiter().GetResult();
            },
            () => Assert.Equal(0, sealedMessage.Length));
        Assert.Equal(Message, QuantumSeal.Open(key, sealedMessage.ToArray()));
    }

    /// <summary>Salt and initialization vector are drawn from the set that is named, whatever the key's own.</summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_GeneratorThatFails_When_KeyEncrypted_Expect_TheFailure(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider, _random);
        byte[] seed = Keys.Counting(32);
        using SigningKey key = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, seed, ProviderUnderTest.Set(provider));
        byte[] encrypted = [];
        string pem = "";

        _random.AssertFailsAtEveryCall(() => encrypted = key.ExportEncryptedPkcs8PrivateKey(Password, Quick, providers));
        _random.AssertFailsAtEveryCall(() => encrypted = key.ExportEncryptedPkcs8PrivateKey("bytes"u8, Quick, providers));
        _random.AssertFailsAtEveryCall(() => pem = key.ExportEncryptedPkcs8PrivateKeyPem(Password, Quick, providers));
        using SigningKey again = SigningKey.ImportEncryptedPkcs8PrivateKey("bytes"u8, encrypted, providers);
        using SigningKey fromPem = SigningKey.ImportFromEncryptedPem(pem, Password, providers);
        Assert.Equal(seed, again.ExportSeed());
        Assert.Equal(seed, fromPem.ExportSeed());
    }

    private KemPrivateKey NewKey(string name, string provider) =>
        KemPrivateKey.Generate(KemAlgorithm.Parse(name), ProviderUnderTest.Set(provider, _random));
}
