using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Approvals;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests;

public sealed class KeyUpkeepTests : IDisposable
{
    private static readonly byte[] _data = [1, 2, 3];
    private readonly TestRing _ring = new();

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task Given_ADayBeforeRotation_When_KeptUp_Expect_TheNextKeyAnnouncedOnceAndThenActive()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        await AfterAsync(TimeSpan.FromDays(88.9));
        Assert.Equal([KeyState.Active], await StatesAsync(TestRing.Signing));

        // Rotation comes between 90 and 95 days, where in between is random; the announcement a day before it.
        for (int i = 0; i < 13 && (await KeysAsync(TestRing.Signing)).Count == 1; i++)
            await AfterAsync(TimeSpan.FromDays(0.5));
        await _ring.Keys.MaintainAsync();
        Assert.Equal([KeyState.Active, KeyState.PreActivation], await StatesAsync(TestRing.Signing));
        KeyId next = (await KeysAsync(TestRing.Signing))[1].Id;

        await AfterAsync(TimeSpan.FromDays(1));
        Assert.Equal([KeyState.Deactivated, KeyState.Active], await StatesAsync(TestRing.Signing));
        Assert.Equal(next, (await _ring.Keys.SignAsync(TestRing.Signing, _data)).KeyId);
    }

    // Sealing keys are not announced. Rotation is due at 90 days, and the jitter is half of the ten days that are left.
    [Fact]
    public async Task Given_SeveralManagers_When_RotationIsDue_Expect_EachWithinTheFirstHalfOfTheTimeLeft()
    {
        for (int i = 0; i < 10; i++)
        {
            using TestRing ring = new();
            await ring.Keys.CreateKeyAsync(TestRing.Sealing);
            ring.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMilliseconds(1));
            await ring.Keys.MaintainAsync();
            Assert.Equal(2, (await ring.Keys.ListAsync()).Count);
            ring.Time.Advance(TimeSpan.FromDays(5) + TimeSpan.FromMilliseconds(1));
            await ring.Keys.MaintainAsync();
            Assert.Equal(3, (await ring.Keys.ListAsync()).Count);
        }
    }

    [Fact]
    public async Task Given_HourlyUpkeepForAWeek_When_TicketsAreSealed_Expect_EachOpensUntilItsKeyEnds()
    {
        _ring.Options.Slots.Add(KeyPurpose.SessionTickets);
        Queue<(DateTimeOffset Sealed, byte[] Ticket)> tickets = [];
        for (int i = 0; i < 24; i++)
        {
            await AfterAsync(TimeSpan.FromMinutes(15));
            tickets.Enqueue((_ring.Time.GetUtcNow(), await _ring.Keys.SealAsync(TestRing.Tickets, _data)));
            while (tickets.Peek().Sealed < _ring.Time.GetUtcNow().AddMinutes(-10)) // at least as long as a ticket counts
                tickets.Dequeue();
            foreach ((_, byte[] ticket) in tickets)
                Assert.Equal(_data, await _ring.Keys.OpenAsync(TestRing.Tickets, ticket));
        }

        Assert.Empty((await _ring.VerifyAuditAsync()).Findings);
    }

    [Fact]
    public async Task Given_AWaitingKeyThatWasOvertaken_When_KeptUp_Expect_ItDestroyed()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeyDescription waiting = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        await _ring.Keys.RotateAsync(TestRing.Signing, "ML-DSA-87"); // another algorithm: the waiting key does not serve

        await _ring.Keys.MaintainAsync();

        KeyDescription overtaken = Assert.Single(await _ring.Keys.ListAsync(), key => key.Id == waiting.Id);
        Assert.Equal((KeyState.Destroyed, "overtaken"), (overtaken.State, overtaken.Reason));
    }

    [Fact]
    public async Task Given_ATicketKeyAtItsEnd_When_KeptUp_Expect_ItDestroyedAndADayLaterRemoved()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        await AfterAsync(TimeSpan.FromMinutes(63));
        Assert.Equal([KeyState.Deactivated, KeyState.Active], await StatesAsync(TestRing.Tickets));

        await AfterAsync(TimeSpan.FromMinutes(12));
        Assert.Equal((KeyState.Destroyed, "at its end"), await FirstAsync());

        await AfterAsync(TimeSpan.FromHours(23.9));
        Assert.Equal((KeyState.Destroyed, "at its end"), await FirstAsync());
        await AfterAsync(TimeSpan.FromHours(0.1));
        Assert.DoesNotContain(await KeysAsync(TestRing.Tickets), static key => key.Generation == 1);
        Assert.Empty((await _ring.VerifyAuditAsync()).Findings);

        async Task<(KeyState, string)> FirstAsync()
        {
            KeyDescription first = (await KeysAsync(TestRing.Tickets))[0];
            return (first.State, first.Reason);
        }
    }

    [Fact]
    public async Task Given_ApprovalsDemanded_When_AKeyIsAtItsEnd_Expect_ItNotDestroyedByTheClock()
    {
        using SigningKey approver = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        _ring.Options.Approvals[KeyPurpose.SessionTickets] = new ApprovalPolicy(1, [approver.VerifyingKey]);
        await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        await AfterAsync(TimeSpan.FromMinutes(63));
        await AfterAsync(TimeSpan.FromDays(3));

        Assert.Equal(KeyState.Deactivated, (await StatesAsync(TestRing.Tickets)).First());
    }

    [Fact]
    public async Task Given_AnotherProtection_When_KeptUp_Expect_EverythingSealedAnewUnderIt()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        FixedProtection next = new(2);
        KeyRingOptions options = new();
        options.FormerProtections.Add(_ring.Protection);
        using (QuantumKeyManager moving = _ring.Open(next, options))
            await moving.MaintainAsync();

        using QuantumKeyManager moved = _ring.Open(next, new KeyRingOptions());
        Assert.Empty(await moved.ListUnreadableAsync());
        Assert.Equal(key.Revision + 1, (await moved.ListAsync()).Single(k => k.Id == key.Id).Revision);
        Assert.Equal(key.Id, (await moved.SignAsync(TestRing.Signing, _data)).KeyId);
        AuditReport report = await AuditVerifier.VerifyAsync(_ring.Store.ReadAuditAsync(), await moved.ListAsync());
        Assert.Empty(report.Findings);
        Assert.Equal(2, report.Entries.Count(static entry => entry.Action == AuditAction.Rewrap));
    }

    [Fact]
    public async Task Given_ASupersededKey_When_KeptUp_Expect_ItWrittenAsDeactivated()
    {
        KeyDescription old = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        _ring.Store.WritesFirstKeyOnly = true;
        await _ring.Keys.RotateAsync(TestRing.Signing);
        _ring.Store.WritesFirstKeyOnly = false;
        using QuantumKeyManager after = _ring.Open();
        await after.MaintainAsync();

        Assert.Equal(2, (await after.ListAsync()).Single(key => key.Id == old.Id).Revision);
        Assert.Contains((await _ring.VerifyAuditAsync()).Entries, static entry => entry.Detail == "superseded");
    }

    [Fact]
    public async Task Given_AnIdentityNearItsEnd_When_KeptUp_Expect_AReminderAndNoRotation()
    {
        _ring.Options.Slots.Add(KeyPurpose.Identity);
        await AfterAsync(TimeSpan.Zero);
        await AfterAsync(TimeSpan.FromDays(639));
        Assert.DoesNotContain(_ring.Logged(103), static entry => entry.Message.Contains("Identity", StringComparison.Ordinal));
        await AfterAsync(TimeSpan.FromDays(1));

        Assert.Single(_ring.Logged(103), static entry => entry.Message.Contains("Identity", StringComparison.Ordinal));
        Assert.Equal([KeyState.Active], await StatesAsync(KeyPurpose.Identity));
    }

    [Fact]
    public async Task Given_AnIdentityThatIsDamaged_When_KeptUp_Expect_TicketsRotatedAllTheSame()
    {
        _ring.Options.Slots.UnionWith([KeyPurpose.Identity, KeyPurpose.SessionTickets]);
        await _ring.Keys.InitializeAsync();
        _ring.Store.Show = static key => key.Slot.Purpose == KeyPurpose.Identity ? key with { Container = new byte[100] } : key;
        _ring.Time.Advance(TimeSpan.FromMinutes(64));

        var failure = await Assert.ThrowsAsync<KeyRingException>(async () => await _ring.Keys.MaintainAsync());

        Assert.Contains("Identity", failure.Message, StringComparison.Ordinal);
        Assert.Equal([KeyState.Deactivated, KeyState.Active], await StatesAsync(TestRing.Tickets));
    }

    [Fact]
    public async Task Given_UsesThatCannotBeWritten_When_TheStoreIsBack_Expect_AllOfThem()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        await _ring.Keys.SignAsync(TestRing.Signing, _data);
        _ring.Store.IsDown = true;
        await Assert.ThrowsAsync<KeyStoreException>(async () => await _ring.Keys.MaintainAsync());
        await _ring.Keys.SignAsync(TestRing.Signing, _data);
        _ring.Store.IsDown = false;
        await _ring.Keys.MaintainAsync();
        await _ring.Keys.MaintainAsync();

        Assert.Equal(2, (await _ring.Store.ReadUsesAsync())[key.Id]);
    }

    [Fact]
    public async Task Given_ManyThreads_When_TheySignWhileUsesAreWritten_Expect_NoneLost()
    {
        UseCounts counts = new();
        KeyId id = KeyId.Parse("00112233445566778899aabbccddeeff");
        using CancellationTokenSource done = new();
        Task flushing = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                _ring.Store.IsDown = !_ring.Store.IsDown;
                await Record.ExceptionAsync(async () => await counts.FlushAsync(_ring.Store, default));
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 20_000; i++)
                counts.Count(id);
        })));
        await done.CancelAsync();
        await flushing;
        _ring.Store.IsDown = false;
        await counts.FlushAsync(_ring.Store, default);

        Assert.Equal(80_000, (await _ring.Store.ReadUsesAsync())[id]);
    }

    private async Task AfterAsync(TimeSpan time)
    {
        _ring.Time.Advance(time);
        await _ring.Keys.MaintainAsync();
    }

    private async Task<List<KeyDescription>> KeysAsync(KeySlot slot) => [.. (await _ring.Keys.ListAsync()).Where(key => key.Slot == slot)];

    private async Task<KeyState[]> StatesAsync(KeySlot slot) => [.. (await KeysAsync(slot)).Select(static key => key.State)];
}
