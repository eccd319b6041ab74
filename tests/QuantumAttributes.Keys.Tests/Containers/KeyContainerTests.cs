using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Containers;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests;

public sealed class KeyContainerTests
{
    private static readonly byte[] _secret = [1, .. Enumerable.Range(0, 32).Select(static i => (byte)(3 * i))];
    private static readonly byte[] _kek = [.. Enumerable.Range(100, 32).Select(static i => (byte)i)];
    private static readonly byte[] _salt = [.. Enumerable.Range(7, 32).Select(static i => (byte)i)];
    private static readonly byte[] _label = "qa1 key container"u8.ToArray();

    private static KeyDescription Key { get; } = new KeyDescription
    {
        Id = KeyId.Parse("00112233445566778899aabbccddeeff"),
        Slot = new KeySlot(KeyPurpose.Signing, "invoices"),
        Algorithm = "ML-DSA-65",
        Generation = 3,
        Revision = 1L << 33,
        State = KeyState.Deactivated,
        Changed = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_001),
        Created = DateTimeOffset.FromUnixTimeMilliseconds(1_600_000_000_002),
        Activation = DateTimeOffset.FromUnixTimeMilliseconds(1_600_000_000_003),
        ActiveUntil = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_004),
        End = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_005),
        PublicKey = new byte[] { 9, 8, 7 },
        AuditSequence = 77,
        Reason = "ein Gründ",
    };

    private static ContainerHeader Header { get; } = new(Key, KeyProtectionKind.Passphrase, new byte[] { 5, 5 }, _salt);

    [Fact]
    public void Given_OurContainer_When_ReadByAnIndependentReader_Expect_HeaderAndSecret()
    {
        byte[] container = KeyContainer.Seal(Header, _secret, _kek);

        Assert.Equal("QAKY\u0001"u8.ToArray(), container[..5]);
        int length = (int)BinaryPrimitives.ReadUInt32BigEndian(container.AsSpan(5));
        int begin = 9 + length;
        CborReader reader = new(container.AsMemory(9, length), CborConformanceMode.Canonical);
        object?[] values = [.. ReadMap(reader)];
        Assert.Equal(
            [
                "00112233445566778899AABBCCDDEEFF", 4L, "invoices", "ML-DSA-65", 3L, 1L << 33, 2L, 1_700_000_000_001, 1_600_000_000_002,
                1_600_000_000_003, 1_700_000_000_004, 1_800_000_000_005, "090807", 77L, "ein Gründ", 1L, "0505", Convert.ToHexString(_salt),
            ],
            values);
        Assert.Equal(_secret, IndependentSealing.Decrypt(_kek, _salt, _label, container[begin..], container[..begin]));
    }

    [Fact]
    public void Given_AnIndependentWritersContainer_When_Opened_Expect_HeaderAndSecret()
    {
        byte[] container = Write(Values());
        ContainerHeader header = KeyContainer.ReadHeader(container);

        Assert.Equal(Key with { PublicKey = default }, header.Key with { PublicKey = default });
        Assert.Equal(Key.PublicKey.ToArray(), header.Key.PublicKey.ToArray());
        using SecretBytes secret = KeyContainer.Open(container, header, _kek);
        Assert.Equal(_secret, secret.Span.ToArray());
        Assert.Equal(container, KeyContainer.Seal(Header, _secret, _kek));
    }

    [Fact]
    public void Given_AKeyWithoutEnd_When_WrittenAndRead_Expect_NoEnd()
    {
        byte[] container = KeyContainer.Seal(Header with { Key = Key with { End = null } }, [], _kek);

        Assert.Null(KeyContainer.ReadHeader(container).Key.End);
        using SecretBytes secret = KeyContainer.Open(container, KeyContainer.ReadHeader(container), _kek);
        Assert.Equal(0, secret.Span.Length);
    }

    [Fact]
    public void Given_AContainer_When_CutOffAnywhere_Expect_CryptographicException()
    {
        byte[] container = KeyContainer.Seal(Header, _secret, _kek);

        Assert.All(Enumerable.Range(0, container.Length), length => AssertRefused(container[..length]));
        AssertRefused([.. container, 0]);
    }

    [Fact]
    public void Given_AContainer_When_AnyBitIsFlipped_Expect_CryptographicException()
    {
        byte[] container = KeyContainer.Seal(Header, _secret, _kek);

        Assert.All(Enumerable.Range(0, 8 * container.Length), bit =>
        {
            byte[] flipped = [.. container];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(flipped);
        });
    }

    [Fact]
    public void Given_AnotherKeyEncryptionKey_When_Opened_Expect_CryptographicException()
    {
        byte[] container = KeyContainer.Seal(Header, _secret, _kek);

        Assert.ThrowsAny<CryptographicException>(() => KeyContainer.Open(container, KeyContainer.ReadHeader(container), new byte[32]));
    }

    [Theory]
    [InlineData(0, "0011")] // an id of two bytes
    [InlineData(1, 0L)] // no purpose
    [InlineData(1, 9L)]
    [InlineData(2, "a b")] // a name with a space
    [InlineData(4, 0L)]
    [InlineData(4, 1L << 31)]
    [InlineData(4, -1L)]
    [InlineData(5, 0L)]
    [InlineData(6, 5L)]
    [InlineData(6, 1L << 32)] // active, if its upper half were dropped
    [InlineData(7, long.MaxValue)]
    [InlineData(7, "text")]
    [InlineData(11, long.MinValue)]
    [InlineData(13, 0L)]
    [InlineData(15, 4L)]
    [InlineData(17, "00")] // a salt of one byte
    public void Given_AHeaderValueOutOfRange_When_Read_Expect_CryptographicException(int key, object value)
    {
        object?[] values = Values();
        values[key] = value is string hex && key is 0 or 17 ? Convert.FromHexString((string)value) : value;

        Assert.ThrowsAny<CryptographicException>(() => KeyContainer.ReadHeader(Write(values)));
    }

    [Fact]
    public void Given_ParametersThatAreTooLong_When_Read_Expect_CryptographicException()
    {
        object?[] values = Values();
        values[16] = new byte[KeyProtection.MaxParametersSize + 1];

        Assert.ThrowsAny<CryptographicException>(() => KeyContainer.ReadHeader(Write(values)));
    }

    [Fact]
    public void Given_TheLongestReasonAndParameters_When_Written_Expect_AHeaderThatIsRead()
    {
        KeyDescription key = Key with { Reason = new string('\uffff', KeyDescription.MaxReasonLength), PublicKey = new byte[21_520] };
        byte[] container = KeyContainer.Seal(Header with { Key = key, Parameters = new byte[KeyProtection.MaxParametersSize] }, _secret, _kek);

        Assert.Equal(key.Reason, KeyContainer.ReadHeader(container).Key.Reason);
        Assert.True(container.Length <= StoredKey.MaxContainerSize);
    }

    private static void AssertRefused(byte[] container) => Assert.ThrowsAny<CryptographicException>(() =>
    {
        ContainerHeader header = KeyContainer.ReadHeader(container);
        using SecretBytes secret = KeyContainer.Open(container, header, _kek);
    });

    private static object?[] Values() =>
    [
        Key.Id.ToArray(), 4L, "invoices", "ML-DSA-65", 3L, 1L << 33, 2L, 1_700_000_000_001, 1_600_000_000_002, 1_600_000_000_003,
        1_700_000_000_004, 1_800_000_000_005, new byte[] { 9, 8, 7 }, 77L, "ein Gründ", 1L, new byte[] { 5, 5 }, _salt,
    ];

    private static byte[] Write(object?[] values)
    {
        CborWriter writer = new(CborConformanceMode.Canonical);
        writer.WriteStartMap(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            writer.WriteInt32(i);
            switch (values[i])
            {
                case byte[] bytes:
                    writer.WriteByteString(bytes);
                    break;
                case string text:
                    writer.WriteTextString(text);
                    break;
                case long number:
                    writer.WriteInt64(number);
                    break;
                default:
                    writer.WriteNull();
                    break;
            }
        }

        writer.WriteEndMap();
        byte[] header = writer.Encode();
        byte[] length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)header.Length);
        byte[] front = [.. "QAKY\u0001"u8, .. length, .. header];
        return [.. front, .. IndependentSealing.Encrypt(_kek, _salt, _label, _secret, front)];
    }

    private static IEnumerable<object?> ReadMap(CborReader reader)
    {
        int count = reader.ReadStartMap()!.Value;
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(i, reader.ReadInt32());
            yield return reader.PeekState() switch
            {
                CborReaderState.ByteString => Convert.ToHexString(reader.ReadByteString()),
                CborReaderState.TextString => reader.ReadTextString(),
                CborReaderState.UnsignedInteger => reader.ReadInt64(),
                _ => throw new InvalidOperationException(),
            };
        }

        reader.ReadEndMap();
        Assert.Equal(0, reader.BytesRemaining);
    }
}
