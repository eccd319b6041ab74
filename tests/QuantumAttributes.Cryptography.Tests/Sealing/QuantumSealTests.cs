using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class QuantumSealTests
{
    private const int Chunk = QuantumSeal.ChunkSize;
    private const int SealedChunk = Chunk + 16;
    private const int Preamble = 10 + 1088;

    private static readonly KemPrivateKey Recipient = KemPrivateKey.Generate(KemAlgorithm.MLKem768);

    public static TheoryData<string> PostQuantumKems =>
        [.. KemAlgorithm.All.Where(static a => a is { NistCategory: > 0, HpkeId: not null }).Select(static a => a.Name)];

    public static TheoryData<string> ClassicalKems =>
        [.. KemAlgorithm.All.Where(static a => a.NistCategory == 0).Select(static a => a.Name)];

    /// <summary>Sizes around the edges of chunks, with the number of chunks.</summary>
    public static TheoryData<int, int> Sizes => new()
    {
        { 0, 1 },
        { 1, 1 },
        { Chunk - 1, 1 },
        { Chunk, 1 },
        { Chunk + 1, 2 },
        { 3 * Chunk, 3 },
        { (3 * Chunk) + 1, 4 },
    };

    [Theory]
    [MemberData(nameof(PostQuantumKems))]
    public void Given_EveryPostQuantumKem_When_Sealed_Expect_Opened(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm);
        byte[] box = QuantumSeal.Seal(key.PublicKey, "message"u8, "info"u8, "aad"u8);

        Assert.Equal(10 + algorithm.CiphertextSize + 7 + 16, box.Length);
        Assert.Equal("message"u8, QuantumSeal.Open(key, box, "info"u8, "aad"u8));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Given_Sizes_When_Sealed_Expect_OpenedAndSizesAsTold(int size, int chunks)
    {
        byte[] message = RandomNumberGenerator.GetBytes(size);
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, message);

        Assert.Equal(Preamble + size + (16 * chunks), box.Length);
        Assert.Equal(box.Length, QuantumSeal.GetSealedSize(KemAlgorithm.MLKem768, size));
        Assert.Equal(size, QuantumSeal.GetPlaintextSize(KemAlgorithm.MLKem768, box.Length));
        Assert.Equal(message, QuantumSeal.Open(Recipient, box));
    }

    /// <summary>SHAKE128 takes less info than HKDF: whoever changes the header must not make that the caller's fault.</summary>
    [Fact]
    public void Given_HeaderOfAnotherKdf_When_OpenedWithLongInfo_Expect_Refused()
    {
        byte[] info = new byte[ushort.MaxValue];
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, "message"u8, info);
        box[6] = 0x00;
        box[7] = (byte)HpkeKdf.Shake128;

        Assert.Throws<CryptographicException>(() => QuantumSeal.Open(Recipient, box, info));
    }

    [Fact]
    public void Given_InfoLongerThanTheKdfTakes_When_Sealed_Expect_ArgumentException()
    {
        HpkeSuite suite = new(KemAlgorithm.MLKem768, HpkeKdf.Shake128, HpkeAead.Aes256Gcm);
        byte[] info = new byte[ushort.MaxValue - 10];
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, "message"u8, info, suite: suite);

        Assert.Equal("message"u8, QuantumSeal.Open(Recipient, box, info));
        Assert.Throws<ArgumentException>(() => QuantumSeal.Seal(Recipient.PublicKey, "message"u8, [.. info, 0], suite: suite));
    }

    [Fact]
    public void Given_InfoOrAadBeyondTheLimit_When_SealedOrOpened_Expect_ArgumentException()
    {
        const int Limit = 1 << 30;
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, "message"u8);

        Assert.Throws<ArgumentException>("info", () => QuantumSeal.Seal(Recipient.PublicKey, [], HugeSpan.Of(Limit + 1), []));
        Assert.Throws<ArgumentException>("aad", () => QuantumSeal.Seal(Recipient.PublicKey, [], [], HugeSpan.Of(Limit + 1)));
        Assert.Throws<ArgumentException>("info", () => QuantumSeal.Open(Recipient, box, HugeSpan.Of(Limit + 1), []));
        Assert.Throws<ArgumentException>("aad", () => QuantumSeal.Open(Recipient, box, [], HugeSpan.Of(Limit + 1)));
    }

    [Fact]
    public void Given_SealedMessage_When_HeaderRead_Expect_TheDocumentedBytes()
    {
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, []);
        Assert.Equal("51534C01" + "0041" + "0002" + "0002", Convert.ToHexString(box[..10]));

        HpkeSuite suite = new(KemAlgorithm.MLKem768, HpkeKdf.TurboShake256, HpkeAead.ChaCha20Poly1305);
        box = QuantumSeal.Seal(Recipient.PublicKey, "message"u8, suite: suite);
        Assert.Equal("51534C01" + "0041" + "0013" + "0003", Convert.ToHexString(box[..10]));
        Assert.Equal("message"u8, QuantumSeal.Open(Recipient, box));
    }

    /// <summary>docs/quantum-seal.md, followed with nothing but HPKE.</summary>
    [Fact]
    public void Given_SealedMessage_When_OpenedByHpkeAlone_Expect_WhatTheDocumentSays()
    {
        byte[] message = RandomNumberGenerator.GetBytes(Chunk + 5);
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, message, "info"u8, "aad"u8);
        HpkeSuite suite = new(KemAlgorithm.MLKem768, HpkeKdf.HkdfSha384, HpkeAead.Aes256Gcm);
        using HpkeReceiver receiver = suite.SetupReceiver(Recipient, box.AsSpan(10, 1088), [.. box.AsSpan(0, 10), .. "info"u8]);

        byte[] first = receiver.Open(box.AsSpan(Preamble, SealedChunk), [0x00, .. "aad"u8]);
        byte[] last = receiver.Open(box.AsSpan(Preamble + SealedChunk), [0x01]);
        Assert.Equal(message.AsSpan(), [.. first, .. last]);
    }

    [Fact]
    public void Given_SameMessage_When_SealedTwice_Expect_TwoCiphertexts() =>
        Assert.NotEqual(QuantumSeal.Seal(Recipient.PublicKey, []), QuantumSeal.Seal(Recipient.PublicKey, []));

    [Fact]
    public void Given_SealedMessage_When_AnyByteOfItChanges_Expect_RefusedAndZeros()
    {
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, "message"u8);
        for (int i = 0; i < box.Length; i++)
        {
            byte[] changed = [.. box];
            changed[i] ^= (byte)(1 << (i % 8));
            byte[] plaintext = [1, 2, 3, 4, 5, 6, 7];
            Assert.ThrowsAny<CryptographicException>(() => QuantumSeal.Open(Recipient, changed, plaintext, [], []));
            Assert.Equal(new byte[7], plaintext);
        }
    }

    /// <summary>Other suites that exist: what refuses is the key schedule, which the suite is part of.</summary>
    [Theory]
    [InlineData(7, HpkeKdf.HkdfSha256)]
    [InlineData(7, HpkeKdf.HkdfSha512)]
    [InlineData(7, HpkeKdf.TurboShake256)]
    [InlineData(9, HpkeAead.Aes128Gcm)]
    [InlineData(9, HpkeAead.ChaCha20Poly1305)]
    public void Given_SealedMessage_When_AnotherSuiteIsNamed_Expect_Refused(int offset, Enum id)
    {
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, "message"u8);
        box[offset] = Convert.ToByte(id, null);
        Assert.Throws<AuthenticationTagMismatchException>(() => QuantumSeal.Open(Recipient, box));
    }

    [Theory]
    [InlineData("51534C02004100020002")] // a later version
    [InlineData("51534D01004100020002")] // another magic
    [InlineData("51534C01004200020002")] // another KEM
    [InlineData("51534C01FFFF00020002")] // an unknown KEM
    [InlineData("51534C01004100040002")] // an unknown KDF
    [InlineData("51534C01004100020004")] // an unknown AEAD
    [InlineData("51534C0100410002FFFF")] // export-only
    public void Given_UnknownVersionOrSuite_When_Opened_Expect_Refused(string header)
    {
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, "message"u8);
        Convert.FromHexString(header).CopyTo(box, 0);
        CryptographicException refusal = Assert.Throws<CryptographicException>(() => QuantumSeal.Open(Recipient, box));
        Assert.Contains("sealed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_OtherInfoOrAadOrKey_When_Opened_Expect_Refused()
    {
        using KemPrivateKey other = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, "message"u8, "info"u8, "aad"u8);
        Assert.Throws<AuthenticationTagMismatchException>(() => QuantumSeal.Open(Recipient, box, "other"u8, "aad"u8));
        Assert.Throws<AuthenticationTagMismatchException>(() => QuantumSeal.Open(Recipient, box, "info"u8, "other"u8));
        Assert.Throws<AuthenticationTagMismatchException>(() => QuantumSeal.Open(Recipient, box, "infoaad"u8));
        Assert.Throws<AuthenticationTagMismatchException>(() => QuantumSeal.Open(other, box, "info"u8, "aad"u8));
        Assert.Equal("message"u8, QuantumSeal.Open(Recipient, box, "info"u8, "aad"u8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(Preamble)]
    [InlineData(Preamble + 15)]
    [InlineData(Preamble + 16)]
    [InlineData(Preamble + SealedChunk)]
    [InlineData(Preamble + SealedChunk + 16)]
    [InlineData(Preamble + (2 * SealedChunk) - 1)]
    [InlineData(Preamble + (2 * SealedChunk))]
    [InlineData(Preamble + (2 * SealedChunk) + 20)]
    public void Given_SealedMessage_When_Truncated_Expect_Refused(int size)
    {
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, new byte[(2 * Chunk) + 5]);
        Assert.ThrowsAny<CryptographicException>(() => QuantumSeal.Open(Recipient, box.AsSpan(0, size)));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(5, 16)]
    [InlineData(5, 17)]
    [InlineData(Chunk, 1)]
    [InlineData(Chunk, 16)]
    [InlineData(Chunk, 17)]
    [InlineData(Chunk, SealedChunk)]
    public void Given_SealedMessage_When_Extended_Expect_Refused(int size, int more)
    {
        byte[] box = [.. QuantumSeal.Seal(Recipient.PublicKey, new byte[size]), .. new byte[more]];
        Assert.ThrowsAny<CryptographicException>(() => QuantumSeal.Open(Recipient, box));
    }

    [Fact]
    public void Given_SealedMessage_When_ChunksSwappedOrRepeated_Expect_Refused()
    {
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, new byte[3 * Chunk]);
        byte[][] chunks = [.. box.Skip(Preamble).Chunk(SealedChunk)];
        foreach (int[] order in (int[][])[[1, 0, 2], [0, 2, 1], [0, 0, 2], [0, 1, 1], [0, 2], [0, 1, 2, 2]])
        {
            byte[] changed = [.. box.AsSpan(0, Preamble), .. order.SelectMany(i => chunks[i])];
            Assert.Throws<AuthenticationTagMismatchException>(() => QuantumSeal.Open(Recipient, changed));
        }
    }

    /// <summary>
    /// One plaintext, one encoding: a message does not end with an empty chunk after others, well sealed as it may be.
    /// </summary>
    [Fact]
    public async Task Given_EmptyChunkAfterAFullOne_When_Opened_Expect_Refused()
    {
        HpkeSuite suite = new(KemAlgorithm.MLKem768, HpkeKdf.HkdfSha384, HpkeAead.Aes256Gcm);
        using ChunkSealer sealer = new(Recipient.PublicKey, suite, [], []);
        byte[] box = new byte[Preamble + SealedChunk + 16];
        sealer.Preamble.CopyTo(box, 0);
        sealer.Seal(new byte[Chunk], isFinal: false, box.AsSpan(Preamble, SealedChunk));
        sealer.Seal([], isFinal: true, box.AsSpan(Preamble + SealedChunk));

        Assert.Throws<CryptographicException>(() => QuantumSeal.Open(Recipient, box));
        await Assert.ThrowsAsync<CryptographicException>(
            () => QuantumSeal.OpenAsync(Recipient, new MemoryStream(box), Stream.Null));
    }

    [Theory]
    [MemberData(nameof(ClassicalKems))]
    public void Given_ClassicalKem_When_SealedOrOpened_Expect_ArgumentException(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm);
        HpkeSuite suite = new(algorithm, HpkeKdf.HkdfSha256, HpkeAead.Aes256Gcm);
        Assert.Throws<ArgumentException>(() => QuantumSeal.Seal(key.PublicKey, "message"u8));
        Assert.Throws<ArgumentException>(() => QuantumSeal.Seal(key.PublicKey, "message"u8, suite: suite));
        Assert.Throws<ArgumentException>(() => QuantumSeal.Open(key, new byte[200]));
        Assert.Throws<ArgumentException>(() => QuantumSeal.GetSealedSize(algorithm, 1));
        Assert.Throws<ArgumentException>(() => { _ = QuantumSeal.SealAsync(key.PublicKey, Stream.Null, Stream.Null); });
        Assert.Throws<ArgumentException>(() => { _ = QuantumSeal.OpenAsync(key, Stream.Null, Stream.Null); });
    }

    [Fact]
    public void Given_SuiteThatDoesNotFit_When_Sealed_Expect_ArgumentException()
    {
        HpkeSuite ofAnotherKem = new(KemAlgorithm.XWing, HpkeKdf.HkdfSha256, HpkeAead.Aes256Gcm);
        HpkeSuite exportOnly = new(KemAlgorithm.MLKem768, HpkeKdf.HkdfSha256, HpkeAead.ExportOnly);
        Assert.Throws<ArgumentException>("suite", () => QuantumSeal.Seal(Recipient.PublicKey, [], suite: ofAnotherKem));
        Assert.Throws<ArgumentException>("suite", () => QuantumSeal.Seal(Recipient.PublicKey, [], suite: exportOnly));
    }

    [Fact]
    public void Given_BuffersOfWrongSizeOrOverlapping_When_Used_Expect_ArgumentException()
    {
        byte[] box = QuantumSeal.Seal(Recipient.PublicKey, new byte[100]);
        byte[] larger = new byte[box.Length + 1];
        Assert.Throws<ArgumentException>(() => QuantumSeal.Seal(Recipient.PublicKey, new byte[100], larger, [], []));
        Assert.Throws<ArgumentException>(() => QuantumSeal.Seal(Recipient.PublicKey, box.AsSpan(0, 100), box.AsSpan(), [], []));
        Assert.Throws<ArgumentException>(() => QuantumSeal.Open(Recipient, box, new byte[99], [], []));
        Assert.Throws<ArgumentException>(() => QuantumSeal.Open(Recipient, box, box.AsSpan(0, 100), [], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantumSeal.GetSealedSize(KemAlgorithm.MLKem768, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantumSeal.GetSealedSize(KemAlgorithm.MLKem768, long.MaxValue));
        Assert.Throws<ArgumentException>("plaintext", () => QuantumSeal.Seal(Recipient.PublicKey, HugeSpan.Of(Array.MaxLength)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(Preamble + 15)]
    [InlineData(Preamble + SealedChunk + 16)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Given_SizeOfNoSealedMessage_When_PlaintextSizeAsked_Expect_Refused(long size) =>
        Assert.Throws<CryptographicException>(() => QuantumSeal.GetPlaintextSize(KemAlgorithm.MLKem768, size));
}
