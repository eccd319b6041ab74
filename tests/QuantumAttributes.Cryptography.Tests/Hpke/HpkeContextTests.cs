using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class HpkeContextTests
{
    private static readonly byte[] Psk = Keys.Counting(32);
    private static readonly HpkeSuite Suite = new(KemAlgorithm.MLKem768, HpkeKdf.HkdfSha256, HpkeAead.Aes128Gcm);
    private static readonly KemPrivateKey Recipient = KemPrivateKey.Generate(KemAlgorithm.MLKem768);

    public static TheoryData<HpkeKdf> Kdfs => [.. Enum.GetValues<HpkeKdf>()];

    /// <summary>Every KEM, KDF and AEAD, in both modes: 4 messages, one of them empty, and an export.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_EverySuite_When_SenderSeals_Expect_ReceiverOpensAndExportsAlike(bool withPsk)
    {
        int suites = 0;
        foreach (KemAlgorithm kem in KemAlgorithm.All.Where(static a => a.HpkeId is not null))
        {
            using KemPrivateKey key = KemPrivateKey.Generate(kem);
            foreach (HpkeKdf kdf in Enum.GetValues<HpkeKdf>())
            {
                foreach (HpkeAead aead in Enum.GetValues<HpkeAead>())
                {
                    AssertInterchange(new HpkeSuite(kem, kdf, aead), key, withPsk);
                    suites++;
                }
            }
        }

        Assert.Equal(KemAlgorithm.All.Count(static a => a.HpkeId is not null) * 7 * 4, suites);
    }

    [Fact]
    public void Given_ExporterContextTooLong_When_Exported_Expect_ArgumentException()
    {
        (HpkeSender sender, HpkeReceiver receiver) = Pair();
        byte[] context = new byte[16384];

        Assert.Equal(sender.Export(context, 32), receiver.Export(context, 32));
        Assert.Throws<ArgumentException>("exporterContext", () => sender.Export([.. context, 0], 32));
    }

    [Fact]
    public void Given_KeyingMaterialTooLong_When_KeyPairDerived_Expect_ArgumentException()
    {
        byte[] ikm = new byte[ushort.MaxValue];
        HpkeSuite.DeriveKeyPair(KemAlgorithm.MLKem768, ikm).Dispose();

        Assert.Throws<ArgumentException>("ikm", () => HpkeSuite.DeriveKeyPair(KemAlgorithm.MLKem768, [.. ikm, 0]));
    }

    [Fact]
    public void Given_Ciphertexts_When_OpenedOutOfOrder_Expect_RefusedAndTheRightOneStillOpens()
    {
        (HpkeSender sender, HpkeReceiver receiver) = Pair();
        byte[] first = sender.Seal("first"u8);
        byte[] second = sender.Seal("second"u8);

        Assert.Throws<AuthenticationTagMismatchException>(() => receiver.Open(second));
        Assert.Equal(0UL, receiver.SequenceNumber);
        Assert.Equal("first"u8, receiver.Open(first));
        Assert.Throws<AuthenticationTagMismatchException>(() => receiver.Open(first));
        Assert.Equal("second"u8, receiver.Open(second));
        Assert.Equal(2UL, receiver.SequenceNumber);
    }

    [Fact]
    public void Given_Ciphertext_When_AnyByteChanges_Expect_RefusedAndNothingWritten()
    {
        (HpkeSender sender, HpkeReceiver receiver) = Pair();
        byte[] ciphertext = sender.Seal("data"u8);
        for (int i = 0; i < ciphertext.Length; i++)
        {
            byte[] changed = [.. ciphertext];
            changed[i] ^= 0x01;
            byte[] plaintext = [0xAA, 0xAA, 0xAA, 0xAA];
            Assert.ThrowsAny<CryptographicException>(() => receiver.Open(changed, plaintext, []));
            Assert.Equal(new byte[4], plaintext);
        }

        Assert.Equal("data"u8, receiver.Open(ciphertext));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public void Given_CiphertextShorterThanATag_When_Opened_Expect_Refused(int size)
    {
        (HpkeSender _, HpkeReceiver receiver) = Pair();
        Assert.Throws<CryptographicException>(() => receiver.Open(new byte[size]));
        Assert.Throws<CryptographicException>(() => receiver.Open(new byte[size], [], []));
    }

    [Fact]
    public void Given_OtherAad_When_Opened_Expect_Refused()
    {
        (HpkeSender sender, HpkeReceiver receiver) = Pair();
        byte[] ciphertext = sender.Seal("data"u8, "aad"u8);
        Assert.Throws<AuthenticationTagMismatchException>(() => receiver.Open(ciphertext));
        Assert.Equal("data"u8, receiver.Open(ciphertext, "aad"u8));
    }

    [Theory]
    [MemberData(nameof(Kdfs))]
    public void Given_OtherInfoPskNameModeOrSuite_When_Received_Expect_RefusedAndOtherExports(HpkeKdf kdf)
    {
        HpkeSuite suite = new(KemAlgorithm.MLKem768, kdf, HpkeAead.Aes256Gcm);
        using HpkeSender sender = suite.SetupSender(Recipient.PublicKey, "info"u8, Psk, "name"u8);
        byte[] ciphertext = sender.Seal("data"u8);
        byte[] exported = sender.Export("context"u8, 32);
        ReadOnlySpan<byte> enc = sender.EncapsulatedKey.Span;
        HpkeReceiver[] others =
        [
            suite.SetupReceiver(Recipient, enc, "other"u8, Psk, "name"u8),
            suite.SetupReceiver(Recipient, enc, "info"u8, Keys.Counting(32, from: 1), "name"u8),
            suite.SetupReceiver(Recipient, enc, "info"u8, Keys.Counting(33), "name"u8),
            suite.SetupReceiver(Recipient, enc, "info"u8, Psk, "other"u8),
            suite.SetupReceiver(Recipient, enc, "info"u8),
            new HpkeSuite(suite.Kem, suite.Kdf, HpkeAead.ChaCha20Poly1305)
                .SetupReceiver(Recipient, enc, "info"u8, Psk, "name"u8),
        ];

        Assert.All(others, receiver =>
        {
            Assert.Throws<AuthenticationTagMismatchException>(() => receiver.Open(ciphertext));
            Assert.NotEqual(exported, receiver.Export("context"u8, 32));
            receiver.Dispose();
        });
        using HpkeReceiver right = suite.SetupReceiver(Recipient, enc, "info"u8, Psk, "name"u8);
        Assert.Equal("data"u8, right.Open(ciphertext));
        Assert.Equal(exported, right.Export("context"u8, 32));
        Assert.NotEqual(exported, right.Export("other"u8, 32));
    }

    [Fact]
    public void Given_EncapsulatedKeyChanged_When_Opened_Expect_Refused()
    {
        using HpkeSender sender = Suite.SetupSender(Recipient.PublicKey);
        byte[] ciphertext = sender.Seal("data"u8);
        byte[] enc = sender.EncapsulatedKey.ToArray();
        enc[0] ^= 1;
        using HpkeReceiver receiver = Suite.SetupReceiver(Recipient, enc);
        Assert.Throws<AuthenticationTagMismatchException>(() => receiver.Open(ciphertext));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1087)]
    [InlineData(1089)]
    public void Given_EncapsulatedKeyOfAnotherSize_When_Received_Expect_Refused(int size) =>
        Assert.Throws<CryptographicException>(() => Suite.SetupReceiver(Recipient, new byte[size]));

    [Theory]
    [InlineData(0, 4)]
    [InlineData(31, 4)]
    [InlineData(32, 0)]
    [InlineData(0, 0)]
    public void Given_PskTooShortOrNameless_When_SetUp_Expect_ArgumentException(int pskSize, int nameSize)
    {
        (byte[] psk, byte[] name) = (new byte[pskSize], new byte[nameSize]);
        Assert.Throws<ArgumentException>(() => Suite.SetupSender(Recipient.PublicKey, [], psk, name));
        Assert.Throws<ArgumentException>(() => Suite.SetupReceiver(Recipient, new byte[1088], [], psk, name));
    }

    [Theory]
    [InlineData(65_535, 32, 1, true)]
    [InlineData(65_536, 32, 1, false)]
    [InlineData(0, 65_535, 1, true)]
    [InlineData(0, 65_536, 1, false)]
    [InlineData(0, 32, 65_535, true)]
    [InlineData(0, 32, 65_536, false)]
    public void Given_SingleStageKdf_When_InputsAreLong_Expect_SizesThatTwoBytesHold(int info, int psk, int name, bool accepted)
    {
        HpkeSuite oneStage = new(KemAlgorithm.MLKem768, HpkeKdf.Shake256, HpkeAead.Aes256Gcm);
        Exception? refusal = Record.Exception(
            () => oneStage.SetupSender(Recipient.PublicKey, new byte[info], new byte[psk], new byte[name]).Dispose());

        Assert.Equal(accepted ? null : typeof(ArgumentException), refusal?.GetType());
        Suite.SetupSender(Recipient.PublicKey, new byte[info], new byte[psk], new byte[name]).Dispose();
    }

    [Fact]
    public void Given_MessageLimit_When_Reached_Expect_RefusedEveryTime()
    {
        (HpkeSender sender, HpkeReceiver receiver) = Pair();
        sender.SequenceNumber = receiver.SequenceNumber = ulong.MaxValue - 1;
        byte[] last = sender.Seal("last"u8);
        Assert.Equal("last"u8, receiver.Open(last));

        Assert.Throws<CryptographicException>(() => sender.Seal("beyond"u8));
        Assert.Throws<CryptographicException>(() => sender.Seal("beyond"u8));
        Assert.Throws<CryptographicException>(() => receiver.Open(last));
        Assert.Equal(ulong.MaxValue, sender.SequenceNumber);
    }

    [Theory]
    [MemberData(nameof(Kdfs))]
    public void Given_ExportSizes_When_AtTheLimit_Expect_TheLimitOfTheKdf(HpkeKdf kdf)
    {
        int nh = kdf switch
        {
            HpkeKdf.HkdfSha256 or HpkeKdf.Shake128 or HpkeKdf.TurboShake128 => 32,
            HpkeKdf.HkdfSha384 => 48,
            _ => 64,
        };
        HpkeSuite suite = new(KemAlgorithm.MLKem768, kdf, HpkeAead.ExportOnly);
        using HpkeSender sender = suite.SetupSender(Recipient.PublicKey);
        using HpkeReceiver receiver = suite.SetupReceiver(Recipient, sender.EncapsulatedKey.Span);

        Assert.Equal(sender.Export([], 255 * nh), receiver.Export([], 255 * nh));
        Assert.Throws<ArgumentOutOfRangeException>(() => sender.Export([], (255 * nh) + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => receiver.Export([], new byte[(255 * nh) + 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => sender.Export([], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => receiver.Export([], -1));
    }

    [Fact]
    public void Given_ExportOnlySuite_When_SealedOrOpened_Expect_NotSupported()
    {
        HpkeSuite suite = new(KemAlgorithm.MLKem768, HpkeKdf.HkdfSha256, HpkeAead.ExportOnly);
        using HpkeSender sender = suite.SetupSender(Recipient.PublicKey);
        using HpkeReceiver receiver = suite.SetupReceiver(Recipient, sender.EncapsulatedKey.Span);
        Assert.Throws<NotSupportedException>(() => sender.Seal("data"u8));
        Assert.Throws<NotSupportedException>(() => receiver.Open(new byte[20]));
    }

    [Fact]
    public void Given_BuffersOfWrongSizeOrOverlapping_When_Used_Expect_ArgumentException()
    {
        (HpkeSender sender, HpkeReceiver receiver) = Pair();
        byte[] buffer = new byte[40];
        Assert.Throws<ArgumentException>(() => sender.Seal(new byte[4], new byte[19], []));
        Assert.Throws<ArgumentException>(() => sender.Seal(new byte[4], new byte[21], []));
        Assert.Throws<ArgumentException>(() => receiver.Open(new byte[20], new byte[3], []));
        Assert.Throws<ArgumentException>(() => sender.Seal(buffer.AsSpan(0, 4), buffer.AsSpan(0, 20), []));
        Assert.Throws<ArgumentException>(() => receiver.Open(buffer.AsSpan(0, 20), buffer.AsSpan(19, 4), []));
        Assert.Equal(0UL, sender.SequenceNumber);
    }

    [Fact]
    public void Given_DisposedContexts_When_Used_Expect_ObjectDisposed()
    {
        (HpkeSender sender, HpkeReceiver receiver) = Pair();
        byte[] ciphertext = sender.Seal("data"u8);
        sender.Dispose();
        receiver.Dispose();
        sender.Dispose();

        Assert.Throws<ObjectDisposedException>(() => sender.Seal("data"u8));
        Assert.Throws<ObjectDisposedException>(() => sender.Export([], 32));
        Assert.Throws<ObjectDisposedException>(() => receiver.Open(ciphertext));
        Assert.Throws<ObjectDisposedException>(() => receiver.Export([], 32));
        Assert.Equal(1088, sender.EncapsulatedKey.Length);
    }

    [Fact]
    public void Given_Secrets_When_Disposed_Expect_Zeros()
    {
        HpkeSecrets secrets = new(keySize: 32, nonceSize: 12, exporterSecretSize: 32);
        secrets.All.Fill(0xAA);
        new HpkeReceiver(Suite, secrets).Dispose();
        Assert.Equal(-1, secrets.All.IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void Given_OneSender_When_UsedByManyThreads_Expect_EveryNonceOnce()
    {
        const int Messages = 400;
        (HpkeSender sender, HpkeReceiver receiver) = Pair();
        byte[][] ciphertexts = new byte[Messages][];
        Parallel.For(0, Messages, i => ciphertexts[i] = sender.Seal(BitConverter.GetBytes(i)));

        // Each opens at its own number and at no other; of two under one number, one would be left over.
        List<byte[]> left = [.. ciphertexts];
        while (left.RemoveAll(ciphertext => Opens(receiver, ciphertext)) > 0)
        {
        }

        Assert.Empty(left);
        Assert.Equal((ulong)Messages, sender.SequenceNumber);
    }

    [Fact]
    public void Given_KeyOfAnotherAlgorithm_When_SetUp_Expect_ArgumentException()
    {
        using KemPrivateKey other = KemPrivateKey.Generate(KemAlgorithm.XWing);
        Assert.Throws<ArgumentException>("recipient", () => Suite.SetupSender(other.PublicKey));
        Assert.Throws<ArgumentException>("recipient", () => Suite.SetupReceiver(other, new byte[1088]));
    }

    [Fact]
    public void Given_UnknownIdentifiers_When_SuiteMade_Expect_ArgumentException()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HpkeSuite(KemAlgorithm.XWing, (HpkeKdf)4, HpkeAead.Aes128Gcm));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HpkeSuite(KemAlgorithm.XWing, HpkeKdf.HkdfSha256, (HpkeAead)4));
        Assert.Throws<ArgumentNullException>(() => new HpkeSuite(null!, HpkeKdf.HkdfSha256, HpkeAead.Aes128Gcm));
        Assert.Throws<ArgumentException>("kem", () => new HpkeSuite(KemAlgorithm.Hqc128Draft2025, HpkeKdf.HkdfSha256, HpkeAead.Aes128Gcm));
    }

    /// <summary>It has no cipher that would notice.</summary>
    [Fact]
    public void Given_DisposedExportOnlyContext_When_Used_Expect_ObjectDisposedException()
    {
        HpkeSuite exportOnly = new(KemAlgorithm.MLKem768, HpkeKdf.HkdfSha256, HpkeAead.ExportOnly);
        HpkeSender sender = exportOnly.SetupSender(Recipient.PublicKey);
        sender.Dispose();

        Assert.Throws<ObjectDisposedException>(() => sender.Seal("data"u8));
        Assert.Throws<ObjectDisposedException>(() => sender.Export([], 32));
    }

    [Fact]
    public void Given_MessageThatNoArrayHoldsSealed_When_Sealed_Expect_ArgumentException()
    {
        using HpkeSender sender = Suite.SetupSender(Recipient.PublicKey);

        Assert.Throws<ArgumentException>("plaintext", () => sender.Seal(HugeSpan.Of(Array.MaxLength)));
        Assert.Throws<ArgumentException>("ciphertext", () => sender.Seal("data"u8, new byte[19], []));
    }

    [Fact]
    public void Given_TooLittleKeyingMaterial_When_KeyPairDerived_Expect_ArgumentException()
    {
        Assert.Throws<ArgumentException>(() => HpkeSuite.DeriveKeyPair(KemAlgorithm.MLKem768, new byte[63]));
        Assert.Throws<ArgumentException>(() => HpkeSuite.DeriveKeyPair(KemAlgorithm.DhKemP256, new byte[33]));
        HpkeSuite.DeriveKeyPair(KemAlgorithm.MLKem768, new byte[65]).Dispose();
    }

    private static (HpkeSender Sender, HpkeReceiver Receiver) Pair()
    {
        HpkeSender sender = Suite.SetupSender(Recipient.PublicKey, "info"u8);
        return (sender, Suite.SetupReceiver(Recipient, sender.EncapsulatedKey.Span, "info"u8));
    }

    private static bool Opens(HpkeReceiver receiver, byte[] ciphertext)
    {
        try
        {
            receiver.Open(ciphertext);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static void AssertInterchange(HpkeSuite suite, KemPrivateKey key, bool withPsk)
    {
        using HpkeSender sender = withPsk
            ? suite.SetupSender(key.PublicKey, "info"u8, Psk, "name"u8)
            : suite.SetupSender(key.PublicKey, "info"u8);
        using HpkeReceiver receiver = withPsk
            ? suite.SetupReceiver(key, sender.EncapsulatedKey.Span, "info"u8, Psk, "name"u8)
            : suite.SetupReceiver(key, sender.EncapsulatedKey.Span, "info"u8);

        Assert.Equal(sender.Export("context"u8, 100), receiver.Export("context"u8, 100));
        if (suite.Aead == HpkeAead.ExportOnly)
            return;

        foreach (int size in (int[])[0, 1, 16, 1000])
        {
            byte[] plaintext = Keys.Counting(size);
            byte[] ciphertext = sender.Seal(plaintext, "aad"u8);
            Assert.Equal(size + HpkeSuite.TagSize, ciphertext.Length);
            Assert.Equal(plaintext, receiver.Open(ciphertext, "aad"u8));
        }
    }
}
