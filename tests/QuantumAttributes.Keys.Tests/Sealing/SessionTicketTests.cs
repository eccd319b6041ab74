using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Sealing;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests;

/// <summary>protocol.md, section 6.</summary>
public sealed class SessionTicketTests
{
    private static readonly KeyId _id = KeyId.Parse("00112233445566778899aabbccddeeff");
    private static readonly byte[] _key = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];
    private static readonly byte[] _plaintext = "CBOR {kid, alg, origin, exp, MAC key}"u8.ToArray();
    private static readonly byte[] _label = "qa1 ticket"u8.ToArray();

    [Fact]
    public void Given_OurTicket_When_OpenedIndependently_Expect_ThePlaintext()
    {
        byte[] ticket = SymmetricSeal.SessionTicket.Seal(_id, _key, _plaintext, [], ProviderSet.Default);

        Assert.Equal([0x00, 0x11, 0x22, 0x33], ticket[..4]);
        Assert.Equal(_plaintext, IndependentSealing.Decrypt(_key, ticket[4..36], _label, ticket[36..], [.. _label, .. ticket[..4]]));
    }

    [Fact]
    public void Given_AnIndependentTicket_When_Opened_Expect_ThePlaintext()
    {
        byte[] nonce = [.. Enumerable.Range(50, 32).Select(static i => (byte)i)], id = [0x00, 0x11, 0x22, 0x33];
        byte[] ticket = [.. id, .. nonce, .. IndependentSealing.Encrypt(_key, nonce, _label, _plaintext, [.. _label, .. id])];

        Assert.Equal(_plaintext, SymmetricSeal.SessionTicket.Open(_key, ticket, [], ProviderSet.Default));
    }

    [Fact]
    public void Given_ATicket_When_AnyBitIsFlipped_Expect_Refused()
    {
        byte[] ticket = SymmetricSeal.SessionTicket.Seal(_id, _key, _plaintext, [], ProviderSet.Default);

        Assert.All(Enumerable.Range(0, 8 * ticket.Length), bit =>
        {
            byte[] flipped = [.. ticket];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<AuthenticationTagMismatchException>(() => SymmetricSeal.SessionTicket.Open(_key, flipped, [], ProviderSet.Default));
        });
    }

    [Fact]
    public void Given_OtherAssociatedData_When_Opened_Expect_Refused()
    {
        byte[] ticket = SymmetricSeal.SessionTicket.Seal(_id, _key, _plaintext, [1], ProviderSet.Default);

        Assert.Throws<AuthenticationTagMismatchException>(() => SymmetricSeal.SessionTicket.Open(_key, ticket, [2], ProviderSet.Default));
        Assert.Equal(_plaintext, SymmetricSeal.SessionTicket.Open(_key, ticket, [1], ProviderSet.Default));
    }

    [Fact]
    public async Task Given_ATicketOfAnyLength_When_CutOff_Expect_OneErrorForAll()
    {
        using TestRing ring = new();
        await ring.Keys.CreateKeyAsync(TestRing.Tickets);
        byte[] ticket = await ring.Keys.SealAsync(TestRing.Tickets, _plaintext);

        foreach (int length in (int[])[0, 3, 4, 35, 36, 51, 52, ticket.Length - 1])
        {
            Exception refusal = await Assert.ThrowsAsync<CryptographicException>(
                async () => await ring.Keys.OpenAsync(TestRing.Tickets, ticket.AsMemory(0, length)));
            Assert.Equal("The sealed data is not authentic, or its key opens nothing any more.", refusal.Message);
        }
    }

    [Fact]
    public async Task Given_TwoKeysWithTheSameFirstFourBytes_When_TicketsAreOpened_Expect_BothOpen()
    {
        ProviderSet providers = new(new SameStart(), ProviderSet.Default.Providers);
        using QuantumKeyManager keys = new(new MemoryKeyStore(), new FixedProtection(1), providers: providers);
        await keys.CreateKeyAsync(KeyPurpose.SessionTickets);
        byte[] first = await keys.SealAsync(KeyPurpose.SessionTickets, _plaintext);
        await keys.RotateAsync(KeyPurpose.SessionTickets);
        byte[] second = await keys.SealAsync(KeyPurpose.SessionTickets, _plaintext);

        Assert.Equal(first[..4], second[..4]);
        Assert.Equal(_plaintext, await keys.OpenAsync(KeyPurpose.SessionTickets, first));
        Assert.Equal(_plaintext, await keys.OpenAsync(KeyPurpose.SessionTickets, second));
    }

    [Fact]
    public void Given_DataSealedForStoredChannels_When_OpenedAsATicketUnderTheSameKey_Expect_Refused()
    {
        byte[] stored = SymmetricSeal.StoredChannel.Seal(_id, _key, _plaintext, [], ProviderSet.Default);

        Assert.Equal(_plaintext, SymmetricSeal.StoredChannel.Open(_key, stored, [], ProviderSet.Default));
        Assert.Throws<AuthenticationTagMismatchException>(() => SymmetricSeal.SessionTicket.Open(_key, stored, [], ProviderSet.Default));
    }

    [Fact]
    public void Given_ASealedAnswer_When_OpenedAsAChannelOrATicketUnderTheSameKey_Expect_Refused()
    {
        byte[] stored = SymmetricSeal.StoredAnswer.Seal(_id, _key, _plaintext, [], ProviderSet.Default);

        Assert.Equal(_plaintext, SymmetricSeal.StoredAnswer.Open(_key, stored, [], ProviderSet.Default));
        Assert.Throws<AuthenticationTagMismatchException>(() => SymmetricSeal.StoredChannel.Open(_key, stored, [], ProviderSet.Default));
        Assert.Throws<AuthenticationTagMismatchException>(() => SymmetricSeal.SessionTicket.Open(_key, stored, [], ProviderSet.Default));
    }

    /// <summary>Random, but all that is 16 bytes long, as a key's id is, begins with the same four.</summary>
    private sealed class SameStart : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

        public override void GetBytes(Span<byte> data)
        {
            Fill(data);
            if (data.Length == KeyId.Size)
                data[..4].Clear();
        }
    }
}
