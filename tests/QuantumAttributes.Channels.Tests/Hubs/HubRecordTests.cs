using System.Buffers.Binary;
using System.Security.Cryptography;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Hubs;

/// <summary>Records of a hub's connection, against what the platform's AES-GCM and protocol.md §5 say.</summary>
public sealed class HubRecordTests : IDisposable
{
    private static readonly byte[] _key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly CipherState _sending = new(ProviderSet.Default.Symmetric, _key);
    private readonly CipherState _receiving = new(ProviderSet.Default.Symmetric, _key);

    public void Dispose()
    {
        _sending.Dispose();
        _receiving.Dispose();
    }

    [Theory]
    [InlineData(HubRecordType.Data, 0)]
    [InlineData(HubRecordType.Handshake, 1)]
    [InlineData(HubRecordType.Switch, 100)]
    [InlineData(HubRecordType.Close, HubRecord.MaxData)]
    internal void Given_ARecord_When_Opened_Expect_TypeAndData(HubRecordType type, int size)
    {
        byte[] data = RandomNumberGenerator.GetBytes(size);

        Assert.True(TryOpen(_receiving, Body(Seal(type, data)), out HubRecordType opened, out Span<byte> plaintext));

        Assert.Equal(type, opened);
        Assert.Equal(data, plaintext.ToArray());
    }

    /// <summary>Across two changes of key: each is the encryption of 32 zeros under the last nonce (Noise §4.2), and n goes on.</summary>
    [Fact]
    public void Given_ManyRecords_When_Sealed_Expect_ThePlatformsUnderNoisesKeys()
    {
        byte[] key = [.. _key];
        for (ulong n = 0; n < (2 * CipherState.MessagesPerKey) + 3; n++)
        {
            if (n > 0 && n % CipherState.MessagesPerKey == 0)
                key = Encrypt(key, ulong.MaxValue, new byte[32])[..32];
            byte[] record = Seal(HubRecordType.Data, [1, 2, 3]);
            if (n % 1000 is 0 or 535 or 536 or 71 or 72 or 73)
                Assert.Equal(Encrypt(key, n, [0, 1, 2, 3]), Body(record));
        }
    }

    [Fact]
    public void Given_ManyRecords_When_Opened_Expect_BothToChangeKeysTogether()
    {
        for (int n = 0; n < CipherState.MessagesPerKey + 2; n++)
            Assert.True(TryOpen(_receiving, Body(Seal(HubRecordType.Data, [7])), out _, out _));
    }

    [Fact]
    public void Given_ARecordIsLeftOut_When_TheNextComes_Expect_False()
    {
        Seal(HubRecordType.Data, [1]);

        Assert.False(TryOpen(_receiving, Body(Seal(HubRecordType.Data, [1])), out _, out _));
    }

    [Fact]
    public void Given_ARecord_When_ItComesTwice_Expect_FalseTheSecondTime()
    {
        byte[] record = Seal(HubRecordType.Data, [1]);
        byte[] again = [.. record];

        Assert.True(TryOpen(_receiving, Body(record), out _, out _));
        Assert.False(TryOpen(_receiving, Body(again), out _, out _));
    }

    [Fact]
    public void Given_ARecord_When_AnyBitIsFlipped_Expect_False()
    {
        byte[] record = Body(Seal(HubRecordType.Data, [1, 2, 3])).ToArray();
        for (int bit = 0; bit < record.Length * 8; bit++)
        {
            using var receiving = new CipherState(ProviderSet.Default.Symmetric, _key);
            byte[] changed = [.. record];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(TryOpen(receiving, changed, out _, out _));
        }
    }

    [Fact]
    public void Given_ATypeThatThereIsNot_When_Opened_Expect_False() =>
        Assert.False(TryOpen(_receiving, Body(Seal((HubRecordType)4, [1])), out _, out _));

    [Theory]
    [InlineData(16, false)]
    [InlineData(17, true)]
    [InlineData(65_535, true)]
    [InlineData(65_536, false)]
    [InlineData(uint.MaxValue, false)]
    public void Given_AHead_When_Read_Expect_OnlyLengthsThatARecordCanHave(uint length, bool valid)
    {
        byte[] head = new byte[HubRecord.HeadSize];
        BinaryPrimitives.WriteUInt32BigEndian(head, length);

        Assert.Equal(valid, HubRecord.TryReadHead(head, out _));
    }

    [Fact]
    public void Given_MoreDataThanARecordHolds_When_Sealed_Expect_ArgumentException() =>
        Assert.Throws<ArgumentException>(() => Seal(HubRecordType.Data, new byte[HubRecord.MaxData + 1]));

    [Fact]
    public void Given_ADisposedDirection_When_Used_Expect_ObjectDisposedException()
    {
        byte[] record = Seal(HubRecordType.Data, [1]);
        _sending.Dispose();
        _receiving.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Seal(HubRecordType.Data, [1]));
        Assert.Throws<ObjectDisposedException>(() => TryOpen(_receiving, Body(record), out _, out _));
    }

    // In its place.
    private static bool TryOpen(CipherState state, Span<byte> sealedRecord, out HubRecordType type, out Span<byte> data) =>
        HubRecord.TryOpen(state, sealedRecord, sealedRecord, out type, out data);

    private static Span<byte> Body(byte[] record)
    {
        Assert.True(HubRecord.TryReadHead(record, out int length));
        Assert.Equal(record.Length, HubRecord.HeadSize + length);
        return record.AsSpan(HubRecord.HeadSize);
    }

    private byte[] Seal(HubRecordType type, byte[] data)
    {
        var record = new byte[data.Length + HubRecord.Overhead];
        Assert.Equal(record.Length, HubRecord.Seal(_sending, type, data, record));
        return record;
    }

    private static byte[] Encrypt(byte[] key, ulong n, byte[] plaintext)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteUInt64BigEndian(nonce.AsSpan(4), n);
        var sealedBytes = new byte[plaintext.Length + 16];
        using var aead = new AesGcm(key, 16);
        aead.Encrypt(nonce, plaintext, sealedBytes.AsSpan(0, plaintext.Length), sealedBytes.AsSpan(plaintext.Length));
        return sealedBytes;
    }
}
