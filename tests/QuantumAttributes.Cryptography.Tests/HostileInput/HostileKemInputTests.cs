using System.Text;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>What reads keys, ciphertexts and sealed messages, for every KEM of the catalogue.</summary>
[Collection(nameof(HostileInput))]
public class HostileKemInputTests
{
    public static TheoryData<string> All => [.. KemAlgorithm.All.Select(static a => a.Name)];

    public static TheoryData<string> WithOid => Where(static a => a.Oid is not null);

    public static TheoryData<string> WithSeed => Where(static a => a.SeedSize is not null);

    public static TheoryData<string> WithExpandedKey => Where(static a => a.ExpandedPrivateKeySize is not null);

    public static TheoryData<string> ForHpke => Where(static a => a.HpkeId is not null);

    public static TheoryData<string> ForSeals => Where(static a => a.HpkeId is not null && a.NistCategory > 0);

    [Theory]
    [MemberData(nameof(All))]
    public void Given_AnyBytes_When_PublicKeyImported_Expect_TakenAsTheyAreOrRefused(string name)
    {
        using KemPrivateKey key = Generate(name);
        HostileInput.Bytes(key.PublicKey.Export(), bytes =>
        {
            using KemPublicKey imported = KemPublicKey.Import(key.Algorithm, bytes);
            Assert.Equal(bytes, imported.Export());
            imported.Encapsulate();
        });
    }

    [Theory]
    [MemberData(nameof(WithOid))]
    public void Given_AnyDer_When_PublicKeyImported_Expect_TakenAsItIsOrRefused(string name)
    {
        using KemPrivateKey key = Generate(name);
        HostileInput.Bytes(key.PublicKey.ExportSubjectPublicKeyInfo(), bytes =>
        {
            using KemPublicKey imported = KemPublicKey.ImportSubjectPublicKeyInfo(bytes);
            Assert.Equal(bytes, imported.ExportSubjectPublicKeyInfo());
        });
    }

    [Theory]
    [MemberData(nameof(WithOid))]
    public void Given_AnyText_When_PublicKeyImported_Expect_TakenOrRefused(string name)
    {
        using KemPrivateKey key = Generate(name);
        HostileInput.Text(
            key.PublicKey.ExportSubjectPublicKeyInfoPem(), static text => KemPublicKey.ImportFromPem(text).Dispose());
    }

    [Theory]
    [MemberData(nameof(WithSeed))]
    public void Given_AnyBytes_When_SeedImported_Expect_TakenAsTheyAreOrRefused(string name)
    {
        using KemPrivateKey key = Generate(name);
        HostileInput.Bytes(key.ExportSeed(), bytes =>
        {
            using KemPrivateKey imported = KemPrivateKey.ImportSeed(key.Algorithm, bytes);
            Assert.Equal(bytes, imported.ExportSeed());
        });
    }

    [Theory]
    [MemberData(nameof(WithExpandedKey))]
    public void Given_AnyBytes_When_ExpandedKeyImported_Expect_TakenOrRefused(string name)
    {
        using KemPrivateKey key = Generate(name);
        HostileInput.Bytes(Keys.Expanded(key), bytes => KemPrivateKey.ImportExpanded(key.Algorithm, bytes).Dispose());
    }

    [Theory]
    [MemberData(nameof(WithOid))]
    public void Given_AnyDer_When_PrivateKeyImported_Expect_TakenOrRefused(string name)
    {
        using KemPrivateKey key = Generate(name);
        HostileInput.Bytes(key.ExportPkcs8PrivateKey(), static bytes => KemPrivateKey.ImportPkcs8PrivateKey(bytes).Dispose());
    }

    [Theory]
    [MemberData(nameof(WithOid))]
    public void Given_AnyText_When_PrivateKeyImported_Expect_TakenOrRefused(string name)
    {
        using KemPrivateKey key = Generate(name);
        HostileInput.Text(key.ExportPkcs8PrivateKeyPem(), static text => KemPrivateKey.ImportFromPem(text).Dispose());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Given_AnyBytes_When_Decapsulated_Expect_SecretOrRefused(string name)
    {
        using KemPrivateKey key = Generate(name);
        HostileInput.Bytes(key.PublicKey.Encapsulate().Ciphertext, bytes => key.Decapsulate(bytes));
    }

    [Theory]
    [MemberData(nameof(ForHpke))]
    public void Given_AnyBytes_When_ReceivedByHpke_Expect_OpenedOrRefused(string name)
    {
        using KemPrivateKey key = Generate(name);
        HpkeSuite suite = new(key.Algorithm, HpkeKdf.HkdfSha256, HpkeAead.Aes128Gcm);
        using HpkeSender sender = suite.SetupSender(key.PublicKey);
        byte[] message = [.. sender.EncapsulatedKey.Span, .. sender.Seal("message"u8)];
        int size = key.Algorithm.CiphertextSize;
        HostileInput.Bytes(message, bytes =>
        {
            using HpkeReceiver receiver = suite.SetupReceiver(key, bytes.AsSpan(0, Math.Min(size, bytes.Length)));
            receiver.Open(bytes.AsSpan(Math.Min(size, bytes.Length)));
        });
    }

    [Theory]
    [MemberData(nameof(ForSeals))]
    public void Given_AnyBytes_When_Opened_Expect_OnlyTheSealedMessage(string name)
    {
        using KemPrivateKey key = Generate(name);
        byte[] message = Encoding.ASCII.GetBytes(name);
        byte[] sealedMessage = QuantumSeal.Seal(key.PublicKey, message);
        HostileInput.Bytes(sealedMessage, bytes =>
        {
            Assert.Equal(message, QuantumSeal.Open(key, bytes));
            Assert.Equal(sealedMessage, bytes);
        });
    }

    [Theory]
    [MemberData(nameof(ForSeals))]
    public void Given_AnyStream_When_Opened_Expect_OnlyTheSealedMessage(string name)
    {
        using KemPrivateKey key = Generate(name);
        byte[] sealedMessage = QuantumSeal.Seal(key.PublicKey, "message"u8);
        HostileInput.Bytes(sealedMessage, bytes =>
        {
            Task opened = QuantumSeal.OpenAsync(key, new MemoryStream(bytes), Stream.Null);
            Assert.True(opened.IsCompleted);
            opened.GetAwaiter().GetResult();
            Assert.Equal(sealedMessage, bytes);
        });
    }

    [Fact]
    public void Given_AnyName_When_Parsed_Expect_AlgorithmOrFormatException() => HostileInput.Text("MLKEM768-P256", static text =>
    {
        bool isOfEitherKind = KemAlgorithm.TryParse(text, out _) || SignatureAlgorithm.TryParse(text, out _);
        Assert.Equal(isOfEitherKind, AlgorithmCatalogue.TryFind(text, out _));
        KemAlgorithm.Parse(text);
    });

    private static TheoryData<string> Where(Func<KemAlgorithm, bool> isWanted) =>
        [.. KemAlgorithm.All.Where(isWanted).Select(static a => a.Name)];

    private static KemPrivateKey Generate(string name) => KemPrivateKey.Generate(KemAlgorithm.Parse(name));
}
