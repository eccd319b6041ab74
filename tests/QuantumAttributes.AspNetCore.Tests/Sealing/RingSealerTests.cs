using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore.Sealing;
using QuantumAttributes.AspNetCore.Sessions;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Testing;

namespace QuantumAttributes.AspNetCore.Tests.Sealing;

/// <summary>What the ring seals for others fails in one way, whatever is the matter with the ring.</summary>
public sealed class RingSealerTests : IDisposable
{
    private readonly FailingStore _store = new();
    private readonly LogRecorder _log = new();
    private readonly QuantumKeyManager _keys;

    public RingSealerTests() => _keys = new QuantumKeyManager(_store, new NoProtection());

    public static TheoryData<Exception> Failures =>
    [
        new KeyStoreException("The store is away."),
        new KeyRingException("Nothing of it can be read."),
        new KeyProtectionException("The passphrase is another."),
    ];

    [Theory]
    [InlineData(KeyPurpose.SessionTickets)]
    [InlineData(KeyPurpose.StoredChannels)]
    [InlineData(KeyPurpose.StoredAnswers)]
    public async Task Given_ARingWithoutAKeyOfThePurpose_When_SomethingIsSealed_Expect_OneMadeThatOpensItForThePurposeAlone(KeyPurpose purpose)
    {
        RingSealer sealer = new(_keys, purpose), other = new(_keys, KeyPurpose.StoredChannels + (purpose == KeyPurpose.StoredChannels ? 1 : 0));

        byte[] box = await sealer.SealAsync("secret"u8.ToArray(), "bound"u8.ToArray(), default);

        Assert.Equal("secret"u8.ToArray(), await sealer.OpenAsync(box, "bound"u8.ToArray(), default));
        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await sealer.OpenAsync(box, "other"u8.ToArray(), default));
        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await other.OpenAsync(box, "bound"u8.ToArray(), default));
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Given_ARingThatFails_When_SealedOrOpened_Expect_ChannelStoreException(Exception failure)
    {
        var sealer = new RingSealer(_keys, KeyPurpose.StoredAnswers);
        _store.Failure = failure;

        await Assert.ThrowsAsync<ChannelStoreException>(async () => await sealer.SealAsync(new byte[1], default, default));
        await Assert.ThrowsAsync<ChannelStoreException>(async () => await sealer.OpenAsync(new byte[60], default, default));
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Given_ARingThatFails_When_ATicketIsOpened_Expect_NoContentAndAnEventForTheOperator(Exception failure)
    {
        using var factory = new LoggerFactory([_log]);
        var sealer = new RingTicketSealer(_keys, factory.CreateLogger<RingTicketSealer>());
        byte[] ticket = await sealer.SealAsync("content"u8.ToArray(), default);
        Assert.Equal("content"u8.ToArray(), await sealer.OpenAsync(ticket, default));
        using var restarted = new QuantumKeyManager(_store, new NoProtection());
        sealer = new RingTicketSealer(restarted, factory.CreateLogger<RingTicketSealer>());
        _store.Failure = failure;

        Assert.Null(await sealer.OpenAsync(ticket, default));

        Assert.Single(_log.Find("QuantumAttributes.AspNetCore", 32));
    }

    public void Dispose()
    {
        _keys.Dispose();
        _log.Dispose();
    }

    private sealed class FailingStore : IKeyStore
    {
        private readonly MemoryKeyStore _inner = new();

        public Exception? Failure { get; set; }

        public string Description => _inner.Description;

        public ValueTask<KeyStoreContents> ReadAsync(CancellationToken cancellationToken = default) =>
            Failure is null ? _inner.ReadAsync(cancellationToken) : throw Failure;

        public ValueTask CommitAsync(KeyStoreCommit commit, CancellationToken cancellationToken = default) =>
            _inner.CommitAsync(commit, cancellationToken);

        public IAsyncEnumerable<AuditRecord> ReadAuditAsync(CancellationToken cancellationToken = default) => _inner.ReadAuditAsync(cancellationToken);

        public ValueTask AddUsesAsync(IReadOnlyDictionary<KeyId, long> uses, CancellationToken cancellationToken = default) =>
            _inner.AddUsesAsync(uses, cancellationToken);

        public ValueTask<IReadOnlyDictionary<KeyId, long>> ReadUsesAsync(CancellationToken cancellationToken = default) =>
            _inner.ReadUsesAsync(cancellationToken);
    }
}
